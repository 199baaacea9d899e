namespace IpaEmbedded.Bindings;

/// <summary>The errors of one node, those together that are one mistake to its author.</summary>
internal sealed class ErrorGroups
{
    private readonly HashSet<RuleError> _told = [];
    private readonly ILookup<string, RuleError> _missing;
    private readonly ILookup<string, RuleError> _strings;
    private readonly ILookup<string, RuleError> _counts;

    public ErrorGroups(IEnumerable<RuleError> errors)
    {
        Errors = WithoutRepetitions(errors);
        _missing = Errors.Where(IsMissing).ToLookup(each => PathOf(each, 0));
        _strings = Errors.Where(each => each.Keyword == "const" && each.Instance.Kind == InstanceKind.String && IsEntry(each)).ToLookup(each => PathOf(each, 1));
        _counts = Errors.Where(each => each.Keyword is "minItems" or "maxItems").ToLookup(each => PathOf(each, 0));
    }

    /// <summary>The errors without those that say again, less exactly, what another one says of the same value.</summary>
    public List<RuleError> Errors { get; }

    /// <summary>True if the error, or one that is a mistake with it, was asked for before.</summary>
    public bool IsTold(RuleError error) => !_told.Add(error);

    /// <summary>What the node, or the one below it that the error is about, lacks; empty if the error is another.</summary>
    public List<RuleError> MissingWith(RuleError error) => IsMissing(error) ? Told([.. _missing[PathOf(error, 0)]]) : [];

    /// <summary>The errors of the entries of one list of strings of which more than one is not the string that its place asks for; else empty.</summary>
    public List<RuleError> WrongStringsWith(RuleError error)
    {
        if (error.Keyword != "const" || !IsEntry(error))
        {
            return [];
        }
        string list = PathOf(error, 1);
        List<RuleError> found = [.. _strings[list].Where(each => each.RuleSpan.File == error.RuleSpan.File)];
        if (found.Count < 2)
        {
            return [];
        }
        Told([.. _counts[list].Where(each => each.RuleSpan.File == error.RuleSpan.File)]);
        return Told(found);
    }

    /// <summary>True for alternatives of which each only asks for properties that are missing.</summary>
    public static bool IsOneOfMissing(RuleError error) =>
        error.Keyword is "oneOf" or "anyOf" && error.Count <= 1 && error.Alternatives.Length > 0
        && Array.TrueForAll(error.Alternatives, each => each.Length > 0 && Array.TrueForAll(each, one => one.Keyword == "required" && one.Path.Length == error.Path.Length));

    private static bool IsMissing(RuleError error) => error.Keyword == "required" || IsOneOfMissing(error);

    private static bool IsEntry(RuleError error) => error.Path.Length > 1 && error.Path[^1].Name is null;

    private List<RuleError> Told(List<RuleError> errors)
    {
        _told.UnionWith(errors);
        return errors;
    }

    private static List<RuleError> WithoutRepetitions(IEnumerable<RuleError> errors)
    {
        var kept = new List<RuleError>();
        var choices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (RuleError error in errors)
        {
            if (error.Keyword != "enum" || error.Type is not null || choices.TryAdd(PathOf(error, 0), kept.Count))
            {
                kept.Add(error);
                continue;
            }
            int same = choices[PathOf(error, 0)];
            kept[same] = error.Rule.Items.Count < kept[same].Rule.Items.Count ? error : kept[same];
        }
        return kept;
    }

    private static string PathOf(RuleError error, int without) => string.Join('\n', error.Path.Take(error.Path.Length - without));
}
