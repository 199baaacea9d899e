using System.Collections.Concurrent;
using System.Text.Json;
using IpaEmbedded.Conformance;
using IpaEmbedded.Ipa;

namespace IpaEmbedded.HostTests.Conformance;

/// <summary>A scenario that one version was driven through, and what was left of it.</summary>
internal sealed class TraceRun
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<TraceRun>> Runs = new();

    public TraceRun(string compatible, string scenario)
    {
        StringWriter text = new();
        ConformanceRun run = new(compatible, Scenario.Find(scenario)!, text);
        run.Run();
        Text = text.ToString();
        Violations = run.Chip.Sanitizer.Text();
        Leaks = run.Chip.Memory.LeakReport();
        IsSetUp = run.Driver.IsSetUp;
        CleanUpFailures = run.Chip.Loop.Trace.CountOf(IpaTraceId.CleanUpRefused);
    }

    /// <summary>The trace, one row a line.</summary>
    public string Text { get; }

    /// <summary>What the driver did against the hardware's rules; empty if nothing.</summary>
    public string Violations { get; }

    /// <summary>Memory that the driver did not give back; empty if none.</summary>
    public string Leaks { get; }

    public bool IsSetUp { get; }

    /// <summary>Steps that failed while the driver cleaned up after the modem.</summary>
    public uint CleanUpFailures { get; }

    /// <summary>A run of a scenario, which is made once.</summary>
    public static TraceRun Of(string compatible, string scenario)
        => Runs.GetOrAdd((compatible, scenario), _ => new Lazy<TraceRun>(() => new TraceRun(compatible, scenario))).Value;

    /// <summary>The rows of a step as they are written.</summary>
    public IEnumerable<string> Rows(string step) => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(row => StepOf(row) == step);

    /// <summary>The buffers that a trace says were delivered to the driver, as hex.</summary>
    public static string[] Delivered(string trace) =>
    [
        .. trace.Split('\n').Where(row => row.Contains("\"ev\":\"rx_data\"") && !row.Contains("\"what\":\"tag_status\""))
            .Select(row => JsonDocument.Parse(row).RootElement.GetProperty("data").GetString()!),
    ];

    private static string? StepOf(string row) => JsonDocument.Parse(row).RootElement.GetProperty("step").GetString();
}
