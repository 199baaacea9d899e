using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Rpmh;

/// <summary>A resource state coordinator with its trigger command sets: takes commands for the always-on power manager, or models it.</summary>
public abstract class RpmhLink
{
    /// <summary>
    /// Puts up to 16 commands into one trigger command set. Active-only commands have taken effect, or at least those with a set
    /// <paramref name="waits"/> flag were completed, when the call returns; wake and sleep commands are kept for the next transition and
    /// replace earlier ones to the same address. The arrays are the caller's and valid only during the call.
    /// </summary>
    /// <exception cref="HardwareException">No set is free, or the commands were not completed in time.</exception>
    public abstract void Send(RpmhState state, uint[] addresses, uint[] data, bool[] waits, int count);

    /// <summary>Forgets all wake and sleep commands that are kept.</summary>
    public abstract void Invalidate();
}
