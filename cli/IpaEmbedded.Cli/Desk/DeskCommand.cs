using System.CommandLine;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Cli.Commands;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary><c>ipa boot</c> and <c>ipa run</c> for a tree without an IPA.</summary>
internal sealed class DeskCommand(Terminal terminal, Findings findings, LoadedTree tree, DeskSwitches switches)
{
    private const long PieceMicroseconds = 1_000_000;

    /// <summary>Boots once and reports.</summary>
    public int Boot(ParseResult parsed)
    {
        DeskBoard board = Make(parsed, new VirtualTime(), out _);
        DeskSnapshot now = DeskSnapshot.Of(board.Platform, board.Simulation);
        if (findings.IsJson)
        {
            WriteJson(board, now, null);
        }
        else if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine($"{ShownText.Escape(ShownPath.Of(tree.File.Path))}: {tree.Check!.Summary()}");
            DeskText.WriteDevices(terminal, now, board.Simulation, terminal.IsVerbose);
            DeskText.WriteState(terminal, now);
            DeskText.WriteUnknown(terminal, board.Simulation);
        }
        return End(board, now);
    }

    /// <summary>Runs until a time has passed or somebody ends it: in real time where somebody watches or nobody says how long, else as fast as it goes.</summary>
    public int Run(ParseResult parsed, double? seconds)
    {
        bool isShown = terminal.IsInteractive && !findings.IsJson;
        bool isReal = isShown || seconds is null;
        using var end = new EndOfRun(isReal ? seconds : null);
        DeskBoard board = Make(parsed, isReal ? new BoardTime() : new VirtualTime(), out IReadOnlyList<Stimulus> stimuli);
        var view = new DeskView(terminal, "ipa run: " + ShownPath.Of(tree.File.Path), board.Platform, board.Simulation, end.Now);
        var events = new List<DeskEvent>();
        var run = new DeskRun(board.Platform, board.Simulation, isShown ? view.Tell : findings.IsJson ? events.Add : Print);
        run.Schedule(stimuli);
        if (!findings.IsJson && !isShown && !terminal.IsQuiet)
        {
            DeskText.WriteDevices(terminal, run.Now, board.Simulation, terminal.IsVerbose);
            DeskText.WriteState(terminal, run.Now);
            DeskText.WriteUnknown(terminal, board.Simulation);
            terminal.Out.WriteLine();
            terminal.Out.Flush();
        }
        if (isShown)
        {
            view.Run(run, end.Token);
        }
        else if (isReal)
        {
            new BoardLoop(board.Loop).Run(end.Token);
        }
        else
        {
            RunOn(board.Loop, (long)(seconds!.Value * 1_000_000), end.Token);
        }
        run.Look();
        if (findings.IsJson)
        {
            WriteJson(board, run.Now, events);
        }
        return End(board, run.Now);
    }

    /// <summary>Lets virtual time pass, in pieces between which somebody may end it.</summary>
    private static void RunOn(EventLoop loop, long microseconds, CancellationToken cancellation)
    {
        long deadline = loop.Now + microseconds;
        do
        {
            loop.Run(Math.Min(PieceMicroseconds, deadline - loop.Now));
        }
        while (loop.Now < deadline && !cancellation.IsCancellationRequested);
    }

    private DeskBoard Make(ParseResult parsed, TimeSource time, out IReadOnlyList<Stimulus> stimuli)
    {
        var board = new DeskBoard(tree.Blob!, time);
        stimuli = switches.Read(parsed, new DeskNames(board, tree.File.Tree));
        // What is so from the start, drivers find when they start.
        foreach (Stimulus stimulus in stimuli.Where(stimulus => stimulus.Microseconds == 0))
        {
            stimulus.Apply();
        }
        stimuli = [.. stimuli.Where(stimulus => stimulus.Microseconds > 0)];
        board.Probe();
        return board;
    }

    private void Print(DeskEvent changed)
    {
        if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine(ShownText.Escape($"{DeskText.Seconds(changed.Microseconds),9}  {changed.Text}"));
            terminal.Out.Flush();
        }
    }

    private int End(DeskBoard board, DeskSnapshot now)
    {
        BoardSanitizer breaches = board.Simulation.Breaches;
        int failed = now.Devices.Count(device => device.State == "failed");
        if (!findings.IsJson)
        {
            terminal.Out.Flush();
            if (breaches.Count > 0)
            {
                terminal.WriteFailure("drivers broke rules of the board\n" + string.Join('\n', breaches.Text().TrimEnd('\n').Split('\n').Select(ShownText.Escape)));
            }
            if (failed > 0)
            {
                terminal.WriteFailure(Counted.Of(failed, "device") + " failed");
            }
            if (breaches.Count == 0 && failed == 0)
            {
                terminal.Out.WriteLine($"\nafter {DeskText.Seconds(board.Loop.Now)}: {DeskText.Summary(now)}");
            }
        }
        return failed > 0 || breaches.Count > 0 ? ExitCode.BootFailed : ExitCode.Fine;
    }

    private void WriteJson(DeskBoard board, DeskSnapshot now, IEnumerable<DeskEvent>? events) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteString("tree", ShownPath.Of(tree.File.Path));
        json.WriteString("outcome", now.Devices.Any(device => device.State == "failed") || board.Simulation.Breaches.Count > 0 ? "failed" : "booted");
        json.WriteNumber("virtualMicroseconds", board.Loop.Now);
        DeskJson.Write(json, now, board.Simulation);
        if (events is not null)
        {
            DeskJson.WriteEvents(json, events);
        }
        json.WriteStartArray("violations");
        for (int i = 0; i < board.Simulation.Breaches.Kept; i++)
        {
            json.WriteStringValue(board.Simulation.Breaches.At(i).Text);
        }
        json.WriteEndArray();
        findings.WriteTo(json);
    });
}
