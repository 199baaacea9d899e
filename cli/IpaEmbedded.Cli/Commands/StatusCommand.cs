using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Tracing;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa status</c>: boots a board on the fake chip, sends packets, and shows its counters as network tools name them.</summary>
internal sealed class StatusCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Option<uint> _seed = CommandOptions.Seed();
    private readonly Option<int> _packets = new("--packets") { Description = "Echo requests to send before.", HelpName = "N", DefaultValueFactory = _ => 3 };
    private readonly RunOutputs _outputs = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public StatusCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfBoard(terminal, "booted");
    }

    public Command Create()
    {
        var command = new Command("status", "Boot on the fake chip, send packets, and show interfaces, channels and power.") { _seed, _packets, _json };
        _outputs.AddTo(command, _json);
        _input.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_packets) is < 0 or > 10000)
            {
                result.AddError("--packets takes 0 to 10000");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        LoadedTree tree = _input.Load(parsed, new Findings(_terminal, OutputFormat.Text));
        if (tree.IsRefused)
        {
            return ExitCode.Findings;
        }
        uint seed = parsed.GetValue(_seed);
        using RunOutputs.Session? outputs = _outputs.Begin(parsed, _terminal);
        var options = new BoardOptions { Timing = ChipTiming.Latency(seed) };
        using var progress = new ProgressLine(_terminal, "booting", 0);
        var run = new BoardRun(tree.Blob, new BootOptions { Board = options, EchoRequests = parsed.GetValue(_packets), Recorders = outputs is null ? [] : [outputs.Recorder], Progress = progress.Now });
        BootReport report = run.Boot();
        progress.Dispose();
        outputs?.Finish(tree, report, seed, []);
        if (!report.Succeeded)
        {
            throw new CommandFailure(ExitCode.BootFailed, $"boot failed: {report.Failure ?? "the hardware's rules were broken"}; 'ipa boot' shows more");
        }
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, json => WriteJson(json, tree.File.Path, run.Board));
        }
        else
        {
            WriteText(run.Board);
        }
        return ExitCode.Fine;
    }

    private static void WriteJson(Utf8JsonWriter json, string path, SimulatedBoard board)
    {
        IpaDriver driver = board.Driver;
        json.WriteString("tree", ShownPath.Of(path));
        json.WriteString("compatible", driver.Data.Compatible);
        json.WriteString("version", "v" + driver.Data.VersionName);
        json.WriteNumber("virtualMicroseconds", board.Loop.Now);
        json.WriteStartObject("power");
        json.WriteString("state", driver.Power.IsActive ? "active" : "suspended");
        json.WriteNumber("usageCount", driver.Power.UsageCount);
        json.WriteNumber("coreClockHertz", driver.Power.IsActive ? driver.Data.CoreClockHertz : 0);
        json.WriteEndObject();
        json.WriteStartObject("modem");
        json.WriteBoolean("ready", driver.Interface.IsRegistered);
        json.WriteNumber("stops", driver.Supervisor.StopCount);
        json.WriteNumber("crashes", driver.Supervisor.CrashCount);
        json.WriteNumber("failures", board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused));
        json.WriteEndObject();
        json.WriteStartArray("interfaces");
        WriteInterface(json, ModemInterface.Name, ModemInterface.Mtu, driver.Interface.IsOpen, driver.Interface.Counters);
        json.WriteEndObject();
        RmnetInterface rmnet = board.Rmnet;
        WriteInterface(json, "rmnet0", rmnet.Mtu, driver.Interface.IsOpen && !rmnet.IsFlowStopped, rmnet.Counters);
        json.WriteNumber("muxId", rmnet.MuxId);
        json.WriteString("link", ModemInterface.Name);
        Write(json, "ethtool", BoardStatus.Of(rmnet.Checksums));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("endpoints");
        foreach (EndpointData endpoint in driver.Data.Endpoints)
        {
            json.WriteStartObject();
            json.WriteString("name", EndpointName.Of(endpoint.Name));
            json.WriteNumber("endpoint", endpoint.Id);
            json.WriteNumber("channel", endpoint.Channel);
            json.WriteString("direction", endpoint.ToIpa ? "tx" : "rx");
            json.WriteString("owner", endpoint.Environment == EndpointData.ApplicationProcessor ? "ap" : "modem");
            if (BoardStatus.ChannelOf(driver, endpoint) is { } channel)
            {
                json.WriteBoolean("broken", channel.IsBroken);
                Write(json, "gsi", BoardStatus.Of(channel.Counters));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("gsi");
        TraceRing trace = board.Loop.Trace;
        json.WriteNumber("errors", trace.CountOf(IpaTraceId.GsiError) + trace.CountOf(IpaTraceId.GsiGeneralError));
        json.WriteNumber("lastError", trace.Last(IpaTraceId.GsiError)?.A ?? 0);
        json.WriteEndObject();
        json.WriteStartObject("trace");
        json.WriteNumber("overwritten", trace.OverwrittenCount);
        json.WriteStartArray("events");
        foreach (TraceEntry entry in TraceText.Entries(trace))
        {
            json.WriteStartObject();
            json.WriteNumber("microseconds", entry.Time);
            json.WriteNumber("times", entry.Times);
            json.WriteString("event", TraceText.NameOf(entry.Id));
            json.WriteNumber("a", entry.A);
            json.WriteNumber("b", entry.B);
            json.WriteString("text", TraceText.Of(entry));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInterface(Utf8JsonWriter json, string name, int mtu, bool up, InterfaceCounters counters)
    {
        json.WriteStartObject();
        json.WriteString("ifname", name);
        json.WriteNumber("mtu", mtu);
        json.WriteString("operstate", up ? "UP" : "DOWN");
        Write(json, "statistics", BoardStatus.Of(counters));
        Write(json, "queue", BoardStatus.QueueOf(counters));
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<(string Name, ulong Value)> counters)
    {
        json.WriteStartObject(name);
        foreach ((string counter, ulong value) in counters)
        {
            json.WriteNumber(counter, value);
        }
        json.WriteEndObject();
    }

    private void WriteText(SimulatedBoard board)
    {
        IpaDriver driver = board.Driver;
        TextWriter writer = _terminal.Out;
        writer.WriteLine($"{driver.Data.Compatible}, IPA v{driver.Data.VersionName}, {(driver.Power.IsActive ? "active" : "suspended")}, {Counted.Of(driver.Power.UsageCount, "user")} of the power");
        writer.WriteLine($"modem: {(driver.Interface.IsRegistered ? "ready" : "not ready")}, {Counted.Of(driver.Supervisor.StopCount, "stop")}, {Counted.Of(driver.Supervisor.CrashCount, "crash", "crashes")}, {Counted.Of(board.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused), "failure")}");
        WriteText(ModemInterface.Name, ModemInterface.Mtu, driver.Interface.IsOpen, BoardStatus.Of(driver.Interface.Counters));
        WriteText($"rmnet0@{ModemInterface.Name}", board.Rmnet.Mtu, driver.Interface.IsOpen && !board.Rmnet.IsFlowStopped,
            [.. BoardStatus.Of(board.Rmnet.Counters), .. BoardStatus.ForPeople(board.Rmnet.Checksums, all: _terminal.IsVerbose)]);
        var table = new TextTable("endpoint", ">id", ">ch", "dir", ">committed", ">completed", ">doorbells", ">polls", ">irqs");
        foreach (EndpointData endpoint in driver.Data.Endpoints)
        {
            GsiChannel? channel = BoardStatus.ChannelOf(driver, endpoint);
            table.Add(EndpointName.Of(endpoint.Name), Number(endpoint.Id), Number(endpoint.Channel), endpoint.ToIpa ? "tx" : "rx",
                Number(channel?.Counters.Committed), Number(channel?.Counters.Completed), Number(channel?.Counters.Doorbells), Number(channel?.Counters.Polls), Number(channel?.Counters.Interrupts));
        }
        table.WriteTo(writer, "", _terminal);
        foreach (TraceEntry entry in TraceText.Entries(board.Loop.Trace))
        {
            writer.WriteLine($"{entry.Time} us: {ShownText.Escape(TraceText.Of(entry))}{(entry.Times > 1 ? $" ({entry.Times} times)" : "")}");
        }
    }

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private void WriteText(string name, int mtu, bool up, IReadOnlyList<(string Name, ulong Value)> counters)
    {
        _terminal.Out.WriteLine($"{name}: {(up ? "UP" : "DOWN")}, mtu {mtu}");
        foreach ((string counter, ulong value) in counters)
        {
            _terminal.Out.WriteLine($"     {counter}: {value}");
        }
    }
}
