namespace IpaEmbedded.SimulatedDevices;

/// <summary>An LM75 or one of its many relatives (hwmon/lm75.yaml), with the resolution of its kind. It measures whenever it is not shut down.</summary>
public sealed class SimulatedLm75 : SimulatedWordChip
{
    private const int TemperatureRegister = 0;
    private const int ConfigurationRegister = 1;
    private const int Shutdown = 0x100;

    private readonly SimulatedValue _temperature;
    private readonly ushort[] _registers = { 0, 0, 0x4b00, 0x5000 };
    private readonly int _unusedBits;
    private ushort _measured;

    /// <summary>Creates a chip of 9 to 12 bits, at 25 °C; a TMP102 has a configuration of two bytes.</summary>
    public SimulatedLm75(int bits, bool isTmp102)
    {
        _unusedBits = 16 - bits;
        _temperature = Add("temperature", "°C", 1000, 25000, -55000, 125000);
        if (isTmp102) { _registers[ConfigurationRegister] = 0x60a0; }
    }

    /// <inheritdoc/>
    protected override ushort ReadRegister(int register)
    {
        if ((register & 3) != TemperatureRegister) { return _registers[register & 3]; }
        if ((_registers[ConfigurationRegister] & Shutdown) == 0)
        {
            // 16 bits of 1/256 degree, of which the lowest do not exist.
            int number = (_temperature.Value * 32) / 125;
            if (_temperature.Value < 0 && _temperature.Value * 32 != number * 125) { number--; }
            _measured = (ushort)((number >> _unusedBits) << _unusedBits);
        }
        return _measured;
    }

    /// <inheritdoc/>
    protected override void WriteRegister(int register, ushort value)
    {
        if ((register & 3) == TemperatureRegister) { RefuseWrite(TemperatureRegister); }
        else { _registers[register & 3] = value; }
    }
}
