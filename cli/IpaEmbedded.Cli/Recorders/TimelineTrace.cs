using System.Text.Json;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Runs;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>
/// Makes a timeline in the JSON form that Perfetto and Chrome show: boot stages, power, commands, interrupts, polls and
/// transfers as slices, doorbells, events and packets as instants, each kind on a track and in a category of its own;
/// ring levels, power and clock as counters; and an arrow from every transfer to the poll that completes it.
/// </summary>
/// <remarks>
/// Virtual time has microseconds, and a driver does much within one. The nanoseconds here are no time: they keep the order
/// of what happened in one microsecond, so that what did something has an extent.
/// </remarks>
public sealed class TimelineTrace(Stream output) : RunRecording
{
    private const int Process = 1;
    private const int StageTrack = 1;
    private const int FirstLaneTrack = 2;
    private const int FirstChannelTrack = 100;

    // The viewers' finest step.
    private const double ShortestSlice = 0.001;

    public override void Finish(BootReport report)
    {
        Run run = Complete(report);
        var clock = new OrderClock(run);
        List<Entry> entries = [.. Slices(run, clock), .. Counters(run, clock), .. Arrows(run, clock)];
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartObject("otherData");
        json.WriteString("nanoseconds", "the order of what happened in one microsecond of virtual time");
        json.WriteNumber("marksLeftOut", run.Marks.LeftOut);
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", 0, "IPA on the fake chip");
        WriteName(json, "thread_name", StageTrack, "stages");
        foreach (RunLane lane in Enum.GetValues<RunLane>().Where(lane => lane != RunLane.Transfers))
        {
            WriteName(json, "thread_name", FirstLaneTrack + (int)lane, RunNames.Of(lane));
        }
        foreach (int channel in run.Marks.Where(mark => mark.Lane == RunLane.Transfers).Select(mark => mark.Object).Distinct().Order())
        {
            WriteName(json, "thread_name", FirstChannelTrack + channel, run.ChannelName(channel));
        }
        // Enclosing slices first, as viewers nest them in that order.
        foreach (Entry entry in entries.OrderBy(each => each.Start).ThenByDescending(each => each.Duration))
        {
            Write(json, entry);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<Entry> Slices(Run run, OrderClock clock)
    {
        foreach (RunStage stage in run.Stages)
        {
            yield return Slice(clock, StageTrack, "boot", stage.Name, stage.Begin, stage.End, ("register writes", stage.RegisterWrites));
        }
        foreach (RunMark mark in run.Marks)
        {
            int track = mark.Lane == RunLane.Transfers ? FirstChannelTrack + mark.Object : FirstLaneTrack + (int)mark.Lane;
            (string, double)[] arguments = mark.Lane switch
            {
                RunLane.Doorbells => [("pointer", mark.Value)],
                RunLane.Frames or RunLane.Messages => [("bytes", mark.Value)],
                RunLane.Commands or RunLane.Interrupts => [("value", mark.Value)],
                _ => [],
            };
            yield return HasExtent(mark)
                ? Slice(clock, track, CategoryOf(mark.Lane), mark.Text, mark.Begin, mark.End, arguments)
                : new Entry("i", track, CategoryOf(mark.Lane), mark.Text, clock.At(mark.Begin), 0, 0, arguments);
        }
    }

    private static IEnumerable<Entry> Counters(Run run, OrderClock clock)
    {
        foreach (RunLevel level in run.Levels)
        {
            string name = run.Channels.TryGetValue(level.Channel, out string? known) ? "ring " + known : $"ring of channel {level.Channel}";
            yield return new Entry("C", 0, "ring", name, clock.At(level.At), 0, 0, [("elements", level.Elements)]);
        }
        yield return Counter("power", default, 0);
        yield return Counter("core clock", default, 0);
        foreach (RunMark power in run.Marks.Where(mark => mark.Lane == RunLane.Power))
        {
            yield return Counter("power", power.Begin, 1);
            yield return Counter("core clock", power.Begin, run.CoreClockHertz / 1e6);
            if (power.End.Order < run.LastOrder)
            {
                yield return Counter("power", power.End, 0);
                yield return Counter("core clock", power.End, 0);
            }
        }

        Entry Counter(string name, RunMoment at, double value) => new("C", 0, "power", name, clock.At(at), 0, 0, [(name == "power" ? "on" : "MHz", value)]);
    }

    /// <summary>From the doorbell of a transfer to the poll of the event ring that its event went to.</summary>
    private static IEnumerable<Entry> Arrows(Run run, OrderClock clock)
    {
        int id = 0;
        RunMark[] polls = [.. run.Marks.Where(mark => mark.Lane == RunLane.Polls).OrderBy(mark => mark.Begin.Order)];
        foreach (RunMark transfer in run.Marks.Where(mark => mark.Lane == RunLane.Transfers))
        {
            string ring = FormattableString.Invariant($"event ring {transfer.Value}");
            if (Array.Find(polls, poll => poll.Begin.Order > transfer.End.Order && poll.Text == ring) is { } poll)
            {
                id++;
                yield return new Entry("s", FirstChannelTrack + transfer.Object, "completion", "completion", clock.At(transfer.Begin), 0, id, []);
                yield return new Entry("f", FirstLaneTrack + (int)RunLane.Polls, "completion", "completion", clock.At(poll.Begin), 0, id, []);
            }
        }
    }

    private static bool HasExtent(RunMark mark) => mark.Lane is RunLane.Power or RunLane.Commands or RunLane.Interrupts or RunLane.Polls or RunLane.Transfers;

    private static string CategoryOf(RunLane lane) => lane switch
    {
        RunLane.Power => "power",
        RunLane.Commands => "command",
        RunLane.Interrupts or RunLane.Polls => "interrupt",
        RunLane.Doorbells or RunLane.Transfers => "transfer",
        RunLane.Chip => "chip",
        RunLane.Frames => "packet",
        RunLane.Messages => "modem",
        _ => "fault",
    };

    private static Entry Slice(OrderClock clock, int track, string category, string name, RunMoment begin, RunMoment end, params (string, double)[] arguments)
    {
        double start = clock.At(begin);
        return new Entry("X", track, category, name, start, Math.Max(ShortestSlice, clock.At(end) - start), 0, arguments);
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Name);
        json.WriteString("cat", entry.Category);
        json.WriteString("ph", entry.Phase);
        json.WriteNumber("ts", Math.Round(entry.Start, 3));
        switch (entry.Phase)
        {
            case "X":
                json.WriteNumber("dur", Math.Round(entry.Duration, 3));
                break;
            case "i":
                json.WriteString("s", "t");
                break;
            case "s" or "f":
                json.WriteNumber("id", entry.Id);
                // The arrow ends at the slice that encloses it, not at the next one.
                json.WriteString("bp", "e");
                break;
            default:
                break;
        }
        json.WriteNumber("pid", Process);
        if (entry.Phase != "C")
        {
            json.WriteNumber("tid", entry.Track);
        }
        if (entry.Arguments.Length > 0)
        {
            json.WriteStartObject("args");
            foreach ((string name, double value) in entry.Arguments)
            {
                json.WriteNumber(name, value);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteName(Utf8JsonWriter json, string kind, int track, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", kind);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", track);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private sealed record Entry(string Phase, int Track, string Category, string Name, double Start, double Duration, int Id, (string Name, double Value)[] Arguments);
}
