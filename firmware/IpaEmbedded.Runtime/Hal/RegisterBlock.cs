namespace IpaEmbedded.Runtime.Hal;

/// <summary>A block of 32-bit device registers: mapped, fake, remote or recorded.</summary>
public abstract class RegisterBlock
{
    /// <summary>Reads the register at a byte offset from the start of the block.</summary>
    public abstract uint Read32(uint offset);

    /// <summary>Writes the register at a byte offset from the start of the block.</summary>
    public abstract void Write32(uint offset, uint value);

    /// <summary>Makes all earlier writes to DMA memory visible to the device; call once before a batch's doorbell.</summary>
    public virtual void DmaWriteBarrier()
    {
    }
}
