using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>The pins of a GPIO chip through its character device; needs no library. A pin is taken at its first use and kept until disposal.</summary>
public sealed class GpioChip : GpioController, IDisposable
{
    private const string Consumer = "ipa";

    private readonly string _path;
    private readonly Dictionary<int, int> _lines = [];
    private int _pinCount = -1;

    /// <summary>A chip by its path, such as /dev/gpiochip0.</summary>
    public GpioChip(string path) => _path = path;

    /// <inheritdoc/>
    public override int PinCount
    {
        get
        {
            if (_pinCount < 0)
            {
                var chip = new byte[GpioLineRequest.ChipSize];
                WithChip(descriptor => LibC.Control(descriptor, _path, "description", GpioLineRequest.GetChip, chip));
                _pinCount = GpioLineRequest.LineCountOf(chip);
            }

            return _pinCount;
        }
    }

    /// <inheritdoc/>
    public override void SetInput(int pin) => Take(pin, GpioLineRequest.ForInput(pin, Consumer));

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high) => Take(pin, GpioLineRequest.ForOutput(pin, high, Consumer));

    /// <inheritdoc/>
    public override bool Read(int pin)
    {
        if (!_lines.ContainsKey(pin))
        {
            SetInput(pin);
        }

        var values = GpioLineRequest.Values(false);
        LibC.Control(_lines[pin], _path, $"level of line {pin}", GpioLineRequest.GetValues, values);
        return values[0] != 0;
    }

    /// <inheritdoc/>
    public override void Write(int pin, bool high)
    {
        if (!_lines.TryGetValue(pin, out var line))
        {
            SetOutput(pin, high);
            return;
        }

        LibC.Control(line, _path, $"level of line {pin}", GpioLineRequest.SetValues, GpioLineRequest.Values(high));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var line in _lines.Values)
        {
            LibC.Close(line);
        }

        _lines.Clear();
    }

    private void Take(int pin, byte[] request)
    {
        // A line has one holder: what was taken in the other direction is given back first.
        if (_lines.Remove(pin, out var held))
        {
            LibC.Close(held);
        }

        WithChip(descriptor => LibC.Control(descriptor, _path, $"request of line {pin}", GpioLineRequest.GetLine, request));
        _lines.Add(pin, GpioLineRequest.DescriptorOf(request));
    }

    private void WithChip(Action<int> use)
    {
        var descriptor = LibC.Open(_path, LibC.ReadWrite);
        try
        {
            use(descriptor);
        }
        finally
        {
            LibC.Close(descriptor);
        }
    }
}
