using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>
/// The pins of a GPIO chip through its character device; needs no library. A pin is taken at its first use, and kept, whatever its direction, until its consumer
/// frees it or the chip is disposed. Edges need the board's time, which waits for them.
/// </summary>
public sealed class GpioChip : GpioController, IDisposable
{
    private const string Consumer = "ipa";

    private readonly string _path;
    private readonly BoardTime? _time;
    private readonly IReadOnlySet<int> _kernelHogs;
    private readonly DeviceControl _control;
    private readonly Dictionary<int, HeldLine> _lines = [];
    private int _pinCount = -1;

    /// <summary>A chip by its path, such as /dev/gpiochip0; without a time it tells no edges.</summary>
    /// <param name="kernelHogs">Pins that the tree sets for good; where the kernel has done so already, they are left to it.</param>
    public GpioChip(string path, BoardTime? time = null, IReadOnlySet<int>? kernelHogs = null)
        : this(path, time, kernelHogs, LibC.Control)
    {
    }

    /// <summary>The same with what talks to the kernel given.</summary>
    internal GpioChip(string path, BoardTime? time, IReadOnlySet<int>? kernelHogs, DeviceControl control)
    {
        _control = control;
        _path = path;
        _time = time;
        _kernelHogs = kernelHogs ?? new HashSet<int>();
    }

    /// <inheritdoc/>
    public override int PinCount
    {
        get
        {
            if (_pinCount < 0)
            {
                var chip = new byte[GpioLineRequest.ChipSize];
                WithChip(descriptor => _control(descriptor, _path, "description", GpioLineRequest.GetChip, chip));
                _pinCount = GpioLineRequest.LineCountOf(chip);
            }

            return _pinCount;
        }
    }

    /// <inheritdoc/>
    public override bool SetPull(int pin, GpioPull pull)
    {
        Line(pin).Pull = pull;
        return true;
    }

    /// <inheritdoc/>
    public override bool SetDrive(int pin, GpioDrive drive)
    {
        Line(pin).Drive = drive;
        return true;
    }

    /// <inheritdoc/>
    public override void SetInput(int pin)
    {
        var line = Line(pin);
        Apply(pin, line, GpioLineRequest.InputConfig(line.Pull, line.Events is not null));
    }

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high)
    {
        var line = Line(pin);
        StopEvents(line);
        Apply(pin, line, GpioLineRequest.OutputConfig(line.Pull, line.Drive, high));
    }

    /// <inheritdoc/>
    public override bool Read(int pin)
    {
        if (Line(pin).Descriptor < 0)
        {
            SetInput(pin);
        }

        var values = GpioLineRequest.Values(false);
        _control(Line(pin).Descriptor, _path, $"level of line {pin}", GpioLineRequest.GetValues, values);
        return values[0] != 0;
    }

    /// <inheritdoc/>
    public override void Write(int pin, bool high)
    {
        if (Line(pin).Descriptor < 0)
        {
            SetOutput(pin, high);
            return;
        }

        _control(Line(pin).Descriptor, _path, $"level of line {pin}", GpioLineRequest.SetValues, GpioLineRequest.Values(high));
    }

    /// <inheritdoc/>
    public override bool Watch(int pin, GpioEdgeHandler? handler)
    {
        var line = Line(pin);
        var wasWatched = line.Events is not null;
        StopEvents(line);
        if (handler is null || _time is null)
        {
            if (wasWatched)
            {
                EndEdges(pin, line);
            }

            return false;
        }

        // The kernel keeps those of an earlier watch, whatever the line was set to since.
        GpioLineEvents.Discard(line.Descriptor);
        Apply(pin, line, GpioLineRequest.InputConfig(line.Pull, true));
        line.Events = new GpioLineEvents(line.Descriptor, handler);
        _time.Watch(line.Events);
        return true;
    }

    /// <inheritdoc/>
    public override void Free(int pin)
    {
        if (_lines.Remove(pin, out var line))
        {
            Close(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var line in _lines.Values)
        {
            Close(line);
        }

        _lines.Clear();
    }

    private HeldLine Line(int pin)
    {
        if (!_lines.TryGetValue(pin, out var line))
        {
            line = new HeldLine();
            _lines.Add(pin, line);
        }

        return line;
    }

    private void Apply(int pin, HeldLine line, byte[] config)
    {
        if (line.Descriptor >= 0)
        {
            _control(line.Descriptor, _path, $"setting of line {pin}", GpioLineRequest.SetConfig, config);
            return;
        }

        var request = GpioLineRequest.For(pin, config, Consumer);
        try
        {
            WithChip(descriptor => Request(descriptor, pin, request));
        }
        catch (IOException refusal) when (refusal.HResult == LibC.DeviceBusy && _kernelHogs.Contains(pin))
        {
            return;
        }

        line.Descriptor = GpioLineRequest.DescriptorOf(request);
    }

    private void EndEdges(int pin, HeldLine line)
    {
        try
        {
            Apply(pin, line, GpioLineRequest.InputConfig(line.Pull, false));
        }
        catch (IOException)
        {
            // The chip has gone, and its edges with it.
        }
    }

    private void Request(int descriptor, int pin, byte[] request)
    {
        try
        {
            _control(descriptor, _path, $"request of line {pin}", GpioLineRequest.GetLine, request);
        }
        catch (IOException refusal) when (refusal.HResult == LibC.DeviceBusy)
        {
            var description = GpioLineRequest.DescriptionOf(pin);
            _control(descriptor, _path, $"description of line {pin}", GpioLineRequest.GetLineDescription, description);
            throw new IOException($"{refusal.Message}: \"{GpioLineRequest.ConsumerOf(description)}\" has it", refusal.HResult);
        }
    }

    private void Close(HeldLine line)
    {
        StopEvents(line);
        if (line.Descriptor >= 0)
        {
            LibC.Close(line.Descriptor);
        }
    }

    private void StopEvents(HeldLine line)
    {
        if (line.Events is null)
        {
            return;
        }

        line.Events.Stop();
        _time!.Unwatch(line.Events);
        line.Events = null;
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

    private sealed class HeldLine
    {
        public int Descriptor { get; set; } = -1;

        public GpioPull Pull { get; set; }

        public GpioDrive Drive { get; set; }

        public GpioLineEvents? Events { get; set; }
    }
}
