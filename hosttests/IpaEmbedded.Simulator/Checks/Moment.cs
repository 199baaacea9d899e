namespace IpaEmbedded.Simulator;

/// <summary>What a run of many seeds must have reached at least once: a simulation that never gets there proves nothing about it.</summary>
public enum Moment
{
    /// <summary>A probe was refused with its reason.</summary>
    ProbeRefused,

    /// <summary>Modem and driver did not agree in time.</summary>
    NoModem,

    /// <summary>A call was refused with its reason.</summary>
    Refused,

    /// <summary>A packet found the power coming.</summary>
    Busy,

    /// <summary>A packet found the ring full.</summary>
    RingFull,

    /// <summary>An echo request was answered.</summary>
    Answered,

    /// <summary>An echo request was not answered within a second.</summary>
    Unanswered,

    /// <summary>The system slept.</summary>
    Slept,

    /// <summary>The driver was removed and probed again.</summary>
    Replugged,

    /// <summary>A life without faults, in which no packet may be lost.</summary>
    NothingLost,
}
