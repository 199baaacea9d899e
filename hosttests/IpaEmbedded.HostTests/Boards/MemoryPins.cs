using System.Device.Gpio;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A driver of System.Device.Gpio whose pins are memory: what was written is read.</summary>
internal sealed class MemoryPins(int count) : GpioDriver
{
    private readonly PinMode[] _modes = new PinMode[count];
    private readonly PinValue[] _values = new PinValue[count];

    private readonly List<string> _driven = [];

    /// <summary>The levels to which outputs were driven, one after the other.</summary>
    public IReadOnlyList<string> Driven => _driven;

    public PinMode ModeOf(int pin) => _modes[pin];

    protected override int PinCount => _modes.Length;

    protected override void OpenPin(int pinNumber)
    {
    }

    protected override void ClosePin(int pinNumber)
    {
    }

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        _modes[pinNumber] = mode;
        Drive(pinNumber);
    }

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        _values[pinNumber] = initialValue;
        SetPinMode(pinNumber, mode);
    }

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is PinMode.Input or PinMode.Output;

    protected override PinValue Read(int pinNumber) => _values[pinNumber];

    protected override void Write(int pinNumber, PinValue value)
    {
        _values[pinNumber] = value;
        Drive(pinNumber);
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) => throw new NotSupportedException();

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => throw new NotSupportedException();

    private void Drive(int pin)
    {
        if (_modes[pin] == PinMode.Output)
        {
            _driven.Add($"{pin}={_values[pin]}");
        }
    }
}
