namespace IpaEmbedded.Runtime.PowerManagement;

/// <summary>What a driver does when its device loses and gets power; both run as work and may wait.</summary>
public abstract class PowerCallbacks
{
    /// <summary>Brings the hardware up; called when the first user asks for power.</summary>
    public abstract void Resume();

    /// <summary>Brings the hardware to rest and takes its power away.</summary>
    public abstract void Suspend();
}
