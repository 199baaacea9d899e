using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// A life of the driver with one fault somewhere in it: boot, traffic, sleep, a crash of the modem, traffic, removal. What is refused on
/// the way is kept as text; afterwards the modem is restarted without faults, and traffic must flow again.
/// </summary>
internal sealed class FaultScenario
{
    private readonly Board _board;

    public FaultScenario(string board, Action<Board> fault)
    {
        _board = new Board(board, ChipTiming.Latency(7));
        fault(_board);
    }

    public Board Board => _board;

    /// <summary>What was refused, with its reason.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>Runs everything; returns what must not be, or an empty text.</summary>
    public string Run()
    {
        try
        {
            Live();
            string stuck = Recover();
            return stuck != "" ? stuck : End();
        }
        catch (AssertFailedException e)
        {
            return e.Message;
        }
        catch (Exception e)
        {
            return "escaped: " + e;
        }
        finally
        {
            BoardsOfTest.Forget(_board.Watch);
        }
    }

    /// <summary>Ends the board; returns what does not hold, or an empty text.</summary>
    public string End()
    {
        try
        {
            _board.Dispose();
            return "";
        }
        catch (AssertFailedException e)
        {
            return e.Message;
        }
    }

    /// <summary>Every reason that was given, in refusals and in the trace.</summary>
    public string Reasons => string.Join("; ", [.. Refusals, .. TraceText.Entries(_board.Loop.Trace).Select(TraceText.Of)]);

    /// <summary>The part in which the fault strikes.</summary>
    public void Live()
    {
        _board.Platform.Probe();
        if (_board.Device.State != DeviceState.Bound)
        {
            Refusals.Add(_board.Device.Reason);
            return;
        }
        // An answered question for the clock would keep the power on for good, and nothing could go wrong around sleep.
        _board.Device.Interrupt("ipa-clock-query").Line.Disable();
        Try(() => _board.Supervisor.Start());
        Await();
        Try(() => _board.Interface.Open());
        Exchange(1);
        _board.Loop.Run(Board.Second);
        Exchange(2);
        _board.Soc.Boot.Crash();
        Await();
        Try(() => _board.Interface.Open());
        Exchange(3);
        Try(() => _board.Interface.Stop());
    }

    private string Recover()
    {
        ClearFaults();
        if (_board.Device.State != DeviceState.Bound)
        {
            // A vote that was refused on the way down is sent again.
            _board.Loop.Run(20_000);
            _board.AssertNothingLeft();
            _board.Platform.Retry(_board.Device);
            _board.Platform.Probe();
            if (_board.Device.State != DeviceState.Bound) { return "the second probe: " + _board.Device.Reason; }
        }
        if (_board.Supervisor.State == RemoteProcessorState.Running) { Try(() => _board.Supervisor.Stop()); }
        Try(() => _board.Supervisor.Start());
        if (!Await()) { return "no modem after its restart; " + Text(); }
        int before = Refusals.Count;
        Try(() => _board.Interface.Open());
        if (Refusals.Count > before) { return "not opened again: " + Text(); }
        if (!_board.Echo(new Link(_board), 9) && !_board.Echo(new Link(new RmnetPort(_board.Interface, RmnetFormat.For(_board.Driver.Data)), 1), 9)) { return "no traffic after the restart; " + Text(); }
        _board.Remove();
        _board.AssertNothingLeft();
        return "";
    }

    private void ClearFaults()
    {
        _board.Hooks.AnyRead = null;
        _board.Soc.Heal();
        _board.Firmware.IsMissing = false;
    }

    private bool Await()
    {
        bool agreed = _board.RunUntil(() => _board.Interface.IsRegistered, 3 * Board.Second);
        _board.Loop.Run(100000);
        _board.Soc.Network.IsUp = true;
        return agreed && _board.Interface.IsRegistered;
    }

    private void Exchange(int sequence)
    {
        if (!_board.Interface.IsOpen) { return; }
        var link = new Link(_board);
        if (!_board.Echo(link, sequence)) { Refusals.Add($"echo {sequence} had no answer"); }
    }

    private void Try(Action action) => _board.Work(() =>
    {
        try
        {
            action();
        }
        catch (HardwareException e)
        {
            Refusals.Add(e.Message);
        }
    });

    private string Text() => string.Join("; ", Refusals) + "; setup: " + _board.Told(IpaTraceId.SetupFailed) + "; trace: " + string.Join("; ", TraceText.Entries(_board.Loop.Trace).Select(TraceText.Of));
}
