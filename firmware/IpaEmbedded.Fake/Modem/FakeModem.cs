using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// The modem as the application processor meets it: power, SMP2P bits, messages and firmware loading. Each step can be
/// made by hand; <see cref="ModemBoot"/> makes them by itself.
/// </summary>
public sealed class FakeModem
{
    /// <summary>Service id of the IPA on both sides.</summary>
    public const uint Service = 0x31;

    /// <summary>Port of the modem's service.</summary>
    public const uint ServicePort = 0x1f;

    /// <summary>Port of the modem's client.</summary>
    public const uint ClientPort = 0x20;

    /// <summary>Bit of the processor's state word that says that the answer is valid.</summary>
    public const int ClockEnabledValidBit = 0;

    /// <summary>Bit of the processor's state word that says that the clock is on.</summary>
    public const int ClockEnabledBit = 1;

    private readonly FakeChip _chip;
    private readonly ModemTransport _link;
    private readonly RemoteProcessorHandler _processor;
    private readonly ModemSignals _signals;
    private readonly Listener _listener;
    private readonly EventLoopTimer _answerTimer;
    private readonly EventLoopTimer _lateTimer;
    private readonly ModemMessageCheck _check;
    private byte[] _lateMessage;
    private uint _lateFrom;
    private uint _lateTo;
    private int _transaction;
    private int _answerTransaction;
    private uint _answerPort;
    private uint _apServerPort;
    private uint _apState;
    private bool _serviceUp;

    /// <summary>Creates a modem without power on a link of its own choice; the two lines are those of the SMP2P bits.</summary>
    public FakeModem(FakeChip chip, ModemTransport link, RemoteProcessorHandler processor, InterruptLine clockQuery, InterruptLine setupReady)
        : this(chip, link, processor, new LineSignals(clockQuery, setupReady))
    {
    }

    /// <summary>Creates a modem without power that shows its bits in a way of its own; <paramref name="processor"/> tells drivers of its life, null when others do.</summary>
    public FakeModem(FakeChip chip, ModemTransport link, RemoteProcessorHandler processor, ModemSignals signals)
    {
        _chip = chip;
        _link = link;
        _processor = processor;
        _signals = signals;
        _listener = new Listener(this);
        _answerTimer = new EventLoopTimer(chip.Loop, Answer);
        _lateTimer = new EventLoopTimer(chip.Loop, SendLate);
        link.Handler = _listener;
        _check = new ModemMessageCheck(chip);
    }

    /// <summary>Called when the processor answers or sends something that moves the boot on, or null.</summary>
    public EventLoopHandler Progress { get; set; }

    /// <summary>The processor's state word: bit 0 valid, bit 1 clock on.</summary>
    public uint ApState
    {
        get { return _apState; }
    }

    /// <summary>Whether the modem's service is announced.</summary>
    public bool IsServiceUp
    {
        get { return _serviceUp; }
    }

    /// <summary>Whether the processor has announced its service.</summary>
    public bool IsApServiceKnown
    {
        get { return _apServerPort != 0; }
    }

    /// <summary>INIT_DRIVER requests since the service came up.</summary>
    public int InitDriverRequests { get; private set; }

    /// <summary>Answers to the modem's requests since the service came up.</summary>
    public int Answers { get; private set; }

    /// <summary>INIT_COMPLETE indications since the service came up.</summary>
    public int InitCompletes { get; private set; }

    /// <summary>Gives the state bit that the processor's driver writes; 0 or 1.</summary>
    public SmemState OpenState(int bit)
    {
        return new FakeSmemState(this, bit);
    }

    /// <summary>Tells drivers of a moment in the modem's life, as work.</summary>
    public void Notify(RemoteProcessorEvent moment, bool crashed)
    {
        _chip.Loop.Post(new WorkItem(new Notification(_processor, moment, crashed).Run));
    }

    /// <summary>Asks over SMP2P whether the clock is on.</summary>
    public void AssertClockQuery()
    {
        _signals.ClockQuery();
    }

    /// <summary>Says over SMP2P that the GSI firmware is loaded.</summary>
    public void AssertSetupReady()
    {
        _signals.SetupReady();
    }

    /// <summary>Loads the GSI firmware: GSI_STATUS says enabled.</summary>
    public void LoadGsiFirmware()
    {
        SetGsiFirmware(true);
    }

    /// <summary>Says whether the GSI runs firmware.</summary>
    public void SetGsiFirmware(bool loaded)
    {
        _chip.Gsi.Poke(_chip.Description.GsiRegisters.GsiStatus, 0, _chip.Description.GsiRegisters.Enabled.Encode(loaded ? 1u : 0u));
    }

    /// <summary>Announces the modem's service (M1).</summary>
    public void AnnounceService()
    {
        if (_serviceUp) { return; }
        _serviceUp = true;
        InitDriverRequests = 0;
        InitCompletes = 0;
        Answers = 0;
        _link.AddServer(Service, 1, 2, ServicePort);
        _chip.Pipeline.CountEvent();
    }

    /// <summary>Asks for the indication INIT_COMPLETE (M2).</summary>
    public void SendIndicationRegister()
    {
        Send(ClientPort, _apServerPort, FakeModemMessages.RegisterIndication(++_transaction));
    }

