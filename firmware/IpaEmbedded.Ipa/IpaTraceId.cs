namespace IpaEmbedded.Ipa;

/// <summary>Ids of the driver's trace events, with the meaning of their numbers a and b; the values are permanent.</summary>
public static class IpaTraceId
{
    /// <summary>The GSI logged an error: a is ERROR_LOG.</summary>
    public const int GsiError = 0x80;

    /// <summary>The GSI has a general error: a is CNTXT_GSI_IRQ_STTS.</summary>
    public const int GsiGeneralError = 0x81;

    /// <summary>Interrupts of the GSI did not go quiet and were masked: a is CNTXT_TYPE_IRQ.</summary>
    public const int GsiFlood = 0x82;

    /// <summary>Interrupts of the core did not go quiet and were masked: a is IPA_IRQ_STTS.</summary>
    public const int CoreFlood = 0x83;

    /// <summary>A channel did not come to rest within a second: a is the channel.</summary>
    public const int ChannelBusy = 0x84;

    /// <summary>A channel did not stop before the power went, or did not start after it came: a is the channel; with the refusal.</summary>
    public const int ChannelPower = 0x85;

    /// <summary>The transmit channel did not stop and is reset by the next open: a is the channel; with the refusal.</summary>
    public const int TransmitNotStopped = 0x86;

    /// <summary>The transmit ring stayed full for 10 s and was looked at by hand: a is the channel.</summary>
    public const int TransmitStuck = 0x87;

    /// <summary>The microcontroller reported an error: a is its code.</summary>
    public const int MicrocontrollerError = 0x88;

    /// <summary>The microcontroller said what means nothing to the driver: a is the code of an event, b of a response, the other one 0.</summary>
    public const int MicrocontrollerUnknown = 0x89;

    /// <summary>A message did not reach the modem: a is its number; with the reason.</summary>
    public const int MessageNotSent = 0x8a;

    /// <summary>The modem did not answer a request: a is the message, b the outcome as QmiOutcome has it.</summary>
    public const int RequestUnanswered = 0x8b;

    /// <summary>The modem refused a request: a is the message, b the QMI error.</summary>
    public const int RequestRefused = 0x8c;

    /// <summary>The modem asked for what does not exist, or left an element out: a is the message.</summary>
    public const int RequestUnknown = 0x8d;

    /// <summary>The modem asks faster than it is answered: a is the message that was dropped.</summary>
    public const int RequestDropped = 0x8e;

    /// <summary>A step of the clean-up behind the modem was refused; the others were done. With the refusal.</summary>
    public const int CleanUpRefused = 0x8f;

    /// <summary>A boot stage was not taken down cleanly: a is its number; with the reason. Those below went down all the same.</summary>
    public const int StageNotDown = 0x90;

    /// <summary>Setup failed when the modem asked for it: with the stage and the reason.</summary>
    public const int SetupFailed = 0x91;

    /// <summary>A vote for power, or against it, was refused; with the reason.</summary>
    public const int VoteRefused = 0x92;

    /// <summary>The always-on subsystem did not take a message, so the IPA forgets more while it sleeps; with the reason.</summary>
    public const int RetentionRefused = 0x93;

    /// <summary>What the chip says about a channel cannot be: a is the channel; with the reason and both raw words. The first until the channel is reset; all are counted.</summary>
    public const int EventNotBelieved = 0x94;
}
