namespace IpaEmbedded.Ipa;

/// <summary>Kinds of refusal on the control path.</summary>
public enum IpaError
{
    /// <summary>The hardware or the modem did not answer in time.</summary>
    Timeout = 1,

    /// <summary>The hardware is in another state than expected.</summary>
    WrongState = 2,

    /// <summary>The hardware lacks something that the version's data says it has.</summary>
    Unsupported = 3,

    /// <summary>No elements, memory or ids are left.</summary>
    NoResources = 4,

    /// <summary>The version's data contradicts itself.</summary>
    BadData = 5,

    /// <summary>The modem answered with a failure or with nonsense.</summary>
    ModemRefused = 6,

    /// <summary>Somebody else is changing the same thing.</summary>
    Busy = 7,

    /// <summary>The clock or the interconnect was refused for longer than the driver tries.</summary>
    NoPower = 8,

    /// <summary>A register reads as all ones, which it never holds: nothing answers on the bus, or the device has no power.</summary>
    DeadBus = 9,
}
