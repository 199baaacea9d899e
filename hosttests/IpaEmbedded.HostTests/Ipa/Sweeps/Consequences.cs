namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>What a fault has cost, beyond what the same life costs without it.</summary>
[Flags]
internal enum Consequences
{
    /// <summary>Time at most.</summary>
    None = 0,

    /// <summary>An event was not believed.</summary>
    BadEvent = 1 << 0,

    /// <summary>A wait of a channel ran out.</summary>
    Timeout = 1 << 1,

    /// <summary>A channel was reset.</summary>
    Reset = 1 << 2,

    /// <summary>A channel stays broken until it is reset.</summary>
    Broken = 1 << 3,

    /// <summary>A packet that was accepted never came out at the other end.</summary>
    LostPacket = 1 << 4,

    /// <summary>Whoever called was refused.</summary>
    Refused = 1 << 5,

    /// <summary>The GSI or the core reported an error, or would not go quiet.</summary>
    Reported = 1 << 6,

    /// <summary>A channel refused to stop or start around sleep, or at a stop.</summary>
    ChannelPower = 1 << 7,

    /// <summary>The transmit queue stood until its watchdog looked.</summary>
    Watchdog = 1 << 8,

    /// <summary>A message was not sent, not answered, refused or not understood.</summary>
    Message = 1 << 9,

    /// <summary>A step of the clean-up after the modem was left out.</summary>
    CleanUp = 1 << 10,

    /// <summary>A stage did not come down as it should.</summary>
    Stage = 1 << 11,

    /// <summary>The setup failed.</summary>
    Setup = 1 << 12,

    /// <summary>A vote was refused, and tried again.</summary>
    Vote = 1 << 13,

    /// <summary>The always-on subsystem was not told to keep the core's registers.</summary>
    Retention = 1 << 14,

    /// <summary>The modem's interface had to be opened again.</summary>
    Reopened = 1 << 15,

    /// <summary>The modem had to be started again.</summary>
    Restarted = 1 << 16,

    /// <summary>The driver had to be probed again.</summary>
    Replugged = 1 << 17,

    /// <summary>A channel command or a batch of commands had to be waited out, which ends with its time.</summary>
    Unanswered = Timeout | Refused,
}
