using IpaEmbedded.Cli.Boot;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Is told, in order, what happens on a board, and makes a file of it.</summary>
public abstract class BoardRecorder
{
    /// <summary>The driver accessed a register.</summary>
    public abstract void OnRegister(RegisterAccess access);

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

    /// <summary>A packet of the modem's side passed an endpoint.</summary>
    public virtual void OnFrame(long microseconds, bool uplink, int endpoint, int bytes)
    {
    }

    /// <summary>The run is over.</summary>
    public virtual void Finish(BootReport report)
    {
    }
}
