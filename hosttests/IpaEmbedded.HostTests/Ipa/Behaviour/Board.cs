using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// One of our boards, simulated, with a hand on each of its parts. Time is virtual. What must always hold of it is looked at after every step and, at the
/// latest when its test ends, at its end.
/// </summary>
internal sealed class Board : IDisposable
{
    public const string Sdm845 = "sdm845-modem-init";
    public const string Sdm845ApInit = "sdm845-ap-init";
    public const string V31 = "bench-ipa-v3.1";
    public const string V42 = "bench-ipa-v4.2";
    public const string V45 = "bench-ipa-v4.5";
    public const string V47 = "bench-ipa-v4.7";
    public const string V49 = "bench-ipa-v4.9";
    public const string V411 = "bench-ipa-v4.11";
    public const string V50 = "bench-ipa-v5.0";
    public const string V55 = "bench-ipa-v5.5";
    public const long Second = 1000000;

    private readonly SimulatedBoard _board;
    private readonly List<DmaMemory> _ownMemory = [];

    public Board(string name = Sdm845, ChipTiming? timing = null, RingProfile? rings = null)
    {
        _board = new SimulatedBoard(BoardTree.Compile(name + ".dts"), new BoardOptions { Timing = timing ?? ChipTiming.Latency(1), Firmware = Firmware, Rings = rings ?? RingProfile.Upstream });
        _board.Hardware.Observer = Hooks;
        _board.Observer = Stages;
        Watch = new BoardWatch(_board) { Heal = Heal };
    }

    public SimulatedBoard Simulated => _board;

    /// <summary>What holds the board to its invariants.</summary>
    public BoardWatch Watch { get; }

    public EventLoop Loop => _board.Loop;

    public FakeSoc Soc => _board.Soc;

    public Platform Platform => _board.Platform;

    public GsiHooks Hooks { get; } = new();

    public StageLog Stages { get; } = new();

    public FirmwareFile Firmware { get; } = new();

    public IpaDriver Driver => _board.Driver;

    public ModemInterface Interface => Driver.Interface;

    public Device Device => _board.Device;

    public RemoteProcessor Supervisor => _board.Services.Supervisor("mpss");

    public FaultPlan Faults => Soc.Faults;

    /// <summary>
    /// Whether the modem's question for the clock arrives. The answer "on" keeps the power until the modem starts again, so tests of the
    /// power leave the question out.
    /// </summary>
    public bool HearsClockQuery { get; init; }

    /// <summary>Probes every device; the IPA's must be bound.</summary>
    public Board Probe()
    {
        _board.Probe();
        Assert.AreEqual(DeviceState.Bound, Device.State, Device.Reason);
        if (!HearsClockQuery) { Device.Interrupt("ipa-clock-query").Line.Disable(); }
        return this;
    }

    /// <summary>Probes, starts the modem and waits for the end of the handshake.</summary>
    public Board Boot()
    {
        Probe();
        StartModem();
        AwaitModem();
        return this;
    }

    /// <summary>Boots and opens the interface, with an IP interface of mux id 0 on top.</summary>
    public Board Open()
    {
        Boot();
        Work(Interface.Open);
        return this;
    }

    /// <summary>Waits until modem and driver have agreed (again) and the modem passes packets.</summary>
    public void AwaitModem()
    {
        bool agreed = RunUntil(() => Interface.IsRegistered && Soc.Boot.Phase >= ModemPhase.ServiceUp && Soc.Modem.InitCompletes > 0, 10 * Second);
        Assert.IsTrue(agreed, $"handshake: {string.Join("; ", TraceText.Entries(Loop.Trace).Select(TraceText.Of))} {Soc.Boot.Phase} {Supervisor.State} {Interface.IsRegistered} {Soc.Modem.InitDriverRequests} {Soc.Modem.InitCompletes}");
        // A returning modem gets its indication one step before it looks for it.
        Loop.Run(100000);
        Soc.Network.IsUp = true;
    }

    public void StartModem() => Work(Supervisor.Start);

    /// <summary>The newest event of an id in words, or null when there was none.</summary>
    public string? Told(int id) => Loop.Trace.Last(id) is { } entry ? TraceText.Of(entry) : null;

    /// <summary>Runs an action as work and everything that it sets off without time passing.</summary>
    public void Work(Action action) => _board.Work(new EventLoopHandler(action));

    public bool RunUntil(Func<bool> condition, long microseconds) => _board.RunUntil(new Condition(condition), microseconds, 100);

    public void Remove() => Work(() => Platform.Remove(Device));

    public int Endpoint(int name) => Driver.Data.Endpoint(name).Id;

    public int Channel(int name) => Driver.Data.Endpoint(name).Channel;

    /// <summary>Sends an echo request and returns whether its answer came back within a second.</summary>
    public bool Echo(Link link, int sequence = 1)
    {
        byte[] request = Packets.EchoRequest(sequence);
        int before = link.Received.Count;
        TransmitStatus status = link.Interface.Send(request, 0, request.Length, false, false);
        if (status == TransmitStatus.Busy)
        {
            RunUntil(() => _board.Driver is null or { Interface.IsQueueRunning: true }, Second);
            status = link.Interface.Send(request, 0, request.Length, false, false);
        }
        return status == TransmitStatus.Accepted && RunUntil(() => link.Received.Skip(before).Any(p => Packets.IsAnswer(p, sequence)), Second);
    }

    /// <summary>Memory that the hardware reaches, for a test's own packets; it goes back with the board.</summary>
    public DmaMemory Allocate(int size)
    {
        DmaMemory memory = Soc.Memory.Allocate("test", size, 64);
        _ownMemory.Add(memory);
        return memory;
    }

    /// <summary>No rule of the hardware was broken so far.</summary>
    public void AssertClean() => Assert.AreEqual("", Soc.Sanitizer.Text());

    /// <summary>Nothing that the driver took is still taken.</summary>
    public void AssertNothingLeft() => Assert.IsNull(new BoardInvariants(_board).Removed());

    /// <summary>Ends the board with all checks.</summary>
    public void Dispose() => Watch.Dispose();

    private void Heal()
    {
        Watch.IsLiedTo |= Hooks.HasLied;
        Hooks.Clear();
        foreach (DmaMemory memory in _ownMemory) { Soc.Memory.Free(memory); }
        _ownMemory.Clear();
        Firmware.IsMissing = false;
        for (int channel = 0; channel < Soc.Chip.Description.Channels; channel++) { Soc.Chip.Gsi.Hold(channel, false); }
    }
}
