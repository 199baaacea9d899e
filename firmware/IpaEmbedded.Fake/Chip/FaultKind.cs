namespace IpaEmbedded.Fake;

/// <summary>What of a <see cref="FaultPlan"/> has happened.</summary>
public enum FaultKind
{
    /// <summary>The raise of an event interrupt was lost.</summary>
    DroppedInterrupt,

    /// <summary>An event interrupt comes late.</summary>
    LateInterrupt,

    /// <summary>An event interrupt comes again, for nothing.</summary>
    DoubledInterrupt,

    /// <summary>A channel's doorbell was lost.</summary>
    LostDoorbell,

    /// <summary>A channel's doorbell comes late.</summary>
    LateDoorbell,

    /// <summary>A channel executes nothing for a time.</summary>
    StalledChannel,

    /// <summary>Both interrupts were raised for nothing.</summary>
    SpuriousInterrupt,

    /// <summary>The index of an event ring was read wrong.</summary>
    WrongIndex,

    /// <summary>A GSI command takes long.</summary>
    LateCommand,

    /// <summary>A GSI command does not complete.</summary>
    StuckCommand,

    /// <summary>A GSI command has failed.</summary>
    FailedCommand,

    /// <summary>A STOP has left its channel in STOP_IN_PROC.</summary>
    StopInProgress,

    /// <summary>A generic command has answered "retry".</summary>
    GenericRetry,

    /// <summary>An event is a lie.</summary>
    CorruptEvent,

    /// <summary>A status element has a wrong length.</summary>
    CorruptStatus,

    /// <summary>The modem has crashed.</summary>
    ModemCrash,

    /// <summary>The modem has said once more that the firmware runs.</summary>
    RepeatedSetupReady,

    /// <summary>The modem has not answered INIT_DRIVER.</summary>
    NoModemAnswer,

    /// <summary>The modem has stopped to do anything.</summary>
    MuteModem,

    /// <summary>A message of the modem is damaged.</summary>
    DamagedMessage,

    /// <summary>A set of votes was refused.</summary>
    RefusedVotes,

    /// <summary>A register was read with a wrong bit.</summary>
    FlippedRead,

    /// <summary>A register was read on a bus that is dead.</summary>
    DeadBus,

    /// <summary>Power went off; registers were lost unless retention was asked for.</summary>
    PowerCollapse,
}
