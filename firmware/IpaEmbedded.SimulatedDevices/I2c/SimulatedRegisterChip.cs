namespace IpaEmbedded.SimulatedDevices;

/// <summary>A chip on I2C with registers of 8 bits: the first byte of a write is a register's number, which grows with each byte that follows or is read.</summary>
public abstract class SimulatedRegisterChip : SimulatedI2cChip
{
    private int _register;

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int count)
    {
        _register = buffer[0];
        for (int i = 1; i < count; i++) { WriteRegister(NextRegister(), buffer[i]); }
        return count;
    }

    /// <inheritdoc/>
    public override void Read(byte[] buffer, int count)
    {
        BeginRead(_register);
        for (int i = 0; i < count; i++) { buffer[i] = ReadRegister(NextRegister()); }
    }

    /// <summary>Value of a register, its number from 0 to 255.</summary>
    protected abstract byte ReadRegister(int register);

    /// <summary>A driver writes a register.</summary>
    protected abstract void WriteRegister(int register, byte value);

    /// <summary>A read begins: what must not change in the middle of it is taken now.</summary>
    protected virtual void BeginRead(int register)
    {
    }

    /// <summary>A driver writes a register that can only be read.</summary>
    protected void RefuseWrite(int register)
    {
        Breach(BoardRule.ReadOnlyRegister, "register 0x" + register.ToString("x2") + " is written");
    }

    private int NextRegister()
    {
        int register = _register;
        _register = (_register + 1) & 0xff;
        return register;
    }
}
