using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Graph;

/// <summary>A graph in the languages of Graphviz and Mermaid, which lay it out themselves; lines are in the order of the tree.</summary>
public static class GraphText
{
    /// <summary>For Graphviz.</summary>
    public static string Dot(DeviceGraph graph)
    {
        var text = new StringBuilder("digraph devicetree {\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\", fontsize=10];\n  edge [fontname=\"monospace\", fontsize=9];\n");
        foreach (GraphNode node in graph.Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{node.Number} [label=\"{Dot(node.Title)}{(node.Compatible.Length > 0 ? "\\n" + Dot(node.Compatible) : "")}\", tooltip=\"{Dot(node.Path)}\"];\n");
        }
        foreach ((GraphNode from, GraphNode to, GraphKind kind, string names) in Lines(graph))
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{from.Number} -> n{to.Number} [label=\"{Dot(names)}\", color=\"{ColorOf(kind)}\"];\n");
        }
        return text.Append("}\n").ToString();
    }

    /// <summary>For Mermaid, as in a fenced block of Markdown.</summary>
    public static string Mermaid(DeviceGraph graph)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (GraphNode node in graph.Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{node.Number}[\"{Mermaid(node.Title)}{(node.Compatible.Length > 0 ? "<br/>" + Mermaid(node.Compatible) : "")}\"]\n");
        }
        foreach ((GraphNode from, GraphNode to, _, string names) in Lines(graph))
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{from.Number} -->|\"{Mermaid(names)}\"| n{to.Number}\n");
        }
        return text.ToString();
    }

    /// <summary>Links of one kind between the same two nodes as one.</summary>
    private static IEnumerable<(GraphNode From, GraphNode To, GraphKind Kind, string Names)> Lines(DeviceGraph graph) =>
        from node in graph.Nodes
        from links in node.Needs.GroupBy(link => (link.Kind, link.To))
        select (node, links.Key.To, links.Key.Kind, GraphRow.TextOf(links.Key.Kind, [.. links]));

    private static string ColorOf(GraphKind kind) => kind.Class switch
    {
        "clock" => "#1d6fd1",
        "path" => "#8b4fc9",
        "interrupt" => "#c2410c",
        "supply" => "#b91c5c",
        "smem" => "#0f7b6c",
        "mailbox" => "#5b6b00",
        "memory" => "#7a5a00",
        _ => "#5c6773",
    };

    private static string Dot(string text) => ShownText.Escape(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    // A character of Mermaid's own goes by its number.
    private static string Mermaid(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in ShownText.Escape(text))
        {
            _ = c is '"' or '<' or '>' or '&' or '#' or ';' or '`' or '\\' ? escaped.Append(CultureInfo.InvariantCulture, $"#{(int)c};") : escaped.Append(c);
        }
        return escaped.ToString();
    }
}
