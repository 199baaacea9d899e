namespace IpaEmbedded.SimulatedDevices;

/// <summary>A chip on I2C with registers of 16 bits, the high byte first: the first byte of a write is a register's number, which stays.</summary>
public abstract class SimulatedWordChip : SimulatedI2cChip
{
    private int _register;

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int count)
    {
        _register = buffer[0];
        if (count == 2) { WriteHighByte(_register, buffer[1]); }
        if (count >= 3) { WriteRegister(_register, (ushort)((buffer[1] << 8) | buffer[2])); }
        return count;
    }

    /// <inheritdoc/>
    public override void Read(byte[] buffer, int count)
    {
        ushort value = ReadRegister(_register);
        for (int i = 0; i < count; i++) { buffer[i] = (byte)((i & 1) == 0 ? value >> 8 : value); }
    }

    /// <summary>Value of a register, its number from 0 to 255.</summary>
    protected abstract ushort ReadRegister(int register);

    /// <summary>A driver writes a register.</summary>
    protected abstract void WriteRegister(int register, ushort value);

    /// <summary>A driver writes the first byte of a register only; the second one keeps its value.</summary>
    protected virtual void WriteHighByte(int register, byte value)
    {
        WriteRegister(register, (ushort)((value << 8) | (ReadRegister(register) & 0xff)));
    }

    /// <summary>A driver writes a register that can only be read.</summary>
    protected void RefuseWrite(int register)
    {
        Breach(BoardRule.ReadOnlyRegister, "register 0x" + register.ToString("x2") + " is written");
    }
}
