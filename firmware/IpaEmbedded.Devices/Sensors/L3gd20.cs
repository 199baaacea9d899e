using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>A gyroscope with three axes at its range of 250 degrees per second (data sheets of L3GD20 and I3G4250D: known).</summary>
public sealed class L3gd20 : Sensor
{
    private const byte ReadFlag = 0x80;
    private const byte NextFlag = 0x40;
    private const byte IdentityRegister = 0x0f;
    private const byte ControlRegister1 = 0x20;
    private const byte ControlRegister4 = 0x23;
    private const byte OutputRegister = 0x28;

    // Power on, all axes, slowest rate; both bytes of a value from one sample.
    private const byte PowerAndAxes = 0x0f;
    private const byte BlockUpdate = 0x80;

    private static readonly string[] Labels = { "x", "y", "z" };

    private readonly SpiClient _client;
    private readonly byte[] _write = new byte[7];
    private readonly byte[] _read = new byte[7];

    internal L3gd20(SpiClient client)
    {
        _client = client;
    }

    /// <inheritdoc/>
    public override int Count
    {
        get { return Labels.Length; }
    }

    /// <inheritdoc/>
    public override Quantity QuantityOf(int index)
    {
        return Quantity.AngularRate;
    }

    /// <inheritdoc/>
    public override string LabelOf(int index)
    {
        return Labels[index];
    }

    /// <inheritdoc/>
    public override bool Read(int index, out int value)
    {
        bool read = Transfer(ReadFlag | NextFlag | (OutputRegister + 2 * index), 3);
        value = read ? RateAt(1) : 0;
        return read;
    }

    /// <summary>Reads x, y and z of one sample in millidegrees per second; false when the bus fails.</summary>
    public bool ReadAxes(int[] millidegreesPerSecond)
    {
        bool read = Transfer(ReadFlag | NextFlag | OutputRegister, 7);
        for (int i = 0; i < Labels.Length; i++) { millidegreesPerSecond[i] = read ? RateAt(1 + 2 * i) : 0; }
        return read;
    }

    /// <summary>Compares the identity and starts measuring.</summary>
    internal void Start(byte identity)
    {
        _client.Require(Transfer(ReadFlag | IdentityRegister, 2), "read its identity");
        if (_read[1] != identity) { throw _client.Error("expected identity 0x" + identity.ToString("x2") + " in register 0x0f, found 0x" + _read[1].ToString("x2")); }
        _write[1] = BlockUpdate;
        _client.Require(Transfer(ControlRegister4, 2), "set its range");
        _write[1] = PowerAndAxes;
        _client.Require(Transfer(ControlRegister1, 2), "start it");
        _write[1] = 0;
    }

    internal void Stop()
    {
        _write[1] = 0;
        Transfer(ControlRegister1, 2);
    }

    private bool Transfer(int command, int count)
    {
        _write[0] = (byte)command;
        return _client.Transfer(_write, _read, count);
    }

    // 8.75 millidegrees per second a step, the low byte first.
    private int RateAt(int at)
    {
        return (short)(_read[at] | (_read[at + 1] << 8)) * 35 / 4;
    }
}
