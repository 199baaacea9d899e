using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>
/// A board whose life is told in steps, with a fault in one of them. What was refused is kept; of every packet it is known whether it arrived. In
/// the end traffic must come back, by the least that brings it back, and the removal must leave nothing behind.
/// </summary>
internal sealed class SweptLife
{
    /// <summary>Most time from the modem's return to the first answered packet, µs.</summary>
    public const long TrafficMicroseconds = 5 * Board.Second;

    /// <summary>Most time of a removal or a suspend, µs.</summary>
    public const long TeardownMicroseconds = 2 * Board.Second;

    private const int MostTries = 4;

    private readonly List<string> _impossible = [];
    private readonly List<Link> _links = [];
    private readonly List<int> _sent = [];
    private ModemInterface? _linked;
    private bool _isAsleep;
    private int _sequence;
    private int _counted = -1;
    private int _lost;

    public SweptLife(string board)
    {
        Board = new Board(board, ChipTiming.Latency(7));
        Board.Soc.Chip.Observer = Log;
        Board.Loop.Observer = Steps;
    }

    public Board Board { get; }

    public SweptLog Log { get; } = new();

    /// <summary>Opens the interface, loses no packet, removes the driver, and has found nothing wrong.</summary>
    public void AssertTrafficToTheEnd()
    {
        Open();
        Exchange(2);
        Assert.AreEqual(0, Lost);
        End();
        Assert.AreEqual("", Wrong);
    }

    /// <summary>Rules that nobody could keep under the fault: reports of them are no finding.</summary>
    public void CannotKeep(params ReadOnlySpan<string> rules)
    {
        foreach (string rule in rules)
        {
            _impossible.Add(rule);
            Board.Watch.Provokes(rule);
        }
    }

    /// <summary>The event loop's steps.</summary>
    public SweptSteps Steps { get; } = new();

    /// <summary>What was refused, with its reason.</summary>
    public List<string> Refusals { get; } = [];
    /// <summary>What ends a fault that is no part of the chip's plan.</summary>
    public List<Action> Healings { get; } = [];

    /// <summary>What must not be and was seen on the way; empty if nothing.</summary>
    public string Wrong { get; private set; } = "";

    /// <summary>Whether the driver is gone, and traffic with it.</summary>
    public bool IsOver { get; set; }

    public bool IsBound => Board.Device is { State: DeviceState.Bound };

    public IpaDriver Driver => Board.Driver;

    public ModemInterface? Interface => IsBound ? Board.Driver.Interface : null;

    public void Probe()
    {
        Board.Platform.Probe();
        if (!IsBound)
        {
            Refusals.Add(Board.Device.Reason);
            return;
        }
        // An answered question for the clock would keep the power on for good, and nothing could go wrong around sleep.
        if (!Board.HearsClockQuery) { Board.Device.Interrupt("ipa-clock-query").Line.Disable(); }
    }

    public void StartModem()
    {
        Try(Board.Supervisor.Start);
        Await();
    }

    public void Open()
    {
        if (Interface is not { } modem) { return; }
        if (_linked != modem)
        {
            _linked = modem;
            _links.Add(new Link(Board));
        }
        Try(modem.Open);
    }

    /// <summary>Sends echo requests in a burst and waits up to a second for their answers.</summary>
    public void Exchange(int count)
    {
        for (int i = 0; i < count && Interface is { IsOpen: true } && _linked == Interface; i++)
        {
            byte[] request = Packets.EchoRequest(++_sequence);
            if (Offer(request, i % 3 != 2 && i + 1 < count)) { _sent.Add(_sequence); }
            else { Refusals.Add($"packet {_sequence} was not taken"); }
        }
        Board.RunUntil(() => Lost == 0, Board.Second);
    }

    /// <summary>Lets packets come from the network and waits up to a second for them.</summary>
    public void Receive(int count)
    {
        for (int i = 0; i < count && Interface is { IsOpen: true }; i++)
        {
            byte[] answer = Packets.EchoRequest(++_sequence);
            answer[20] = 0;
            _sent.Add(_sequence);
            Board.Soc.Network.Inject(0, answer, 0, answer.Length);
        }
        Board.RunUntil(() => Lost == 0, Board.Second);
    }

