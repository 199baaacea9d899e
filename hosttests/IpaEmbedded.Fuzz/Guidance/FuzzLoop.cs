using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Makes inputs and gives them to a target, for ever new ones as far as coverage tells; without guidance it only changes
/// the seeds. The same target, seed and folder give the same inputs.
/// </summary>
public sealed class FuzzLoop
{
    /// <summary>An input that makes its reader allocate more bytes than this is too slow to be changed thousands of times.</summary>
    private const long MaxToBuildOn = 2 << 20;

    private readonly FuzzTarget _target;
    private readonly Random _random;
    private readonly bool _guided;
    private readonly string? _folder;
    private readonly InputCorpus _corpus = new();
    private readonly IReadOnlyList<Mutation> _mutations;
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <param name="folder">Where inputs that reach something new are kept and from where they are taken at the start; null for nowhere.</param>
    public FuzzLoop(FuzzTarget target, int seed, bool guided, string? folder)
    {
        _target = target;
        _random = new Random(seed);
        _guided = guided;
        _folder = folder;
        // Changes that know the format come as often as all the others together.
        IReadOnlyList<Mutation> bytes = ByteMutations.All(target.Dictionary);
        int times = target.Mutations.Count == 0 ? 0 : Math.Max(1, bytes.Count / target.Mutations.Count);
        _mutations = [.. bytes, .. Enumerable.Repeat(target.Mutations, times).SelectMany(each => each)];
    }

    /// <summary>Called with every input before it is executed.</summary>
    public Action<byte[]>? Executing { get; init; }

    /// <summary>Called with the first input that breaks a rule in a certain place, made as short as it gets.</summary>
    public Action<FuzzFinding>? Found { get; init; }

    /// <summary>Executions so far, those that shorten a finding not counted.</summary>
    public long Executions { get; private set; }

    /// <summary>Different edges taken so far.</summary>
    public int Edges => _corpus.Edges;

    /// <summary>Inputs that are being changed.</summary>
    public int CorpusSize => _corpus.Count;

    /// <summary>A number that follows from every input so far, to compare runs by.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037;

    /// <summary>Runs until the number of executions or the time is reached.</summary>
    public void Run(long count, TimeSpan limit)
    {
        long began = Stopwatch.GetTimestamp();
        foreach (byte[] seed in Begin())
        {
            Execute(seed, keep: !_guided || CorpusSize == 0);
        }
        while (Executions < count && ((Executions & 63) != 0 || Stopwatch.GetElapsedTime(began) < limit))
        {
            Execute(Change(_corpus.Pick(_random)), keep: false);
        }
    }

    /// <summary>Gives one input to the target and says what it breaks.</summary>
    public static FuzzFinding? Try(FuzzTarget target, byte[] input) => Try(target, input, out _);

    private static FuzzFinding? Try(FuzzTarget target, byte[] input, out long bytes)
    {
        bytes = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        try
        {
            if (target.Execute(input) is { } rule)
            {
                return new FuzzFinding(rule, input, rule);
            }
        }
        // The whole point: any exception at all is a finding.
        catch (Exception e)
        {
            return new FuzzFinding(FuzzFinding.KeyOf(e), input, e.ToString());
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        if (bytes > target.MaximumAllocation)
        {
            return new FuzzFinding("allocates too much", input, $"{bytes} bytes, allowed are {target.MaximumAllocation}");
        }
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds > target.MaximumMilliseconds ? Slow(target, input) : null;
    }

    /// <summary>
    /// The wall clock of a busy machine accuses wrongly; the processor's time of a second run decides. That one leaves the counters
    /// alone: which inputs are kept must not depend on the clock.
    /// </summary>
    private static FuzzFinding? Slow(FuzzTarget target, byte[] input)
    {
        byte[] edges = CoverageMap.Edges.ToArray();
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        target.Execute(input);
        process.Refresh();
        edges.CopyTo(CoverageMap.Edges);
        double milliseconds = (process.TotalProcessorTime - before).TotalMilliseconds;
        return milliseconds > target.MaximumMilliseconds ? new FuzzFinding("takes too long", input, $"{milliseconds:F0} ms, allowed are {target.MaximumMilliseconds}") : null;
    }

    private IEnumerable<byte[]> Begin()
    {
        IEnumerable<byte[]> kept = _folder is null || !Directory.Exists(_folder) || !_guided ? [] : Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
        return _target.Seeds.Concat(kept);
    }

    /// <summary>Writes a file that another process may read at any moment.</summary>
    private static void Keep(string folder, byte[] input)
    {
        string part = $"{folder}.{Environment.ProcessId}.part";
        File.WriteAllBytes(part, input);
        File.Move(part, Path.Combine(folder, InputCorpus.NameOf(input)), overwrite: true);
    }

    private byte[] Change(byte[] original)
    {
        var input = new List<byte>(original.Length + 64);
        input.AddRange(original);
        byte[] other = _corpus.PickAny(_random);
        for (int changes = 1 << _random.Next(4); changes > 0; changes--)
        {
            _mutations[_random.Next(_mutations.Count)](input, other, _random);
            if (input.Count > _target.MaximumBytes)
            {
                CollectionsMarshal.SetCount(input, _target.MaximumBytes);
            }
        }
        return [.. input];
    }

    private void Execute(byte[] input, bool keep)
    {
        foreach (byte b in input)
        {
            Digest = (Digest ^ b) * 1099511628211;
        }
        Executing?.Invoke(input);
        CoverageMap.Clear();
        FuzzFinding? finding = Try(_target, input, out long allocated);
        Executions++;
        if (keep)
        {
            _corpus.Add(input);
        }
        if (_corpus.Offer(input, keep: _guided && allocated < MaxToBuildOn) && _folder is not null)
        {
            Keep(_folder, input);
        }
        if (finding is not null && _found.Add(finding.Key))
        {
            byte[] shorter = Minimiser.Shorten(input, candidate => Try(_target, candidate)?.Key == finding.Key);
            Found?.Invoke(Try(_target, shorter) ?? finding);
        }
    }
}
