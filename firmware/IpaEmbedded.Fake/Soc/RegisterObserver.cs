namespace IpaEmbedded.Fake;

/// <summary>Stands between drivers and the registers of a board: is told of every access, at once and in order. Blocks go by their label, mostly the name in "reg-names".</summary>
public abstract class RegisterObserver
{
    /// <summary>A register was read; what is returned is what the driver gets.</summary>
    public virtual uint OnRead(string block, uint offset, uint value)
    {
        return value;
    }

    /// <summary>A register is about to be written.</summary>
    public virtual void OnWrite(string block, uint offset, uint value)
    {
    }

    /// <summary>A register was written, and the hardware has done what it does at once.</summary>
    public virtual void OnWritten(string block, uint offset, uint value)
    {
    }
}
