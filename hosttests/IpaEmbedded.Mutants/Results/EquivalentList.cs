namespace IpaEmbedded.Mutants.Results;

/// <summary>Mutants that no test can kill, since they do the same: an id on a line, the reason indented below it.</summary>
public sealed class EquivalentList
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    private EquivalentList()
    {
    }

    /// <summary>Ids with their reasons.</summary>
    public IReadOnlyDictionary<string, string> Reasons => _reasons;

    /// <summary>Reads the list.</summary>
    /// <exception cref="MutantsException">An entry has no reason or stands twice.</exception>
    public static EquivalentList Parse(IEnumerable<string> lines)
    {
        var list = new EquivalentList();
        string? id = null;
        foreach (string line in lines.Where(line => line.Trim().Length > 0 && line[0] != '#'))
        {
            if (!char.IsWhiteSpace(line[0]))
            {
                if (id is not null)
                {
                    throw new MutantsException($"an equivalent mutant needs a reason: {id}");
                }
                id = line.TrimEnd();
            }
            else if (id is null || !list._reasons.TryAdd(id, line.Trim()))
            {
                throw new MutantsException(id is null ? $"a reason without a mutant: {line.Trim()}" : $"twice in the list: {id}");
            }
            else
            {
                id = null;
            }
        }
        return id is null ? list : throw new MutantsException($"an equivalent mutant needs a reason: {id}");
    }

    /// <summary>What is wrong with the list: entries of the rooms that are no mutant, and those that a test kills.</summary>
    public IReadOnlyList<string> Mistakes(Func<string, bool> isOfTheRun, IReadOnlySet<string> known, IReadOnlyDictionary<string, MutantOutcome> outcomes) =>
    [
        .. _reasons.Keys.Where(id => isOfTheRun(id) && !known.Contains(id)).Select(id => $"no such mutant: {id}"),
        .. _reasons.Keys.Where(id => outcomes.TryGetValue(id, out MutantOutcome? outcome) && outcome.IsKilled).Select(id => $"not equivalent, {outcomes[id].By} kills it: {id}"),
    ];
}
