using IpaEmbedded.Bindings;

namespace IpaEmbedded.HostTests.Bindings.DtSchema;

/// <summary>Verdicts with how often each was given. One is told apart by node, property, address of the binding and keyword; its words do not count.</summary>
internal sealed class VerdictCounts
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Total => _counts.Values.Sum();

    public static VerdictCounts Of(ValidationReport report) => Of(report.Verdicts);

    public static VerdictCounts Of(IEnumerable<Verdict> verdicts)
    {
        var counts = new VerdictCounts();
        foreach (Verdict each in verdicts)
        {
            counts.Add(each.NodePath, each.Property.Select(step => step.ToString()), each.Schema, each.Keyword);
        }
        return counts;
    }

    public void Add(string node, IEnumerable<string> property, string schema, string keyword)
    {
        string key = string.Join('\t', node, string.Join('/', property), schema, keyword);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    /// <summary>The same with each verdict once.</summary>
    public VerdictCounts Once()
    {
        var once = new VerdictCounts();
        foreach (string key in _counts.Keys)
        {
            once._counts.Add(key, 1);
        }
        return once;
    }

    /// <summary>What differs, a line each: <c>+1</c> is only here, <c>-1</c> only there.</summary>
    public IEnumerable<string> DifferencesTo(VerdictCounts other) =>
        from key in _counts.Keys.Union(other._counts.Keys).Order(StringComparer.Ordinal)
        let difference = _counts.GetValueOrDefault(key) - other._counts.GetValueOrDefault(key)
        where difference != 0
        select $"{difference:+0;-0}\t{key}";
}
