namespace IpaEmbedded.Cli.Runs;

/// <summary>Who speaks in the sequence chart, from left to right.</summary>
public enum RunParty
{
    /// <summary>Whoever uses the IP interface.</summary>
    Network,

    /// <summary>The driver.</summary>
    Driver,

    /// <summary>The IPA with its microcontroller.</summary>
    Chip,

    /// <summary>The modem.</summary>
    Modem,
}
