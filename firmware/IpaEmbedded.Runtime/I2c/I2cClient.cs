using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.I2c;

/// <summary>One chip on an I2C bus as its driver sees it: the bus is the node above, the address is in "reg".</summary>
public sealed class I2cClient
{
    private const uint TenBitFlag = 0x80000000;
    private const uint OwnAddressFlag = 0x40000000;

    private readonly I2cBus _bus;
    private readonly int _address;
    private readonly bool _tenBit;
    private readonly TreeNode _node;
    private readonly byte[] _bytes = new byte[3];

    /// <summary>Creates a client of a bus; an address has 7 bits, or 10.</summary>
    public I2cClient(I2cBus bus, int address, bool tenBit)
        : this(bus, address, tenBit, null)
    {
    }

    private I2cClient(I2cBus bus, int address, bool tenBit, TreeNode node)
    {
        _node = node;
        _bus = bus;
        _address = address;
        _tenBit = tenBit;
    }

    /// <summary>The bus.</summary>
    public I2cBus Bus
    {
        get { return _bus; }
    }

    /// <summary>The address, without the bit for the direction.</summary>
    public int Address
    {
        get { return _address; }
    }

    /// <summary>Whether the address has ten bits.</summary>
    public bool IsTenBit
    {
        get { return _tenBit; }
    }

    /// <summary>Writes bytes from the start of a buffer.</summary>
    public I2cStatus Write(byte[] buffer, int count)
    {
        return _bus.Transfer(this, buffer, count, null, 0);
    }

    /// <summary>Reads bytes to the start of a buffer.</summary>
    public I2cStatus Read(byte[] buffer, int count)
    {
        return _bus.Transfer(this, null, 0, buffer, count);
    }

    /// <summary>Writes, then reads after a repeated start.</summary>
    public I2cStatus WriteRead(byte[] write, int writeCount, byte[] read, int readCount)
    {
        return _bus.Transfer(this, write, writeCount, read, readCount);
    }

    /// <summary>Reads registers from a number on.</summary>
    public I2cStatus ReadRegisters(byte register, byte[] buffer, int count)
    {
        _bytes[0] = register;
        return _bus.Transfer(this, _bytes, 1, buffer, count);
    }

    /// <summary>Writes a register of 8 bits.</summary>
    public I2cStatus WriteRegister(byte register, byte value)
    {
        _bytes[0] = register;
        _bytes[1] = value;
        return _bus.Transfer(this, _bytes, 2, null, 0);
    }

    /// <summary>Writes a register of 16 bits, the high byte first.</summary>
    public I2cStatus WriteRegister16(byte register, ushort value)
    {
        _bytes[0] = register;
        _bytes[1] = (byte)(value >> 8);
        _bytes[2] = (byte)value;
        return _bus.Transfer(this, _bytes, 3, null, 0);
    }

    /// <summary>Reads a register of 16 bits, the high byte first; the value is 0 unless the transfer is full.</summary>
    public I2cStatus ReadRegister16(byte register, out ushort value)
    {
        _bytes[0] = register;
        I2cStatus status = _bus.Transfer(this, _bytes, 1, _bytes, 2);
        value = status == I2cStatus.FullTransfer ? (ushort)((_bytes[0] << 8) | _bytes[1]) : (ushort)0;
        return status;
    }

    /// <summary>This chip at another of its addresses, such as the upper blocks of a small memory.</summary>
    public I2cClient At(int address)
    {
        return new I2cClient(_bus, address, _tenBit, _node);
    }

    /// <summary>Throws unless a transfer was full: for Probe, whose device then has the reason.</summary>
    /// <exception cref="HardwareException">Names bus, address, what was done ("read the temperature") and how it ended.</exception>
    public void RequireFull(I2cStatus status, string what)
    {
        if (status != I2cStatus.FullTransfer) { throw Error("cannot " + what + ": " + Describe(status)); }
    }

    /// <summary>An error about the chip, to be thrown: "address 0x48 on /soc/i2c@0: ...".</summary>
    public HardwareException Error(string message)
    {
        string bus = _node == null ? "" : " on " + _node.Parent().Path;
        return new HardwareException("address 0x" + _address.ToString("x2") + bus + ": " + message);
    }

    private static string Describe(I2cStatus status)
    {
        switch (status)
        {
            case I2cStatus.AddressNotAcknowledged:
                return "nobody acknowledges the address";
            case I2cStatus.PartialTransfer:
                return "the chip acknowledges only a part";
            case I2cStatus.ClockStretchTimeout:
                return "the chip holds the clock too long";
            case I2cStatus.Unsupported:
                return "the bus cannot do such a transfer";
            default:
                return "the bus fails";
        }
    }

    internal static I2cClient Of(Device device)
    {
        TreeNode node = device.Node;
        uint[] reg = node.Cells("reg");
        if (reg.Length == 0) { throw node.Error("reg", "an address on the bus"); }
        bool tenBit = (reg[0] & TenBitFlag) != 0;
        uint address = reg[0] & ~TenBitFlag;
        if ((address & OwnAddressFlag) != 0) { throw node.Error("reg", "the address of a chip, found one of the controller's own (bit 30)"); }
        if (address > (tenBit ? 0x3ffu : 0x7fu)) { throw node.Error("reg", (tenBit ? "an address of 10 bits" : "an address of 7 bits") + ", found 0x" + address.ToString("x")); }
        I2cBus bus = (I2cBus)device.RequireBus(I2cBus.ProviderKind);
        I2cClient client = new I2cClient(bus, (int)address, tenBit, node);
        bus.Claim(device, client);
        return client;
    }
}
