namespace IpaEmbedded.Cli.Graph;

/// <summary>A line of a box: everything of one kind that a node needs of one other. A supplier that very many need is only named; to the others a line is drawn.</summary>
public sealed record GraphRow(GraphKind Kind, GraphNode To, IReadOnlyList<GraphLink> Links, bool IsDrawn)
{
    /// <summary>What stands in the line, without its supplier: the kind and the names.</summary>
    public string Text { get; } = TextOf(Kind, Links);

    /// <summary>Links of one kind in words: their names, or their number.</summary>
    public static string TextOf(GraphKind kind, IReadOnlyCollection<GraphLink> links)
    {
        string names = string.Join(", ", links.Select(link => link.Name).Where(name => name.Length > 0).Distinct());
        return names.Length > 0 ? $"{kind.Name} {names}" : links.Count > 1 ? $"{kind.Name} ×{links.Count}" : kind.Name;
    }
}