    /// <summary>One immediate command that changes nothing.</summary>
    public void Command() => Try(() =>
    {
        if (!IsBound) { return; }
        Driver.Power.Acquire();
        try
        {
            CommandChannel commands = Driver.Endpoints.Commands;
            commands.Begin(1);
            commands.RegisterWrite(0, 0, 0, CommandOpcode.ClearFull);
            commands.Run();
        }
        finally
        {
            Driver.Power.Release();
        }
    });

    public void Crash()
    {
        Board.Soc.Boot.Crash();
        Await();
    }

    /// <summary>The system goes to sleep.</summary>
    public void Sleep() => Try(FallAsleep);

    /// <summary>The same, from inside of work.</summary>
    public void FallAsleep()
    {
        if (!IsBound || _isAsleep) { return; }
        Driver.SystemSuspend();
        _isAsleep = true;
    }

    /// <summary>The system wakes up, if it sleeps.</summary>
    public void Wake() => Try(WakeUp);

    /// <summary>The same, from inside of work.</summary>
    public void WakeUp()
    {
        if (!_isAsleep) { return; }
        _isAsleep = false;
        if (IsBound) { Driver.SystemResume(); }
    }

    /// <summary>Closes the modem's interface.</summary>
    public void Close() => Try(() => Interface?.Stop());

    public void Remove() => Try(() =>
    {
        if (IsBound) { Board.Platform.Remove(Board.Device); }
    });

    public void Replug()
    {
        for (int i = 0; i < Board.Platform.DeviceCount; i++)
        {
            if (Board.Platform.DeviceAt(i).State != DeviceState.Bound) { Board.Platform.Retry(Board.Platform.DeviceAt(i)); }
        }
        Probe();
    }

    /// <summary>Waits until modem and driver have agreed.</summary>
    public bool Await()
    {
        bool agreed = Board.RunUntil(() => Interface is { IsRegistered: true } && Board.Soc.Boot.Phase >= ModemPhase.ServiceUp && Board.Soc.Boot.Phase != ModemPhase.Crashed, 3 * Board.Second);
        // A returning modem gets its indication one step before it looks for it.
        Board.Loop.Run(100_000);
        Board.Soc.Network.IsUp = Board.Soc.Boot.Phase is ModemPhase.ServiceUp or ModemPhase.Connected;
        return agreed && Interface is { IsRegistered: true };
    }

    /// <summary>Runs something as work; a refusal with a reason is an answer, anything else is not.</summary>
    public void Try(Action action) => Board.Work(() => Guard(action));

