namespace IpaEmbedded.Ipa.Modem;

/// <summary>How far modem and driver have got: a set, since the modem's three steps come in any order.</summary>
internal enum HandshakeState
{
    /// <summary>Nobody has been heard of.</summary>
    Nothing = 0,

    /// <summary>The modem's node is known.</summary>
    NodeKnown = 1,

    /// <summary>The modem has answered INIT_DRIVER.</summary>
    Answered = 2,

    /// <summary>The modem's driver is up; it stays so when the modem returns.</summary>
    DriverUp = 4,

    /// <summary>The modem wants the indication INIT_COMPLETE.</summary>
    IndicationWanted = 8,

    /// <summary>The indication was sent.</summary>
    IndicationSent = 16,

    /// <summary>The first boot came to its end; from then on nobody waits for the indication.</summary>
    Booted = 32,

    /// <summary>The modem has gone at least once.</summary>
    Returned = 64,
}
