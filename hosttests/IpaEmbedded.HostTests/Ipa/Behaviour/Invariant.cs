namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What a board is held to at its end, as a test names it that breaks it on purpose.</summary>
internal enum Invariant
{
    /// <summary>Rings, channels and wake-ups hold at every step.</summary>
    EveryStep,

    /// <summary>What was committed is completed, cancelled or with the hardware, and every frame is counted.</summary>
    Balance,

    /// <summary>An open interface's queue runs.</summary>
    Queue,

    /// <summary>The power has the users that it is to have, and is off without any.</summary>
    Idle,

    /// <summary>The removal is not refused and takes at most two seconds.</summary>
    Removal,

    /// <summary>Nothing that the driver took is still taken.</summary>
    Removed,

    /// <summary>The lock of SMEM is not left held.</summary>
    SmemLock,
}
