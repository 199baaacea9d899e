using IpaEmbedded.Runtime.Hal;

namespace Acme_Thermometer;

/// <summary>One device: its registers, and what its node says about it.</summary>
public sealed class ThermometerDevice
{
    private const uint Control = 0x0;
    private const uint Reading = 0x4;
    private const uint Enable = 0x1;

    private readonly RegisterBlock _registers;
    private readonly int _offset;

    /// <summary>Switches the device on.</summary>
    public ThermometerDevice(RegisterBlock registers, int offset)
    {
        _registers = registers;
        _offset = offset;
        _registers.Write32(Control, Enable);
    }

    /// <summary>What the device measures now.</summary>
    public int Value
    {
        get { return (int)_registers.Read32(Reading) - _offset; }
    }
}
