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

    /// <summary>A channel was allocated before the interrupt was made a wire and errors were enabled.</summary>
    public const string InterruptSetup = "interrupt-setup";

    /// <summary>Interrupts of other execution environments were enabled.</summary>
    public const string InterEnvironment = "inter-environment";

    /// <summary>The type IEOB is enabled while no event ring is.</summary>
    public const string IeobTypeWithoutRing = "ieob-type-without-ring";

    /// <summary>A source was enabled with a bit of an earlier command pending.</summary>
    public const string StaleInterrupt = "stale-interrupt";

    /// <summary>A command was given without reading what the one before had made of the state.</summary>
    public const string StateNotRead = "state-not-read";

    /// <summary>Power went while the types of commands were enabled.</summary>
    public const string CommandTypesOn = "command-types-on";

    /// <summary>The error interrupt was cleared before ERROR_LOG was.</summary>
    public const string ErrorLogKept = "error-log-kept";

    /// <summary>Power went while an interrupt was not served or not raised yet.</summary>
    public const string InterruptUnserved = "interrupt-unserved";

    /// <summary>The GSI was given a command before its firmware runs.</summary>
    public const string GsiNotEnabled = "gsi-not-enabled";

    /// <summary>A context was written whose channel or event ring is not ALLOCATED.</summary>
    public const string ProgrammedState = "programmed-state";

    /// <summary>The lower half of CH_C_SCRATCH_3 was changed.</summary>
    public const string PreservedBits = "preserved-bits";

    /// <summary>A channel started with a context that is not for it.</summary>
    public const string ChannelContext = "channel-context";

    /// <summary>A channel started with a CH_C_QOS that is not for it in this version.</summary>
    public const string ChannelService = "channel-service";

    /// <summary>A channel started whose ring holds less than two transactions.</summary>
    public const string RingSmall = "ring-small";

    /// <summary>A channel started whose event ring has a context that is not for it.</summary>
    public const string EventContext = "event-context";

    /// <summary>An event ring of MHI was allocated.</summary>
    public const string EventRingReserved = "event-ring-reserved";

    /// <summary>An event ring was reset or given up under a channel.</summary>
    public const string EventRingInUse = "event-ring-in-use";

    /// <summary>Two channels use one event ring.</summary>
    public const string EventRingShared = "event-ring-shared";

    /// <summary>A channel started whose event ring has no free element.</summary>
    public const string EventRingNotGiven = "event-ring-not-given";

    /// <summary>A doorbell hands over more elements than may be outstanding.</summary>
    public const string TooManyOutstanding = "too-many-outstanding";

    /// <summary>Reserved bits of an element are set.</summary>
    public const string ElementReserved = "element-reserved";

    /// <summary>An element that is not the last of its chain asks for an event.</summary>
    public const string EventInsideChain = "event-inside-chain";

    /// <summary>A receive buffer is chained to the next.</summary>
    public const string ReceiveChain = "receive-chain";

    /// <summary>A channel was stopped before it had executed its elements.</summary>
    public const string StoppedWhileBusy = "stopped-while-busy";

    /// <summary>Power went while a channel or its endpoint was not suspended.</summary>
    public const string PowerOffBusy = "power-off-busy";

    /// <summary>Power went while a suspended endpoint had an open frame.</summary>
    public const string FrameLeftOpen = "frame-left-open";

    /// <summary>Power went while an endpoint of the modem was paused.</summary>
    public const string ModemLeftPaused = "modem-left-paused";

    /// <summary>The status of an endpoint of the modem was changed while it ran.</summary>
    public const string ModemNotPaused = "modem-not-paused";

    /// <summary>A register of an endpoint that the chip lacks was written.</summary>
    public const string EndpointUnknown = "endpoint-unknown";

    /// <summary>A register or a field that belongs to endpoints of the other direction was written.</summary>
    public const string EndpointWrongDirection = "endpoint-direction";

    /// <summary>A set of endpoints has one that does not receive.</summary>
    public const string EndpointSet = "endpoint-set";

    /// <summary>A channel started whose endpoint was not programmed.</summary>
    public const string EndpointNotProgrammed = "endpoint-not-programmed";

    /// <summary>A field was given a value that has no meaning.</summary>
    public const string FieldValue = "field-value";

    /// <summary>An endpoint in DMA mode sends to one that does not receive.</summary>
    public const string DmaDestination = "dma-destination";

    /// <summary>Status goes to an endpoint that does not receive.</summary>
    public const string StatusEndpoint = "status-endpoint";

    /// <summary>Packets without a rule go to an endpoint that does not receive or is not started.</summary>
    public const string RouteEndpoint = "route-endpoint";

    /// <summary>A channel started whose endpoint looks for something behind the end of its header.</summary>
    public const string HeaderLength = "header-length";

    /// <summary>The smallest number of a resource is larger than the largest.</summary>
    public const string ResourceLimits = "resource-limits";

    /// <summary>A channel started whose endpoint is in a group without resources.</summary>
    public const string ResourceGroupEmpty = "resource-group-empty";

    /// <summary>A channel started that aggregates for a time while the timers have no clock.</summary>
    public const string TimerClockOff = "timer-clock-off";

    /// <summary>The timers were configured while their clock ran.</summary>
    public const string TimerClockRunning = "timer-clock-running";

    /// <summary>Head-of-line blocking was enabled by one write where two are needed.</summary>
    public const string HolEnabledOnce = "hol-enabled-once";

    /// <summary>One write changed what filters hash and what routes hash.</summary>
    public const string HashHalves = "hash-halves";

    /// <summary>Hashing was used where the version has none.</summary>
    public const string HashingAbsent = "hashing-absent";

    /// <summary>The caches of filters and routes were flushed past the pipeline.</summary>
    public const string FlushDirect = "flush-direct";

    /// <summary>Power went with hashed tables changed and not flushed.</summary>
    public const string FlushMissing = "flush-missing";

    /// <summary>The contexts of packets lie outside of the shared memory.</summary>
    public const string ContextBase = "context-base";

    /// <summary>An interrupt was enabled that the version lacks.</summary>
    public const string InterruptUnknown = "interrupt-unknown";

    /// <summary>TX_SUSPEND was cleared before it was asked and cleared which endpoint it is of.</summary>
    public const string SuspendInfoKept = "suspend-info-kept";

    /// <summary>The microcontroller was given a command with the last response in the mailbox.</summary>
    public const string MailboxNotCleared = "mailbox-not-cleared";

    /// <summary>The microcontroller was given a command that does not exist.</summary>
    public const string MailboxCommand = "mailbox-command";

    /// <summary>An immediate command has operands that mean nothing or that its version lacks.</summary>
    public const string CommandOperand = "command-operand";

    /// <summary>IP_PACKET_INIT names an endpoint that does not receive.</summary>
    public const string PacketDestination = "packet-destination";

    /// <summary>A transaction has more immediate commands than allowed.</summary>
    public const string TooManyCommands = "too-many-commands";

    /// <summary>Immediate commands were given before the last ones were done.</summary>
    public const string CommandNotAwaited = "command-not-awaited";

    /// <summary>No data follows a tag.</summary>
    public const string TagWithoutData = "tag-without-data";

    /// <summary>A slot of a table is no address of a list of rules.</summary>
    public const string TableEntry = "table-entry";

    /// <summary>A filter table begins with a bitmap that is not its own.</summary>
    public const string FilterBitmap = "filter-bitmap";

    /// <summary>A write overran the bitmap of a filter table.</summary>
    public const string TableOverrun = "table-overrun";

    /// <summary>Memory was handed to the modem that is not zero.</summary>
    public const string ModemMemoryDirty = "modem-memory-dirty";

    /// <summary>A message to the modem is none.</summary>
    public const string MessageFormat = "message-format";

    /// <summary>An answer or indication to the modem that it did not ask for.</summary>
    public const string MessageAnswer = "message-answer";

    /// <summary>INIT_DRIVER says what is not so.</summary>
    public const string InitDriver = "init-driver";

    /// <summary>The service was announced with a version or an instance that is not the processor's.</summary>
    public const string ServiceInstance = "service-instance";

    /// <summary>A packet of the message bus is none.</summary>
    public const string QrtrPacket = "qrtr-packet";

    /// <summary>A frame toward the modem is no QMAP frame.</summary>
    public const string QmapFrame = "qmap-frame";

    /// <summary>The clock is on while a path to the IPA is not.</summary>
    public const string ClockOrder = "clock-order";

    /// <summary>The answer to the question for the clock changed while it was valid, or is not true.</summary>
    public const string ClockAnswer = "clock-answer";

    /// <summary>Votes were sent without commit or valid bit, or too many at once.</summary>
    public const string VoteFormat = "vote-format";

    /// <summary>SMEM changed without its lock, or a lock was given back that is not held.</summary>
    public const string SmemLock = "smem-lock";

    /// <summary>An entry of SMEM is malformed.</summary>
    public const string SmemEntry = "smem-entry";

    /// <summary>The SMP2P item that the processor published is malformed.</summary>
    public const string Smp2pItem = "smp2p-item";

    /// <summary>A message to the always-on subsystem is malformed.</summary>
    public const string QmpMessage = "qmp-message";

    /// <summary>TrustZone was asked out of order.</summary>
    public const string FirmwareOrder = "firmware-order";
}
