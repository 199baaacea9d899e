namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>What a sweep has found, each kind once with its count and its first place, and how far it goes.</summary>
internal sealed class Sweep
{
    private const int LongestText = 400;

    private readonly SortedDictionary<string, (int Count, string First)> _found = new(StringComparer.Ordinal);
    private int _runs;

    /// <summary>Whether every place is visited, not only so many that the suite stays quick: <c>IPA_SWEEPS=all</c>.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("IPA_SWEEPS") == "all";

    /// <summary>Every n-th in the suite, every one in a whole sweep.</summary>
    public static int Stride(int suite) => IsWhole ? 1 : suite;

    /// <summary>Lets a fault strike at every n-th of its occasions in a scenario; with places, so many times, whatever its count is.</summary>
    public void Walk(SweptFault fault, SweptScenario scenario, string board, int stride, int places = 0)
    {
        var clean = new SweptRun(board, scenario);
        int first = fault.Count(clean.Life);
        int last = 0;
        clean.Live(() => last = fault.Count(clean.Life));
        if (places > 0) { last = places; }
        Found(clean.Wrong, $"{board} {scenario.Name}, without a fault");
        for (int n = first + 1; n <= last; n += stride)
        {
            var run = new SweptRun(board, scenario);
            fault.Plan(run.Life, n);
            run.Live();
            Take(run, clean, fault.Mildest, scenario.Name, fault.Name, $"{board} {n - first}");
        }
    }

    /// <summary>Takes a run that was lived in: it must not have done wrong, nor cost more than it has to.</summary>
    public void Take(SweptRun run, SweptRun clean, MildestOutcome mildest, string scenario, string fault, string where)
    {
        _runs++;
        Found(run.Wrong == "" ? "" : $"{fault} in {scenario}: {run.Wrong}", where);
        Consequences tooMuch = run.Beyond(clean) & ~mildest.In(scenario);
        Found(tooMuch == Consequences.None ? "" : $"{fault} in {scenario}: {tooMuch}", where);
    }

    /// <summary>Takes something that was tried.</summary>
    public void Take(string what, bool isGood, string where)
    {
        _runs++;
        Found(isGood ? "" : what, where);
    }

    public void AssertNothing(TestContext context)
    {
        context.WriteLine($"{_runs} runs");
        Assert.IsGreaterThan(0, _runs);
        Assert.AreEqual("", string.Join('\n', _found.Select(row => $"{row.Key} ({row.Value.Count}, first {row.Value.First})")), $"{_runs} runs");
    }

    private void Found(string what, string where)
    {
        if (what == "") { return; }
        if (what.Length > LongestText) { what = what[..LongestText]; }
        _found[what] = _found.TryGetValue(what, out var before) ? (before.Count + 1, before.First) : (1, where);
    }
}