    /// <summary>The same, from inside of work.</summary>
    public void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (HardwareException e)
        {
            Refusals.Add(e.Message);
        }
    }

    /// <summary>Packets that were accepted and have not arrived.</summary>
    public int Lost
    {
        get
        {
            int all = _sent.Count + _links.Sum(link => link.Received.Count);
            if (all != _counted)
            {
                _counted = all;
                _lost = _sent.Except(Arrived).Count();
            }
            return _lost;
        }
    }

    public uint Timeouts => Sum(channel => channel.Counters.Timeouts);

    public uint Lies => Sum(channel => channel.Counters.BadEvents + channel.Counters.BadPointers);

    public uint Broken => Sum(channel => channel.IsBroken ? 1u : 0u);

    /// <summary>Nothing goes wrong any more.</summary>
    public void Heal()
    {
        Steps.Strike = null;
        Board.Faults.Observer = null;
        Board.Hooks.AnyRead = null;
        Board.Hooks.GsiRead = null;
        Board.Soc.Heal();
        Board.Firmware.IsMissing = false;
        Board.Firmware.MissingAt = 0;
        Healings.ForEach(end => end());
        Healings.Clear();
    }

    /// <summary>Brings traffic back by the least that does it; says what that was.</summary>
    public Consequences Return()
    {
        Wake();
        if (Answers()) { return Consequences.None; }
        Await();
        if (Interface is { IsRegistered: true })
        {
            Try(Interface.Stop);
            Open();
            if (Answers()) { return Consequences.Reopened; }
        }
        if (IsBound && Restart()) { return Consequences.Restarted; }
        if (IsBound) { Remove(); }
        // A vote that was refused on the way down is sent again.
        Board.Loop.Run(20_000);
        Demand(() => Board.AssertNothingLeft());
        Replug();
        if (!IsBound)
        {
            Say("the second probe: " + Board.Device.Reason);
            return Consequences.Replugged;
        }
        if (!Restart()) { Say("traffic never returned: " + Text()); }
        return Consequences.Replugged;
    }

    /// <summary>Removes the driver, in bounded time and without a trace.</summary>
    public void End()
    {
        // A system that sleeps refuses the removal.
        Wake();
        long start = Board.Loop.Now;
        if (IsBound) { Remove(); }
        if (Board.Loop.Now - start > TeardownMicroseconds) { Say($"the removal took {Board.Loop.Now - start} us"); }
        // A vote that was refused on the way down is sent again.
        Board.Loop.Run(20_000);
        Demand(() => Board.AssertNothingLeft());
        foreach (IGrouping<int, int> twice in Arrived.GroupBy(sequence => sequence).Where(same => same.Count() > 1)) { Say($"packet {twice.Key} came {twice.Count()} times"); }
        Say(string.Concat(Board.Soc.Sanitizer.Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !_impossible.Any(rule => line.Contains($": {rule} at ", StringComparison.Ordinal))).Select(line => line + "\n")));
    }

    public void Say(string wrong)
    {
        if (wrong != "" && Wrong == "") { Wrong = wrong; }
    }

    public string Text() => string.Join("; ", Refusals) + "; trace: " + string.Join("; ", TraceText.Entries(Board.Loop.Trace).Select(TraceText.Of));

    private IEnumerable<int> Arrived => _links.SelectMany(link => link.Received).Where(packet => packet.Length > 27 && packet[20] == 0).Select(packet => packet[26] << 8 | packet[27]);

    private bool Restart()
    {
        if (Board.Supervisor.State == RemoteProcessorState.Running) { Try(Board.Supervisor.Stop); }
        Try(Board.Supervisor.Start);
        if (!Await()) { return false; }
        long back = Board.Loop.Now;
        Open();
        bool answers = Answers();
        if (answers && Board.Loop.Now - back > TrafficMicroseconds) { Say($"traffic came {Board.Loop.Now - back} us after the modem"); }
        return answers;
    }

    private bool Answers()
    {
        for (int i = 0; i < MostTries && Interface is { IsOpen: true } && _linked == Interface; i++)
        {
            byte[] request = Packets.EchoRequest(++_sequence);
            int sequence = _sequence;
            if (Offer(request, false) && Board.RunUntil(() => Arrived.Contains(sequence), Board.Second)) { return true; }
        }
        return false;
    }

    private bool Offer(byte[] packet, bool moreFollows)
    {
        Link link = _links[^1];
        TransmitStatus status = link.Interface.Send(packet, 0, packet.Length, false, moreFollows);
        if (status == TransmitStatus.Busy)
        {
            Board.RunUntil(() => Interface is not { IsOpen: true } || Interface.IsQueueRunning, Board.Second);
            status = link.Interface.Send(packet, 0, packet.Length, false, moreFollows);
        }
        return status == TransmitStatus.Accepted;
    }

    private uint Sum(Func<GsiChannel, uint> number)
    {
        if (!IsBound || Board.Driver.Endpoints is not { } endpoints) { return 0; }
        return (uint)((GsiChannel?[])[endpoints.Commands?.Channel, endpoints.LanRx?.Channel, endpoints.ModemTx?.Channel, endpoints.ModemRx?.Channel]).Sum(channel => channel is null ? 0 : number(channel));
    }

    private void Demand(Action check)
    {
        try
        {
            check();
        }
        catch (AssertFailedException e)
        {
            Say(e.Message);
        }
    }
}
