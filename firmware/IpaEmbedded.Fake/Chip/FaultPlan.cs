namespace IpaEmbedded.Fake;

/// <summary>
/// What goes wrong and when: each member counts down its own kind of event, so that a sweep can hit every one in turn.
/// A number "at" is the n-th event from 1; 0 never happens.
/// </summary>
public sealed class FaultPlan
{
    private int _events;
    private int _completions;
    private int _raises;
    private int _posted;
    private int _statuses;
    private int _messages;
    private int _votes;
    private int _stops;
    private int _answers;
    private int _doorbells;
    private int _executed;
    private int _reads;
    private int _indices;
    private int _powerOffs;
    private long _votesRefusedUntil;

    /// <summary>Who is told when a fault happens, or null.</summary>
    public FaultObserver Observer;

    /// <summary>The n-th raise of an event interrupt is lost.</summary>
    public int DropInterruptAt;

    /// <summary>The n-th raise of an event interrupt comes <see cref="InterruptMicroseconds"/> late.</summary>
    public int LateInterruptAt;

    /// <summary>The n-th raise of an event interrupt comes again, for nothing, after <see cref="InterruptMicroseconds"/>.</summary>
    public int DoubleInterruptAt;

    /// <summary>How long a late or doubled interrupt takes.</summary>
    public int InterruptMicroseconds = 1000;

    /// <summary>The n-th doorbell of a channel is lost.</summary>
    public int LostDoorbellAt;

    /// <summary>The n-th doorbell of a channel acts <see cref="DoorbellMicroseconds"/> late, unless another comes before; the driver's writes to memory are then older.</summary>
    public int LateDoorbellAt;

    /// <summary>How late a late doorbell is.</summary>
    public int DoorbellMicroseconds = 1000;

    /// <summary>From the n-th doorbell on its channel executes nothing for <see cref="StallMicroseconds"/>.</summary>
    public int StalledChannelAt;

    /// <summary>How long a channel stands that stalls.</summary>
    public int StallMicroseconds = 1000000;

    /// <summary>At the n-th event of any kind both interrupts rise, with nothing behind them; a read of their status lets them fall.</summary>
    public int SpuriousInterruptAt;

    /// <summary>The n-th read of an event ring's index is <see cref="IndexJump"/> elements ahead; beyond the ring when these are more than it has.</summary>
    public int WrongIndexAt;

    /// <summary>How far a wrong index is ahead, in elements.</summary>
    public int IndexJump = 65535;

    /// <summary>At the n-th event of any kind, or as soon as it has said so once, the modem says again that the firmware runs.</summary>
    public int SetupReadyAt;

    /// <summary>The n-th time that power goes off while the microcontroller runs, the IPA loses its registers, unless retention was asked for.</summary>
    public int PowerCollapseAt;

    /// <summary>The n-th GSI command takes <see cref="LateMicroseconds"/>.</summary>
    public int LateCommandAt;

    /// <summary>How late a late command is.</summary>
    public int LateMicroseconds = 60000;

    /// <summary>The n-th GSI command never completes.</summary>
    public int StuckCommandAt;

    /// <summary>The n-th GSI command that is executed fails: channel or event ring get into the state "error", a generic command has the result "incorrect state".</summary>
    public int FailedCommandAt;

    /// <summary>Every STOP of a started channel leaves it in STOP_IN_PROC until it was given this often again.</summary>
    public int StopInProgressCount;

    /// <summary>How often generic commands answer "retry", by opcode (0 to 31).</summary>
    public readonly int[] GenericRetries = new int[32];

    /// <summary>The n-th event is a lie of the kind <see cref="Corruption"/>.</summary>
    public int CorruptionAt;

    /// <summary>What the lying event says.</summary>
    public EventCorruption Corruption;

    /// <summary>The n-th status element has the length <see cref="CorruptStatusLength"/>.</summary>
    public int CorruptStatusAt;

    /// <summary>Length in a corrupt status element.</summary>
    public ushort CorruptStatusLength = 0xffff;

    /// <summary>The modem crashes at the n-th event of any kind.</summary>
    public int CrashAt;

    /// <summary>The modem does not answer INIT_DRIVER.</summary>
    public bool NoModemAnswer;

    /// <summary>The modem goes no further in its boot, says nothing and hears nothing. It is stopped and started to come back.</summary>
    public bool MuteModem;

    /// <summary>The n-th message of the modem is damaged.</summary>
    public int MalformedMessageAt;

    /// <summary>How a damaged message is damaged.</summary>
    public MessageDamage Damage;

