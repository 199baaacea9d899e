using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>Registers of QEMU's edu device, as QEMU's manual has them (docs/specs/edu).</summary>
internal sealed class EduRegisters : RegisterTable
{
    /// <summary>What the identification reads: revision 1.0 of edu.</summary>
    public const uint Identity = 0x010000ed;

    /// <summary>What the device adds to the interrupt status when a transfer has ended.</summary>
    public const uint TransferDone = 0x100;

    /// <summary>What it adds when a factorial has been computed.</summary>
    public const uint FactorialDone = 1;

    /// <summary>Where the device's own memory begins for a transfer.</summary>
    public const uint Buffer = 0x40000;

    /// <summary>Bytes of that memory.</summary>
    public const int BufferBytes = 4096;

    public EduRegisters()
        : base(0)
    {
        Identification = One("identification", Access.Read, 0x00);
        Liveness = One("liveness", Access.ReadWrite, 0x04);
        Factorial = One("factorial", Access.ReadWrite, 0x08);
        Status = One("status", Access.ReadWrite, 0x20);
        Computing = Bit("computing", 0);
        InterruptAtEnd = Bit("interrupt-at-end", 7);
        InterruptStatus = One("interrupt-status", Access.Read, 0x24);
        InterruptRaise = One("interrupt-raise", Access.Write, 0x60);
        InterruptAcknowledge = One("interrupt-acknowledge", Access.Write, 0x64);
        TransferSource = One("transfer-source", Access.ReadWrite, 0x80);
        TransferTarget = One("transfer-target", Access.ReadWrite, 0x88);
        TransferBytes = One("transfer-bytes", Access.ReadWrite, 0x90);
        TransferCommand = One("transfer-command", Access.ReadWrite, 0x98);
        Start = Bit("start", 0);
        ToMemory = Bit("to-memory", 1);
        InterruptWhenDone = Bit("interrupt-when-done", 2);
    }

    public Register Identification { get; }

    /// <summary>Reads the inversion of what was written.</summary>
    public Register Liveness { get; }

    /// <summary>A number written becomes its factorial.</summary>
    public Register Factorial { get; }

    public Register Status { get; }

    public Field Computing { get; }

    public Field InterruptAtEnd { get; }

    public Register InterruptStatus { get; }

    /// <summary>Bits written are added to the interrupt status, which is the level of the pin.</summary>
    public Register InterruptRaise { get; }

    public Register InterruptAcknowledge { get; }

    public Register TransferSource { get; }

    public Register TransferTarget { get; }

    public Register TransferBytes { get; }

    public Register TransferCommand { get; }

    public Field Start { get; }

    /// <summary>From the device's memory to the machine's; otherwise the reverse.</summary>
    public Field ToMemory { get; }

    public Field InterruptWhenDone { get; }
}
