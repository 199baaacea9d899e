using IpaEmbedded.Cli.Boot;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Is told, in order and with virtual times in microseconds, what happens on a board, and makes a file of it. Bytes are valid only during the call.</summary>
public abstract class BoardRecorder
{
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
    public virtual void OnEvent(long microseconds, int ring, int channel, bool blocked)
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

    /// <summary>The run is over.</summary>
    public virtual void Finish(BootReport report)
    {
    }
}
