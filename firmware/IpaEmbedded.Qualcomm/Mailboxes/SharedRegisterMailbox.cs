using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Mailboxes;

/// <summary>The mailbox of the application processors: writing a channel's bit to one register interrupts the other side.</summary>
public sealed class SharedRegisterMailbox : Mailbox
{
    /// <summary>Number of channels.</summary>
    public const int Channels = 32;

    /// <summary>Byte offset of the interrupt register on SDM845 and SC7180.</summary>
    public const uint InterruptRegister = 12;

    private readonly RegisterBlock _registers;

    /// <summary>Creates the mailbox over its mapped registers.</summary>
    public SharedRegisterMailbox(RegisterBlock registers)
    {
        _registers = registers;
    }

    /// <inheritdoc/>
    public override void Kick(int channel)
    {
        _registers.DmaWriteBarrier();
        _registers.Write32(InterruptRegister, 1u << channel);
    }
}
