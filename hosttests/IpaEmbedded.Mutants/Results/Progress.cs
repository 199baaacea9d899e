using System.Text.Json;

namespace IpaEmbedded.Mutants.Results;

/// <summary>Outcomes as JSON lines: a run that was stopped goes on where it was, and files of shards can be put one behind the other.</summary>
public sealed class Progress : IDisposable
{
    private readonly Dictionary<string, MutantOutcome> _outcomes = new(StringComparer.Ordinal);
    private readonly StreamWriter _file;
    private readonly Lock _lock = new();

    /// <summary>Opens a file; what it has is known, survivors only if they are not to be tried again.</summary>
    public Progress(string file, bool isContinued, bool retries = false)
    {
        if (isContinued && File.Exists(file))
        {
            foreach (MutantOutcome outcome in Read(file).Where(outcome => outcome.IsKilled || !retries))
            {
                _outcomes[outcome.Id] = outcome;
            }
        }
        _file = new StreamWriter(file, isContinued) { AutoFlush = true };
    }

    /// <summary>What is known so far.</summary>
    public IReadOnlyDictionary<string, MutantOutcome> Outcomes => _outcomes;

    /// <summary>Whole lines of a file; one that a stopped run left half is no outcome.</summary>
    public static IEnumerable<MutantOutcome> Read(string file)
    {
        foreach (string line in File.ReadLines(file).Where(line => line.StartsWith('{') && line.EndsWith('}')))
        {
            yield return JsonSerializer.Deserialize<MutantOutcome>(line)!;
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(MutantOutcome outcome)
    {
        lock (_lock)
        {
            _outcomes[outcome.Id] = outcome;
            _file.WriteLine(JsonSerializer.Serialize(outcome));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
