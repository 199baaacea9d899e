using System.Text;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Documentation;

/// <summary>Documentation of a binding as Markdown.</summary>
internal static class BindingMarkdown
{
    public static string Of(BindingDescription binding)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Plain(binding.Title)).Append("\n\n");
        Paragraphs(text, binding.Meaning);
        if (binding.Compatibles.Count > 0)
        {
            text.Append("Compatible with:\n\n");
            foreach (IReadOnlyList<IReadOnlyList<string>> each in binding.Compatibles)
            {
                text.Append("- ").Append(string.Join(", ", each.Select(choices => string.Join(" or ", choices.Select(Code))))).Append('\n');
            }
            text.Append('\n');
        }
        foreach (NodeDescription node in binding.Nodes)
        {
            WriteNode(text, node);
        }
        WriteCases(text, binding.Cases);
        for (int i = 0; i < binding.Examples.Count; i++)
        {
            string fence = Fence(binding.Examples[i]);
            text.Append(binding.Examples.Count == 1 ? "## Example\n\n" : $"## Example {i + 1}\n\n").Append(fence).Append("dts\n").Append(Shown(binding.Examples[i])).Append('\n').Append(fence).Append("\n\n");
        }
        if (binding.Maintainers.Count > 0)
        {
            text.Append("Maintainers: ").Append(string.Join(", ", binding.Maintainers.Select(Plain))).Append("\n\n");
        }
        text.Append("From ").Append(Code(binding.Id)).Append('\n');
        return text.ToString();
    }

    private static void WriteNode(StringBuilder text, NodeDescription node)
    {
        text.Append("## ").Append(node.Name.Length == 0 ? "Properties" : "Node " + Code(node.Name)).Append("\n\n");
        Paragraphs(text, node.Meaning);
        if (node.Properties.Count > 0)
        {
            text.Append("| name | type | required | values | meaning |\n|---|---|---|---|---|\n");
            foreach (PropertyDescription property in node.Properties)
            {
                IEnumerable<string> meaning = [.. property.Meaning, .. property.Entries.Select((entry, i) => $"{i + 1}. {(entry.Length == 0 ? "-" : entry)}")];
                text.Append("| ").Append(Code(property.Name).Replace("|", "\\|", StringComparison.Ordinal)).Append(" | ").Append(Cell(property.Type)).Append(" | ").Append(RequirementText.Of(property.Requirement))
                    .Append(" | ").Append(Cell(property.Values)).Append(" | ").Append(string.Join("<br>", meaning.Select(each => Cell(each.ReplaceLineEndings(" "))))).Append(" |\n");
            }
            text.Append('\n');
        }
        if (node.References.Count > 0)
        {
            text.Append("Also what is said by ").Append(string.Join(", ", node.References.Select(Code))).Append(".\n\n");
        }
        text.Append(node.IsClosed ? "Nothing else is allowed.\n\n" : "");
    }

    private static void WriteCases(StringBuilder text, IReadOnlyList<CaseDescription> cases)
    {
        if (cases.Count == 0)
        {
            return;
        }
        text.Append("## In some cases\n\n");
        foreach (CaseDescription each in cases)
        {
            text.Append("- If ").Append(Plain(each.Condition)).Append(":\n");
            foreach (string demand in each.Then)
            {
                text.Append("  - ").Append(Plain(demand)).Append('\n');
            }
            text.Append(each.Otherwise.Count > 0 ? "\n  Otherwise:\n" : "");
            foreach (string demand in each.Otherwise)
            {
                text.Append("  - ").Append(Plain(demand)).Append('\n');
            }
        }
        text.Append('\n');
    }

    private static void Paragraphs(StringBuilder text, IReadOnlyList<string> paragraphs)
    {
        foreach (string paragraph in paragraphs)
        {
            text.Append(paragraph.Contains('\n', StringComparison.Ordinal) ? $"```\n{Shown(paragraph.Replace("```", "", StringComparison.Ordinal))}\n```" : Plain(paragraph)).Append("\n\n");
        }
    }

    private static string Cell(string text) => Plain(text);

    // In a table a stroke ends the cell even here; anywhere else a backslash before it would be seen.
    private static string Code(string text)
    {
        string shown = ShownText.Escape(text);
        return shown.Contains('`', StringComparison.Ordinal) ? $"`` {shown} ``" : $"`{shown}`";
    }

    /// <summary>Text in which nothing is markup.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (char c in ShownText.Escape(text))
        {
            plain.Append(c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' ? "\\" : "").Append(c);
        }
        return plain.ToString();
    }

    private static string Shown(string source) => string.Join('\n', source.Split('\n').Select(line => ShownText.Escape(line.TrimEnd('\r'))));

    // Longer than any row of its characters inside.
    private static string Fence(string source)
    {
        string fence = "```";
        while (source.Contains(fence, StringComparison.Ordinal))
        {
            fence += "`";
        }
        return fence;
    }
}
