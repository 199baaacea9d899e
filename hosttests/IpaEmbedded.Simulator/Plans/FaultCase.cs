namespace IpaEmbedded.Simulator;

/// <summary>What can go wrong in a simulated life. The first number of a <see cref="PlannedFault"/> is the occasion, the second depends on the fault.</summary>
public enum FaultCase
{
    /// <summary>The n-th raise of an event interrupt is lost.</summary>
    LostInterrupt,

    /// <summary>The n-th GSI command takes so many microseconds.</summary>
    LateCommand,

    /// <summary>The n-th GSI command never completes.</summary>
    StuckCommand,

    /// <summary>Each started channel has to be stopped n times more.</summary>
    StopAgain,

    /// <summary>Generic commands of an opcode (the second number) answer "retry" n times.</summary>
    GenericRetry,

    /// <summary>The n-th event element lies; the second number is the <see cref="Fake.EventCorruption"/>.</summary>
    CorruptEvent,

    /// <summary>One bit (the second number) of the n-th event element of the driver is wrong.</summary>
    WrongBit,

    /// <summary>The n-th status element has the length given.</summary>
    CorruptStatus,

    /// <summary>The modem crashes at the n-th event of any kind.</summary>
    ModemCrash,

    /// <summary>The modem does not answer the driver.</summary>
    NoModemAnswer,

    /// <summary>The n-th message of the modem is damaged; the second number is the <see cref="Fake.MessageDamage"/>.</summary>
    DamagedMessage,

    /// <summary>The n-th set of votes is refused, and every other for so many microseconds.</summary>
    RefusedVotes,

    /// <summary>The n-th allocation of memory for DMA fails.</summary>
    FailedAllocation,

    /// <summary>The always-on subsystem does not answer.</summary>
    MuteSubsystem,

    /// <summary>The secure monitor refuses the firmware.</summary>
    RefusedFirmware,
}
