using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Resources;

/// <summary>Resources for people, a table for each node; where the terminal is narrow the lines of tree and binding stand below the value.</summary>
internal static class ResourceTable
{
    private const string Indent = "  ";

    public static void Write(Terminal terminal, IEnumerable<Resource> resources)
    {
        foreach (IGrouping<string, Resource> node in resources.GroupBy(resource => resource.NodePath))
        {
            terminal.Out.WriteLine(ShownText.Escape(node.Key));
            var wide = new TextTable("kind", "name", "value", "tree", "binding");
            var narrow = new TextTable("kind", "name", "value, tree, binding");
            foreach (Resource resource in node)
            {
                string[] cells = [.. new[] { resource.Kind, resource.Name, resource.Value, PlaceOf(resource.TreeSpan), PlaceOf(resource.RuleSpan) }.Select(cell => ShownText.Escape(cell))];
                wide.Add(cells);
                narrow.Add(cells[0], cells[1], string.Join('\n', cells[2..]));
            }
            (wide.Width + Indent.Length <= terminal.OutColumns ? wide : narrow).WriteTo(terminal.Out, Indent, terminal);
        }
    }

    /// <summary><c>file:line</c>, or a dash for a place that is in no text.</summary>
    public static string PlaceOf(SourceSpan? span) => span is { } at ? $"{ShownPath.Of(at.FileName)}:{at.Line}" : "-";
}
