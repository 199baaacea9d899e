namespace IpaEmbedded.Cli.Boot;

/// <summary>How a boot with a fault in it ended.</summary>
public enum SweepOutcome
{
    /// <summary>It booted all the same.</summary>
    Booted,

    /// <summary>It failed with a reason, and works after the modem's next start.</summary>
    Recovered,

    /// <summary>There was nothing to hit: the modem was off at that event.</summary>
    Idle,

    /// <summary>It broke the hardware's rules, ended without a reason, or does not work again.</summary>
    Wrong,
}
