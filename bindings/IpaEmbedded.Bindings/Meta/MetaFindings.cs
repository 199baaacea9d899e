using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Turns errors of meta-schemas into findings: one for each mistake, at its line. What only follows from another finding is left out.</summary>
internal static class MetaFindings
{
    /// <summary>Adds a finding for each mistake, in the order of the file.</summary>
    public static void Write(List<MetaError> errors, MetaSchemaSet set, DiagnosticBag diagnostics)
    {
        var written = new HashSet<(int, string)>();
        var words = new MetaMessages(set);
        foreach (MetaError error in errors.Where(error => !errors.Exists(other => Explains(other, error))).OrderBy(error => error.Place.Offset))
        {
            (string id, string message, SourceSpan span) = words.For(error);
            if (written.Add((span.Offset, message)))
            {
                diagnostics.Error(id, message, span);
            }
        }
    }

    /// <summary>True if the other error says what is wrong and this one only that something is.</summary>
    private static bool Explains(MetaError other, MetaError error)
    {
        // What stands behind a key that should not be there needs no finding of its own.
        if (other.IsName && error.Path.Length == other.Path.Length + 1 && error.Path[^1].Name == other.Instance.Text && StartsWith(error.Path, other.Path))
        {
            return true;
        }
        if (ReferenceEquals(other, error) || IsCombination(other) || !IsCombination(error) || !StartsWith(other.Path, error.Path))
        {
            // Of several that say no more than that something is wrong with one part, the first stands.
            return IsCombination(other) && IsCombination(error) && !ReferenceEquals(other, error) && error.Path.Length > 1
                && ReferenceEquals(other.Instance, error.Instance) && other.Advice is not null && error.Advice is null;
        }
        if (other.Path.Length == error.Path.Length)
        {
            return error.Path.Length > 0 && (other.IsName || !error.Instance.IsMap);
        }
        return error.Alternatives.Any(each => each.Any(inner => ReachesTo(inner, other.Path)));
    }

    private static bool ReachesTo(MetaError error, PathStep[] path) =>
        (error.Path.Length > 0 && StartsWith(path, error.Path) && error.Path.Length == path.Length)
        || error.Alternatives.Any(each => each.Any(inner => ReachesTo(inner, path)));

    private static bool IsCombination(MetaError error) => !error.IsName && error.Keyword is "oneOf" or "anyOf";

    private static bool StartsWith(PathStep[] path, PathStep[] beginning) => path.AsSpan().StartsWith(beginning);
}
