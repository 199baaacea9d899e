namespace IpaEmbedded.Fake;

/// <summary>Ids of the rules that the sanitizer watches; they never change their meaning.</summary>
public static class SanitizerRule
{
    /// <summary>A register was touched while clock or interconnects were off.</summary>
    public const string NoPower = "no-power";

    /// <summary>There is no register at the offset.</summary>
    public const string UndefinedOffset = "undefined-offset";

    /// <summary>The offset is not a multiple of 4.</summary>
    public const string Unaligned = "unaligned";

    /// <summary>A read-only register was written.</summary>
    public const string ReadOnly = "read-only";

    /// <summary>A write-only register was read.</summary>
    public const string WriteOnly = "write-only";

    /// <summary>Bits outside of every field were written as 1.</summary>
    public const string ReservedBits = "reserved-bits";

    /// <summary>A doorbell's value is no element of its ring.</summary>
    public const string DoorbellOutsideRing = "doorbell-outside-ring";

    /// <summary>A doorbell's value is inside an element.</summary>
    public const string DoorbellUnaligned = "doorbell-unaligned";

    /// <summary>A doorbell hands over elements that the other side owns already, or takes some back.</summary>
    public const string DoorbellPastPointer = "doorbell-past-pointer";

    /// <summary>A doorbell of a channel or event ring that is not allocated.</summary>
    public const string DoorbellState = "doorbell-state";

    /// <summary>The chip was made to access memory that is no live buffer.</summary>
    public const string DeadMemory = "dead-memory";

    /// <summary>The last element that a doorbell hands over has CHAIN set.</summary>
    public const string ChainOpen = "chain-open";

    /// <summary>A chain is longer than the channel's outstanding elements allow.</summary>
    public const string ChainLong = "chain-long";

    /// <summary>The last element of a chain does not ask for an event.</summary>
    public const string NoEventRequested = "no-event-requested";

    /// <summary>A transfer element has length 0.</summary>
    public const string ZeroLength = "zero-length";

    /// <summary>An element's type is unknown or does not belong on the channel.</summary>
    public const string ElementType = "element-type";

    /// <summary>A command was given in a state in which it is not allowed.</summary>
    public const string CommandState = "command-state";

    /// <summary>A command was given while the one before was not done.</summary>
    public const string CommandOverlap = "command-overlap";

    /// <summary>A command names a channel or event ring that does not exist, or has an unknown opcode.</summary>
    public const string CommandUnknown = "command-unknown";

    /// <summary>The result field of generic commands was not cleared before the command.</summary>
    public const string ResultNotCleared = "result-not-cleared";

    /// <summary>The context of a started channel was written.</summary>
    public const string ProgrammedWhileStarted = "programmed-while-started";

    /// <summary>The head-of-line timer was changed while blocking was enabled.</summary>
    public const string HolTimerWhileEnabled = "hol-timer-while-enabled";

    /// <summary>An event found no free element.</summary>
    public const string EventRingFull = "event-ring-full";

    /// <summary>An IEOB bit was cleared while it was enabled, so an event may be lost.</summary>
    public const string IeobClearedWhileEnabled = "ieob-cleared-while-enabled";

    /// <summary>A ring's base or length is unusable.</summary>
    public const string RingGeometry = "ring-geometry";

    /// <summary>An immediate command reaches outside of the shared memory or names a register that does not exist.</summary>
    public const string CommandRange = "command-range";

    /// <summary>An immediate command with an unknown opcode, or on an endpoint that takes none.</summary>
    public const string CommandOpcode = "command-opcode";

    /// <summary>DELAY was set on an endpoint of the application processor.</summary>
    public const string DelayOnApEndpoint = "delay-on-ap-endpoint";

    /// <summary>The microcontroller was given a command before it was loaded.</summary>
    public const string MicrocontrollerNotLoaded = "microcontroller-not-loaded";
}