    /// <summary>The n-th set of votes for clocks and bandwidth is refused, and so is every other for <see cref="RefuseVotesMicroseconds"/>.</summary>
    public int RefuseVotesAt;

    /// <summary>How long votes are refused; 0 refuses one set only.</summary>
    public long RefuseVotesMicroseconds;

    /// <summary>The n-th read of a register has a wrong bit, where the bus asks <see cref="OnRead"/>.</summary>
    public int FlippedReadAt;

    /// <summary>Which bit is wrong, 0 to 31.</summary>
    public int FlippedBit;

    /// <summary>From the n-th read on registers read as all ones, where the bus asks <see cref="OnRead"/>.</summary>
    public int DeadBusAt;

    /// <summary>Sets of votes so far.</summary>
    public int Votes
    {
        get { return _votes; }
    }

    /// <summary>Events of any kind so far; a first run without faults tells a sweep how far to go.</summary>
    public int Events
    {
        get { return _events; }
    }

    /// <summary>GSI commands so far.</summary>
    public int Commands
    {
        get { return _completions; }
    }

    /// <summary>Event elements so far.</summary>
    public int EventElements
    {
        get { return _posted; }
    }

    /// <summary>GSI commands that were executed so far.</summary>
    public int Executed
    {
        get { return _executed; }
    }

    /// <summary>Doorbells of channels so far.</summary>
    public int Doorbells
    {
        get { return _doorbells; }
    }

    /// <summary>Status elements so far.</summary>
    public int Statuses
    {
        get { return _statuses; }
    }

    /// <summary>Reads of registers so far, where the bus asks <see cref="OnRead"/>.</summary>
    public int Reads
    {
        get { return _reads; }
    }

    /// <summary>Reads of an event ring's index so far.</summary>
    public int Indices
    {
        get { return _indices; }
    }

    /// <summary>How often power went off with the microcontroller running.</summary>
    public int PowerOffs
    {
        get { return _powerOffs; }
    }

    /// <summary>Raises of event interrupts so far.</summary>
    public int Raises
    {
        get { return _raises; }
    }

    /// <summary>Messages of the modem so far.</summary>
    public int Messages
    {
        get { return _messages; }
    }

    /// <summary>Stops of started channels so far.</summary>
    public int Stops
    {
        get { return _stops; }
    }

    /// <summary>Answers to INIT_DRIVER that were due so far.</summary>
    public int Answers
    {
        get { return _answers; }
    }

    /// <summary>Nothing goes wrong any more; what has happened, and is counted, stays.</summary>
    public void Heal()
    {
        DropInterruptAt = 0;
        LateInterruptAt = 0;
        DoubleInterruptAt = 0;
        LostDoorbellAt = 0;
        LateDoorbellAt = 0;
        StalledChannelAt = 0;
        SpuriousInterruptAt = 0;
        WrongIndexAt = 0;
        SetupReadyAt = 0;
        PowerCollapseAt = 0;
        LateCommandAt = 0;
        StuckCommandAt = 0;
        FailedCommandAt = 0;
        StopInProgressCount = 0;
        for (int i = 0; i < GenericRetries.Length; i++) { GenericRetries[i] = 0; }
        CorruptionAt = 0;
        CorruptStatusAt = 0;
        CrashAt = 0;
        NoModemAnswer = false;
        MuteModem = false;
        MalformedMessageAt = 0;
        RefuseVotesAt = 0;
        FlippedReadAt = 0;
        DeadBusAt = 0;
    }

    internal void Tell(FaultKind kind, int occasion)
    {
        if (Observer != null) { Observer.OnFault(kind, occasion); }
    }

    /// <summary>What a bus that fails as planned gives for a register's value.</summary>
    public uint OnRead(uint value)
    {
        _reads++;
        if (DeadBusAt != 0 && _reads >= DeadBusAt)
        {
            Tell(FaultKind.DeadBus, _reads);
            return 0xffffffff;
        }
        if (_reads != FlippedReadAt) { return value; }
        Tell(FaultKind.FlippedRead, _reads);
        return value ^ (1u << FlippedBit);
    }

    internal bool LoseDoorbell()
    {
        bool lose = ++_doorbells == LostDoorbellAt;
        if (lose) { Tell(FaultKind.LostDoorbell, _doorbells); }
        return lose;
    }

