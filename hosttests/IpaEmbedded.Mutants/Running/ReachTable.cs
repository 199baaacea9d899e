using IpaEmbedded.Mutants.Making;

namespace IpaEmbedded.Mutants.Running;

/// <summary>Which tests reach which mutant, and in which order they are tried: those that killed its neighbours, then the fast and specific ones.</summary>
internal sealed class ReachTable
{
    private const int Neighbours = 8;

    private readonly IReadOnlyList<TestProfile> _tests;
    private readonly byte[][] _first;
    private readonly byte[][] _second;
    private readonly double[] _cost;
    private readonly double _most;
    private readonly Dictionary<string, Dictionary<int, int>> _kills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _number;
    private readonly Lock _lock = new();

    public ReachTable(IReadOnlyList<TestProfile> tests, double? seconds)
    {
        _most = (seconds ?? double.PositiveInfinity) * 1000;
        _tests = tests;
        _first = [.. tests.Select(test => Convert.FromBase64String(test.First))];
        _second = [.. tests.Select(test => Convert.FromBase64String(test.Second))];
        _number = tests.Select((test, number) => (test.Name, number)).ToDictionary(each => each.Name, each => each.number, StringComparer.Ordinal);
        // What reaches little is about what it reaches.
        _cost = [.. tests.Select((test, number) => (test.Milliseconds + 0.2) * Math.Sqrt(1 + _second[number].Sum(each => System.Numerics.BitOperations.PopCount(each))))];
    }

    /// <summary>Whether only the first run of a process reaches it, so that a switch in a process that has run is too late.</summary>
    public bool IsOnce(Mutant mutant) => !_second.Any(bits => Has(bits, mutant.Number)) && _first.Any(bits => Has(bits, mutant.Number));

    /// <summary>The tests for a mutant in their order.</summary>
    public IReadOnlyList<TestProfile> Of(Mutant mutant, bool once)
    {
        // What a process executes once is reached by whichever test comes first, and shows in any.
        bool isReached = _first.Any(bits => Has(bits, mutant.Number));
        int[] reaching = [.. Enumerable.Range(0, _tests.Count).Where(number => once ? isReached : Has(_second[number], mutant.Number)).OrderBy(number => _cost[number])];
        lock (_lock)
        {
            Dictionary<int, int>? near = _kills.GetValueOrDefault(Near(mutant));
            int[] before = near is null ? [] : [.. reaching.Where(near.ContainsKey).OrderByDescending(number => near[number] / (_tests[number].Milliseconds + 1)).Take(Neighbours)];
            double sum = 0;
            return [.. before.Concat(reaching.Except(before)).Select(number => _tests[number]).TakeWhile(test => (sum += test.Milliseconds) <= _most)];
        }
    }

    /// <summary>Remembers what killed it.</summary>
    public void Killed(Mutant mutant, string test)
    {
        lock (_lock)
        {
            if (!_kills.TryGetValue(Near(mutant), out Dictionary<int, int>? near))
            {
                _kills.Add(Near(mutant), near = []);
            }
            if (_number.TryGetValue(test, out int number))
            {
                near[number] = near.GetValueOrDefault(number) + 1;
            }
        }
    }

    // File and member.
    private static string Near(Mutant mutant) => mutant.Id.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 ? mutant.Id[..colon] : mutant.File;

    private static bool Has(byte[] bits, int number) => (bits[number / 8] & (1 << (number % 8))) != 0;
}
