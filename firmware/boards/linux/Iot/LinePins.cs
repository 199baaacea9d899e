using System.Device.Gpio;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>
/// Lines of a device as pins of the library, numbered in the order in which they were added. The library's types think in levels, so a line that is active low
/// is turned back. Edges come on the event loop's thread.
/// </summary>
internal sealed class LinePins : GpioDriver
{
    private readonly List<GpioLine> _lines = [];
    private readonly List<PinMode> _modes = [];
    private readonly List<(int Pin, PinEventTypes Types, PinChangeEventHandler Callback)> _callbacks = [];

    /// <summary>Adds a line and gives its number.</summary>
    public int Add(GpioLine line)
    {
        _lines.Add(line);
        _modes.Add(PinMode.Input);
        return _lines.Count - 1;
    }

    /// <inheritdoc/>
    protected override int PinCount => _lines.Count;

    /// <inheritdoc/>
    protected override void OpenPin(int pinNumber)
    {
    }

    /// <inheritdoc/>
    protected override void ClosePin(int pinNumber)
    {
    }

    /// <inheritdoc/>
    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        _modes[pinNumber] = mode;
        if (mode == PinMode.Output)
        {
            _lines[pinNumber].SetOutput(_lines[pinNumber].IsActiveLow);
        }
        else
        {
            _lines[pinNumber].SetInput();
        }
    }

    /// <inheritdoc/>
    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    /// <inheritdoc/>
    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is PinMode.Input or PinMode.Output;

    /// <inheritdoc/>
    protected override PinValue Read(int pinNumber) => _lines[pinNumber].Read() != _lines[pinNumber].IsActiveLow;

    /// <inheritdoc/>
    protected override void Write(int pinNumber, PinValue value) => _lines[pinNumber].Write((value == PinValue.High) != _lines[pinNumber].IsActiveLow);

    /// <inheritdoc/>
    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException("the board's one thread does not wait for a pin");

    /// <inheritdoc/>
    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        _callbacks.Add((pinNumber, eventTypes, callback));
        if (!_lines[pinNumber].Watch(active => OnEdge(pinNumber, active != _lines[pinNumber].IsActiveLow)))
        {
            throw new NotSupportedException($"{_lines[pinNumber].Consumer}: the controller of pin {_lines[pinNumber].Pin} tells no edges");
        }
    }

    /// <inheritdoc/>
    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _callbacks.RemoveAll(each => each.Pin == pinNumber && each.Callback == callback);

    private void OnEdge(int pin, bool high)
    {
        var type = high ? PinEventTypes.Rising : PinEventTypes.Falling;
        foreach (var (_, _, callback) in _callbacks.FindAll(each => each.Pin == pin && each.Types.HasFlag(type)))
        {
            callback(this, new PinValueChangedEventArgs(type, pin));
        }
    }
}
