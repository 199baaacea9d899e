namespace IpaEmbedded.DeviceTree;

/// <summary>The directives whose files are open, the outermost first.</summary>
internal sealed class IncludeStack
{
    private readonly List<SourceSpan> _directives = [];

    public int Depth => _directives.Count;

    public void Push(SourceSpan directive) => _directives.Add(directive);

    public void Pop() => _directives.RemoveAt(_directives.Count - 1);

    /// <summary>The includes that led here, innermost first, each file once.</summary>
    public RelatedLocation[] Chain()
    {
        var chain = new List<RelatedLocation>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = _directives.Count - 1; i >= 0; i--)
        {
            if (seen.Add(_directives[i].File.Path))
            {
                chain.Add(new RelatedLocation("included from here", _directives[i] with { Length = 1 }));
            }
        }
        return chain.ToArray();
    }
}
