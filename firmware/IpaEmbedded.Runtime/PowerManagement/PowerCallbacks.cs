using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.PowerManagement;

/// <summary>What the owner of a device's power does when it comes and goes; all of it runs as work.</summary>
public abstract class PowerCallbacks
{
    /// <summary>Brings the hardware up; called when the first user asks for power. May wait. When it throws, the hardware is off.</summary>
    public abstract void Resume();

    /// <summary>Brings the hardware to rest and takes its power away. May wait. When it throws, the hardware is on.</summary>
    public abstract void Suspend();

    /// <summary>The hardware is up and users get it at once: wakes whoever waited for that. Must not throw.</summary>
    public virtual void OnResumed()
    {
    }

    /// <summary>A resume failed that no caller learns of; it is tried again after so many microseconds. Must not throw.</summary>
    public virtual void OnResumeFailed(HardwareException reason, long retryMicroseconds)
    {
    }
}