    /// <summary>After how many microseconds the doorbell that <see cref="LoseDoorbell"/> has counted acts, 0 for at once.</summary>
    internal int DelayDoorbell()
    {
        if (_doorbells != LateDoorbellAt) { return 0; }
        Tell(FaultKind.LateDoorbell, _doorbells);
        return DoorbellMicroseconds;
    }

    /// <summary>For how many microseconds the channel of that doorbell executes nothing, 0 for none.</summary>
    internal int StallChannel()
    {
        if (_doorbells != StalledChannelAt) { return 0; }
        Tell(FaultKind.StalledChannel, _doorbells);
        return StallMicroseconds;
    }

    /// <summary>How many elements an index that is read now is ahead of the true one.</summary>
    internal int NextIndex()
    {
        if (++_indices != WrongIndexAt) { return 0; }
        Tell(FaultKind.WrongIndex, _indices);
        return IndexJump;
    }

    internal bool CollapseNow()
    {
        bool collapse = ++_powerOffs == PowerCollapseAt;
        if (collapse) { Tell(FaultKind.PowerCollapse, _powerOffs); }
        return collapse;
    }

    internal bool FailCommand()
    {
        bool fail = ++_executed == FailedCommandAt;
        if (fail) { Tell(FaultKind.FailedCommand, _executed); }
        return fail;
    }

    internal bool IsMute()
    {
        if (MuteModem) { Tell(FaultKind.MuteModem, _events); }
        return MuteModem;
    }

    internal bool CrashNow()
    {
        return ++_events == CrashAt;
    }

    /// <summary>Whether the event that <see cref="CrashNow"/> has counted raises interrupts for nothing.</summary>
    internal bool RaiseNow()
    {
        if (_events != SpuriousInterruptAt) { return false; }
        Tell(FaultKind.SpuriousInterrupt, _events);
        return true;
    }

    /// <summary>Whether the modem shall say again that the firmware runs.</summary>
    internal bool SayReadyNow()
    {
        return SetupReadyAt != 0 && _events >= SetupReadyAt;
    }

    internal int NextStop()
    {
        _stops++;
        return StopInProgressCount;
    }

    internal bool LoseAnswer()
    {
        _answers++;
        if (NoModemAnswer) { Tell(FaultKind.NoModemAnswer, _answers); }
        return NoModemAnswer;
    }

    internal bool RetryGeneric(uint opcode)
    {
        if (GenericRetries[(int)opcode] <= 0) { return false; }
        GenericRetries[(int)opcode]--;
        Tell(FaultKind.GenericRetry, _completions);
        return true;
    }

    internal bool NextCommand(out int late, out bool stuck)
    {
        _completions++;
        late = _completions == LateCommandAt ? LateMicroseconds : 0;
        stuck = _completions == StuckCommandAt;
        if (late != 0) { Tell(FaultKind.LateCommand, _completions); }
        if (stuck) { Tell(FaultKind.StuckCommand, _completions); }
        return late != 0 || stuck;
    }

    /// <summary>Whether the interrupt comes now, and after how many microseconds (not 0) it comes then.</summary>
    internal bool NextRaise(out int later)
    {
        _raises++;
        bool late = _raises == LateInterruptAt;
        bool again = _raises == DoubleInterruptAt;
        bool drop = _raises == DropInterruptAt;
        later = late || again ? InterruptMicroseconds : 0;
        if (late) { Tell(FaultKind.LateInterrupt, _raises); }
        if (again) { Tell(FaultKind.DoubledInterrupt, _raises); }
        if (drop) { Tell(FaultKind.DroppedInterrupt, _raises); }
        return !late && !drop;
    }

    internal EventCorruption NextEvent()
    {
        if (++_posted != CorruptionAt) { return EventCorruption.None; }
        Tell(FaultKind.CorruptEvent, _posted);
        return Corruption;
    }

    internal bool CorruptStatus()
    {
        bool corrupt = ++_statuses == CorruptStatusAt;
        if (corrupt) { Tell(FaultKind.CorruptStatus, _statuses); }
        return corrupt;
    }

    internal bool RefuseVotes(long now)
    {
        if (++_votes == RefuseVotesAt) { _votesRefusedUntil = now + RefuseVotesMicroseconds; }
        bool refuse = RefuseVotesAt != 0 && (_votes == RefuseVotesAt || now < _votesRefusedUntil);
        if (refuse) { Tell(FaultKind.RefusedVotes, _votes); }
        return refuse;
    }

    internal MessageDamage NextMessage()
    {
        if (++_messages != MalformedMessageAt) { return MessageDamage.None; }
        Tell(FaultKind.DamagedMessage, _messages);
        return Damage;
    }
}
