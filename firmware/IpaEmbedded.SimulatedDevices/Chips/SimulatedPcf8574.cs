using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// A PCF8574 (8 pins) or PCF8575 (16) and their relatives (gpio/nxp,pcf8575.yaml). A pin that is written as 1 is an input with a weak resistor to the supply, one
/// that is written as 0 is driven low; reads give the wires.
/// </summary>
public sealed class SimulatedPcf8574 : SimulatedI2cChip
{
    private readonly SimulatedGpio _pins;

    internal SimulatedPcf8574(SimulatedGpio pins)
    {
        _pins = pins;
        for (int pin = 0; pin < pins.PinCount; pin++) { Latch(pin, true); }
    }

    /// <summary>The wires, to be driven and looked at.</summary>
    public SimulatedGpio Pins
    {
        get { return _pins; }
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int count)
    {
        // A chip of 16 pins takes turns between its two ports.
        int ports = _pins.PinCount / 8;
        for (int i = 0; i < count; i++)
        {
            for (int bit = 0; bit < 8; bit++) { Latch(i % ports * 8 + bit, ((buffer[i] >> bit) & 1) != 0); }
        }
        return count;
    }

    /// <inheritdoc/>
    public override void Read(byte[] buffer, int count)
    {
        int ports = _pins.PinCount / 8;
        for (int i = 0; i < count; i++)
        {
            int port = 0;
            for (int bit = 0; bit < 8; bit++) { port |= _pins.Level(i % ports * 8 + bit) ? 1 << bit : 0; }
            buffer[i] = (byte)port;
        }
    }

    private void Latch(int pin, bool high)
    {
        _pins.SetPull(pin, GpioPull.Up);
        if (high) { _pins.SetInput(pin); }
        else { _pins.SetOutput(pin, false); }
    }
}
