using System.Text.Json;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>
/// Makes a timeline in the JSON form that Perfetto and Chrome show: boot stages and power as slices, interrupts, polls,
/// doorbells, events and packets as instants, each kind on a track of its own.
/// </summary>
public sealed class TimelineTrace(Stream output) : BoardRecorder
{
    private const int Process = 1;

    private readonly List<Entry> _entries = [];
    private long? _powerSince;
    private (long Time, string Name) _running;

    private enum Track
    {
        Stages = 1,
        Power,
        Interrupts,
        Polls,
        Doorbells,
        Commands,
        Chip,
        Frames,
        Faults,
    }

    public override void OnRegister(RegisterAccess access)
    {
        string? name = access.Register?.Register.Name;
        switch (name)
        {
            case "CH_C_DOORBELL_0":
                Instant(access.Microseconds, Track.Doorbells, "channel " + access.Register!.Index, ("pointer", access.Value));
                break;
            case "EV_CH_E_DOORBELL_0":
                Instant(access.Microseconds, Track.Doorbells, "event ring " + access.Register!.Index, ("pointer", access.Value));
                break;
            case "CH_CMD" or "EV_CH_CMD" or "GENERIC_CMD":
                Instant(access.Microseconds, Track.Commands, $"{name} {string.Join(' ', access.Register!.Fields.Select(each => $"{each.Name}={each.Decode(access.Value)}"))}", ("value", access.Value));
                break;
            case "CNTXT_TYPE_IRQ" when access is { IsWrite: false, Value: not 0 }:
                Instant(access.Microseconds, Track.Interrupts, "gsi " + access.Register!.Describe(access.Value), ("value", access.Value));
                break;
            case "IPA_IRQ_STTS" when access is { IsWrite: false, Value: not 0 }:
                Instant(access.Microseconds, Track.Interrupts, "ipa", ("value", access.Value));
                break;
            case "EV_CH_E_CNTXT_4" when access.Context == EventLoopContext.Poll:
                Poll(access.Microseconds, "event ring " + access.Register!.Index);
                break;
            default:
                break;
        }
    }

    public override void OnPower(long microseconds, bool on)
    {
        if (_powerSince is { } since)
        {
            _entries.Add(new Entry("on", Track.Power, since, microseconds - since, []));
        }
        _powerSince = on ? microseconds : null;
    }

    public override void OnIpaInterrupt(long microseconds, int number) => Instant(microseconds, Track.Chip, "IPA_IRQ_STTS bit " + number);

    public override void OnEvent(long microseconds, ChipEvent what) =>
        Instant(microseconds, Track.Chip, $"event ring {what.Ring}: channel {what.Channel}{(what.IsBlocked ? ", no interrupt yet" : "")}");

    public override void OnFrame(long microseconds, bool uplink, int endpoint, ReadOnlySpan<byte> frame) =>
        Instant(microseconds, Track.Frames, $"{(uplink ? "uplink from" : "downlink to")} endpoint {endpoint}", ("bytes", frame.Length));

    public override void OnFault(long microseconds, string fault) => Instant(microseconds, Track.Faults, fault);

    public override void Finish(BootReport report)
    {
        if (_powerSince is { } since)
        {
            _entries.Add(new Entry("on", Track.Power, since, report.EndMicroseconds - since, []));
        }
        foreach (StageResult stage in report.Stages)
        {
            _entries.Add(new Entry(stage.Name, Track.Stages, stage.StartMicroseconds, stage.DurationMicroseconds, [("register writes", stage.RegisterWrites)]));
        }
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ns");
        json.WriteStartArray("traceEvents");
        WriteName(json, "process_name", 0, "IPA on the fake chip");
        foreach (Track track in Enum.GetValues<Track>())
        {
            WriteName(json, "thread_name", (int)track, track.ToString().ToLowerInvariant());
        }
        // Enclosing slices first, as viewers nest them in that order.
        foreach (Entry entry in _entries.OrderBy(each => each.Start).ThenByDescending(each => each.Duration ?? 0))
        {
            Write(json, entry);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Name);
        json.WriteString("ph", entry.Duration is null ? "i" : "X");
        json.WriteNumber("ts", entry.Start);
        if (entry.Duration is { } duration)
        {
            json.WriteNumber("dur", duration);
        }
        else
        {
            json.WriteString("s", "t");
        }
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", (int)entry.Track);
        if (entry.Arguments.Length > 0)
        {
            json.WriteStartObject("args");
            foreach ((string name, long value) in entry.Arguments)
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

    private void Instant(long microseconds, Track track, string name, params (string, long)[] arguments) =>
        _entries.Add(new Entry(name, track, microseconds, null, arguments));

    // A poll reads its ring several times; one instant is enough.
    private void Poll(long microseconds, string name)
    {
        if (_running != (microseconds, name))
        {
            _running = (microseconds, name);
            Instant(microseconds, Track.Polls, name);
        }
    }

    private sealed record Entry(string Name, Track Track, long Start, long? Duration, (string Name, long Value)[] Arguments);
}
