namespace IpaEmbedded.Bindings;

/// <summary>Of the errors of one file, those for which another says what is wrong.</summary>
internal sealed class MetaExplanations
{
    private readonly Dictionary<(int Part, PathStep Step), int> _parts = [];
    private readonly HashSet<(int Part, string Name)> _wrongNames = [];
    private readonly Dictionary<int, List<MetaError>> _below = [];

    public MetaExplanations(IReadOnlyList<MetaError> errors)
    {
        foreach (MetaError error in errors.Where(IsCombination))
        {
            _below.TryAdd(PartOf(error.Path), []);
        }
        foreach (MetaError error in errors)
        {
            int part = 0;
            _below.GetValueOrDefault(part)?.Add(error);
            foreach (PathStep step in error.Path)
            {
                part = Inside(part, step);
                _below.GetValueOrDefault(part)?.Add(error);
            }
            if (error.IsName)
            {
                _wrongNames.Add((part, error.Instance.Text));
            }
        }
    }

    /// <summary>True if another error says what is wrong and this one only that something is.</summary>
    public bool Has(MetaError error)
    {
        // What stands behind a key that should not be there needs no finding of its own.
        if (error.Path is [.. var around, { Name: { } name }] && _wrongNames.Contains((PartOf(around), name)))
        {
            return true;
        }
        return IsCombination(error) && _below[PartOf(error.Path)].Exists(other => !ReferenceEquals(other, error) && Explains(other, error));
    }

    /// <summary>True if an error of the same part, or of one inside it, says more than that one of the alternatives must fit.</summary>
    private static bool Explains(MetaError other, MetaError error)
    {
        if (IsCombination(other))
        {
            // Of several that say no more than that something is wrong with one part, the first stands.
            return error.Path.Length > 1 && ReferenceEquals(other.Instance, error.Instance) && other.Advice is not null && error.Advice is null;
        }
        if (other.Path.Length == error.Path.Length)
        {
            return error.Path.Length > 0 && (other.IsName || !error.Instance.IsMap);
        }
        return error.Alternatives.Any(each => each.Any(inner => ReachesTo(inner, other.Path)));
    }

    private static bool ReachesTo(MetaError error, PathStep[] path) =>
        (error.Path.Length > 0 && error.Path.Length == path.Length && path.AsSpan().StartsWith(error.Path))
        || error.Alternatives.Any(each => each.Any(inner => ReachesTo(inner, path)));

    private static bool IsCombination(MetaError error) => !error.IsName && error.Keyword is "oneOf" or "anyOf";

    private int PartOf(ReadOnlySpan<PathStep> path)
    {
        int part = 0;
        foreach (PathStep step in path)
        {
            part = Inside(part, step);
        }
        return part;
    }

    private int Inside(int part, PathStep step)
    {
        if (!_parts.TryGetValue((part, step), out int inside))
        {
            inside = _parts.Count + 1;
            _parts.Add((part, step), inside);
        }
        return inside;
    }
}
