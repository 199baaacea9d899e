namespace IpaEmbedded.Fake;

/// <summary>How the modem shows its two SMP2P bits to the application processor: as lines, or through shared memory.</summary>
public abstract class ModemSignals
{
    /// <summary>Asks whether the clock is on.</summary>
    public abstract void ClockQuery();

    /// <summary>Says that the GSI firmware is loaded.</summary>
    public abstract void SetupReady();
}
