namespace IpaEmbedded.SimulatedDevices;

/// <summary>An L3GD20 or I3G4250D gyroscope on SPI (iio/st,st-sensors.yaml). Its values are rates in thousandths of a degree per second, and its temperature.</summary>
public sealed class SimulatedL3gd20 : SimulatedSpiChip
{
    private const int WhoAmI = 0x0f;
    private const int Control1 = 0x20;
    private const int Control4 = 0x23;
    private const int Temperature = 0x26;
    private const int Status = 0x27;
    private const int OutX = 0x28;
    private const int EndOfOut = 0x2e;
    private const int FifoSource = 0x2f;
    private const int InterruptSource = 0x31;
    private const int PowerOn = 0x08;
    private const int BigEndian = 0x40;

    private readonly byte[] _registers = new byte[64];
    private readonly SimulatedValue[] _rates = new SimulatedValue[3];
    private readonly SimulatedValue _temperature;

    /// <summary>Creates a gyroscope at rest and switched off, with the number by which it says what it is: 0xd4, or 0xd3 for the I3G4250D.</summary>
    public SimulatedL3gd20(byte identity)
    {
        _registers[WhoAmI] = identity;
        _registers[Control1] = 0x07;
        _rates[0] = Add("x", "°/s", 1000, 0, -2000000, 2000000);
        _rates[1] = Add("y", "°/s", 1000, 0, -2000000, 2000000);
        _rates[2] = Add("z", "°/s", 1000, 0, -2000000, 2000000);
        _temperature = Add("temperature", "°C", 1000, 25000, -40000, 85000);
    }

    /// <inheritdoc/>
    public override uint MaxFrequency
    {
        get { return 10000000; }
    }

    /// <inheritdoc/>
    public override bool SupportsMode(int mode)
    {
        return mode == 0 || mode == 3;
    }

    /// <summary>The first byte has the register's number, with bit 7 to read and bit 6 to go on to the next ones.</summary>
    public override void Transfer(byte[] write, byte[] read, int count)
    {
        int register = write[0] & 0x3f;
        bool isRead = (write[0] & 0x80) != 0;
        bool goesOn = (write[0] & 0x40) != 0;
        read[0] = 0xff;
        for (int i = 1; i < count; i++)
        {
            read[i] = isRead ? ReadRegister(register) : (byte)0xff;
            if (!isRead) { WriteRegister(register, write[i]); }
            if (goesOn) { register = (register + 1) & 0x3f; }
        }
    }

    private byte ReadRegister(int register)
    {
        bool on = (_registers[Control1] & PowerOn) != 0;
        // Falls by one a degree (25 °C is taken as 0).
        if (register == Temperature) { return (byte)((25000 - _temperature.Value) / 1000); }
        if (register == Status) { return on ? (byte)0x0f : (byte)0; }
        if (register < OutX || register >= EndOfOut) { return _registers[register]; }
        int axis = (register - OutX) / 2;
        if (!on || ((_registers[Control1] >> AxisBit(axis)) & 1) == 0) { return 0; }
        bool high = ((register - OutX) % 2 != 0) != ((_registers[Control4] & BigEndian) != 0);
        int number = Number(_rates[axis].Value);
        return (byte)(high ? number >> 8 : number);
    }

    // Control 1 enables the axes in the order Z, X, Y from bit 2 on.
    private static int AxisBit(int axis)
    {
        return axis == 2 ? 2 : 1 - axis;
    }

    private void WriteRegister(int register, byte value)
    {
        if (register < Control1 || (register >= Temperature && register < EndOfOut) || register == FifoSource || register == InterruptSource)
        {
            Breach(BoardRule.ReadOnlyRegister, "register 0x" + register.ToString("x2") + " is written");
            return;
        }
        _registers[register] = value;
    }

    // 8.75, 17.5 or 70 thousandths of a degree per second a step.
    private int Number(int rate)
    {
        int range = (_registers[Control4] >> 4) & 3;
        int number = (int)((long)rate * 100 / (range == 0 ? 875 : range == 1 ? 1750 : 7000));
        return number > 32767 ? 32767 : number < -32768 ? -32768 : number;
    }
}
