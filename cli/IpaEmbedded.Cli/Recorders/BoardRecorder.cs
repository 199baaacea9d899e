using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Is told, in order and with virtual times in microseconds, what happens on a board, and makes a file of it. Bytes are valid only during the call.</summary>
public abstract class BoardRecorder
{
    /// <summary>The recording begins: the board is made, nothing has run.</summary>
    public virtual void OnStart(SimulatedBoard board)
    {
    }

    /// <summary>A stage of the boot, or an inner one of the driver, begins.</summary>
    public virtual void OnStageBegin(long microseconds, string name, bool isInner)
    {
    }

    /// <summary>The stage that began last is over.</summary>
    public virtual void OnStageEnd(long microseconds, StageResult result)
    {
    }

    /// <summary>The driver accessed a register.</summary>
    public virtual void OnRegister(RegisterAccess access)
    {
    }

    /// <summary>Clock and interconnects of the IPA were switched.</summary>
    public virtual void OnPower(long microseconds, bool on)
    {
    }

    /// <summary>The chip set a bit of its interrupt register.</summary>
    public virtual void OnIpaInterrupt(long microseconds, int number)
    {
    }

    /// <summary>The chip wrote an event; a blocked one raises no interrupt yet.</summary>
    public virtual void OnEvent(long microseconds, ChipEvent what)
    {
    }

    /// <summary>The chip executed a GSI command for a channel or an event ring.</summary>
    public virtual void OnCommand(long microseconds, GsiCommandKind kind, int number, uint opcode)
    {
    }

    /// <summary>The driver told the microcontroller something, or that it.</summary>
    public virtual void OnMicrocontroller(long microseconds, bool toChip, string text)
    {
    }

    /// <summary>A QMAP frame passed an endpoint.</summary>
    public virtual void OnFrame(long microseconds, bool uplink, int endpoint, ReadOnlySpan<byte> frame)
    {
    }

    /// <summary>A QMI message went to the modem or came from it.</summary>
    public virtual void OnMessage(long microseconds, bool toModem, uint apPort, uint modemPort, ReadOnlySpan<byte> message)
    {
    }

    /// <summary>An IP packet passed the interface.</summary>
    public virtual void OnPacket(long microseconds, bool outbound, ReadOnlySpan<byte> packet)
    {
    }

    /// <summary>A fault that was asked for happens, such as stuck-command=3.</summary>
    public virtual void OnFault(long microseconds, string fault)
    {
    }

    /// <summary>The run is over.</summary>
    public virtual void Finish(BootReport report)
    {
    }
}