    /// <summary>Says that the modem's driver is ready (M3).</summary>
    public void SendDriverInitComplete()
    {
        Send(ClientPort, _apServerPort, FakeModemMessages.DriverIsInitialised(++_transaction));
    }

    /// <summary>Sends any message to the processor's service, for tests of hostile modems.</summary>
    public void SendRaw(byte[] message)
    {
        Send(ClientPort, _apServerPort, message);
    }

    /// <summary>Says that the modem's node is gone (M4).</summary>
    public void SendBye()
    {
        _serviceUp = false;
        _check.Restart();
        _answerTimer.Cancel();
        _lateTimer.Cancel();
        _link.Bye();
    }

    /// <summary>Lets the microcontroller report INIT_COMPLETED (U1).</summary>
    public void FinishMicrocontrollerInit()
    {
        _chip.Microcontroller.FinishInit();
    }

    internal void OnApState(uint mask, uint value)
    {
        uint state = (_apState & ~mask) | (value & mask);
        uint valid = 1u << ClockEnabledValidBit;
        uint enabled = 1u << ClockEnabledBit;
        // First the answer, then that it is valid; and the other way around when it is taken back (section 10).
        bool changed = (_apState & state & valid) != 0 && ((_apState ^ state) & enabled) != 0;
        bool untrue = (state & ~_apState & valid) != 0 && (state & enabled) != 0 && !_chip.IsPowered;
        if (changed || untrue) { _chip.Sanitizer.Report(SanitizerRule.ClockAnswer, "modem", 0, null, 0, state, changed ? "changed while valid" : "the clock is off"); }
        _apState = state;
        Moved();
    }

    private void Moved()
    {
        if (Progress != null) { Progress(); }
    }

    private void Send(uint from, uint to, byte[] message)
    {
        if (to == 0 || _chip.Faults.IsMute()) { return; }
        MessageDamage damage = _chip.Faults.NextMessage();
        if (damage != MessageDamage.None) { message = FakeModemMessages.Damage(message, damage); }
        if (damage == MessageDamage.Late)
        {
            _lateMessage = message;
            _lateFrom = from;
            _lateTo = to;
            _lateTimer.Start(_chip.Faults.LateMicroseconds);
        }
        else if (damage != MessageDamage.Lost)
        {
            Pass(from, to, message);
            if (damage == MessageDamage.Twice) { Pass(from, to, message); }
        }
        _chip.Pipeline.CountEvent();
    }

    private void SendLate()
    {
        Pass(_lateFrom, _lateTo, _lateMessage);
    }

    private void Pass(uint from, uint to, byte[] message)
    {
        _check.Sent(message);
        if (_chip.Observer != null) { _chip.Observer.OnMessage(false, to, from, message, message.Length); }
        _link.Send(from, to, message, message.Length);
    }

    private void Answer()
    {
        if (!_serviceUp || _chip.Faults.LoseAnswer()) { return; }
        Send(ServicePort, _answerPort, FakeModemMessages.InitDriverAnswer(_answerTransaction));
        Moved();
    }

    private void OnMessage(uint apPort, uint modemPort, byte[] data, int length)
    {
        if (_chip.Observer != null) { _chip.Observer.OnMessage(true, apPort, modemPort, data, length); }
        _check.Received(modemPort, data, length);
        if (length < 7 || _chip.Faults.IsMute()) { return; }
        byte type = data[0];
        int transaction = data[1] | (data[2] << 8);
        int message = data[3] | (data[4] << 8);
        if (type == FakeModemMessages.Request && message == FakeModemMessages.InitDriver)
        {
            InitDriverRequests++;
            _answerPort = apPort;
            _answerTransaction = transaction;
            int delay = _chip.Timing.ModemAnswer();
            if (delay == 0) { Answer(); }
            else { _answerTimer.Start(delay); }
            Moved();
        }
        else if (type == FakeModemMessages.Response)
        {
            Answers++;
            Moved();
        }
        else if (type == FakeModemMessages.Indication && message == FakeModemMessages.InitComplete)
        {
            InitCompletes++;
            Moved();
        }
    }

    private sealed class Listener : ModemTransportHandler
    {
        private readonly FakeModem _modem;

        internal Listener(FakeModem modem)
        {
            _modem = modem;
        }

        public override void OnMessage(uint apPort, uint modemPort, byte[] data, int length)
        {
            _modem.OnMessage(apPort, modemPort, data, length);
        }

        public override void OnServer(uint service, uint version, uint instance, uint port)
        {
            if (service != Service) { return; }
            _modem._check.Announced(version, instance);
            _modem._apServerPort = port;
            _modem.Moved();
        }

        public override void OnServerGone(uint service, uint port)
        {
            if (port == _modem._apServerPort) { _modem._apServerPort = 0; }
        }
    }

    private sealed class Notification
    {
        private readonly RemoteProcessorHandler _processor;
        private readonly RemoteProcessorEvent _moment;
        private readonly bool _crashed;

        internal Notification(RemoteProcessorHandler processor, RemoteProcessorEvent moment, bool crashed)
        {
            _processor = processor;
            _moment = moment;
            _crashed = crashed;
        }

        internal void Run()
        {
            _processor(_moment, _crashed);
        }
    }
}
