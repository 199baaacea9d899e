using System.Globalization;
using IpaEmbedded.Bindings;

namespace IpaEmbedded.Cli.Documentation;

/// <summary>Documentation of a binding as one page: no network, no script, in light and in dark.</summary>
internal static class BindingPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public static string Of(BindingDescription binding)
    {
        var html = new MarkupWriter();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        html.Empty("meta", "http-equiv", "Content-Security-Policy", "content", Policy).Empty("meta", "name", "color-scheme", "content", "light dark").Empty("meta", "name", "generator", "content", "ipa");
        html.Element("title", binding.Title).Open("style").Raw(PageFiles.Read("page.css")).Raw(PageFiles.Read("binding.css")).Close("style").Raw("</head><body>").Line();
        WriteHead(html, binding);
        html.Open("main", "class", "binding").Line();
        for (int i = 0; i < binding.Nodes.Count; i++)
        {
            WriteNode(html, binding.Nodes[i], i);
        }
        WriteCases(html, binding.Cases);
        for (int i = 0; i < binding.Examples.Count; i++)
        {
            html.Element("h2", binding.Examples.Count == 1 ? "Example" : $"Example {i + 1}", "id", i == 0 ? "examples" : $"example{i + 1}").Open("pre", "class", "code source", "tabindex", "0");
            SourceMarkup.Write(html, binding.Examples[i]);
            html.Close("pre").Line();
        }
        html.Close("main").Raw("</body></html>").Line();
        return html.ToString();
    }

    private static void WriteHead(MarkupWriter html, BindingDescription binding)
    {
        html.Open("header").Element("h1", binding.Title);
        Paragraphs(html, binding.Meaning);
        if (binding.Compatibles.Count > 0)
        {
            html.Element("p", "Compatible with", "class", "facts").Open("ul", "class", "compatibles");
            foreach (IReadOnlyList<IReadOnlyList<string>> each in binding.Compatibles)
            {
                html.Open("li");
                for (int i = 0; i < each.Count; i++)
                {
                    html.Text(i == 0 ? "" : ", ");
                    for (int j = 0; j < each[i].Count; j++)
                    {
                        html.Text(j == 0 ? "" : " or ").Element("code", each[i][j]);
                    }
                }
                html.Close("li");
            }
            html.Close("ul");
        }
        html.Open("p", "class", "facts").Text("From ").Element("span", binding.Id, "class", "code address");
        html.Text(binding.Maintainers.Count > 0 ? ", maintained by " + string.Join(", ", binding.Maintainers) : "").Close("p");
        html.Open("nav");
        for (int i = 0; i < binding.Nodes.Count; i++)
        {
            html.Element("a", binding.Nodes[i].Name.Length == 0 ? "Properties" : binding.Nodes[i].Name, "href", Link(i)).Text(" ");
        }
        if (binding.Cases.Count > 0)
        {
            html.Element("a", "In some cases", "href", "#cases").Text(" ");
        }
        if (binding.Examples.Count > 0)
        {
            html.Element("a", binding.Examples.Count == 1 ? "Example" : "Examples", "href", "#examples");
        }
        html.Close("nav").Close("header").Line();
    }

    private static void WriteNode(MarkupWriter html, NodeDescription node, int number)
    {
        html.Open("h2", "id", Link(number)[1..]).Text(node.Name.Length == 0 ? "Properties" : "Node ");
        if (node.Name.Length > 0)
        {
            html.Element("span", node.Name, "class", "code");
        }
        html.Close("h2");
        Paragraphs(html, node.Meaning);
        if (node.Properties.Count > 0)
        {
            html.Open("table", "class", "properties").Raw("<thead><tr><th>Name</th><th>Type</th><th>Required</th><th>Values</th><th>Meaning</th></tr></thead><tbody>");
            foreach (PropertyDescription property in node.Properties)
            {
                WriteProperty(html, property);
            }
            html.Raw("</tbody>").Close("table").Line();
        }
        if (node.References.Count > 0)
        {
            html.Open("p", "class", "hint").Text("Also what is said by ");
            for (int i = 0; i < node.References.Count; i++)
            {
                html.Text(i == 0 ? "" : ", ").Element("code", node.References[i]);
            }
            html.Text(".").Close("p");
        }
        if (node.IsClosed)
        {
            html.Element("p", "Nothing else is allowed.", "class", "hint");
        }
    }

    private static void WriteProperty(MarkupWriter html, PropertyDescription property)
    {
        html.Open("tr").Open("td", "class", "name").Element("code", property.Name).Close("td");
        Cell(html, "type", "Type", property.Type);
        string required = RequirementText.Of(property.Requirement);
        Cell(html, property.Requirement == Requirement.Required ? "required yes" : "required", "Required", required);
        Cell(html, "values", "Values", property.Values);
        html.Open("td", "class", property.Meaning.Count + property.Entries.Count == 0 ? "meaning empty" : "meaning");
        Paragraphs(html, property.Meaning);
        if (property.Entries.Count > 0)
        {
            html.Open("ol");
            foreach (string entry in property.Entries)
            {
                html.Element("li", entry);
            }
            html.Close("ol");
        }
        html.Close("td").Close("tr").Line();
    }

    // On a narrow screen the name of the column stands before the value.
    private static void Cell(MarkupWriter html, string kind, string column, string text) =>
        html.Element("td", text, "class", text.Length == 0 ? kind + " empty" : kind, "data-column", column);

    private static void WriteCases(MarkupWriter html, IReadOnlyList<CaseDescription> cases)
    {
        if (cases.Count == 0)
        {
            return;
        }
        html.Element("h2", "In some cases", "id", "cases");
        foreach (CaseDescription each in cases)
        {
            html.Open("section", "class", "case").Element("p", $"If {each.Condition}:");
            List(html, each.Then);
            if (each.Otherwise.Count > 0)
            {
                html.Element("p", "Otherwise:");
                List(html, each.Otherwise);
            }
            html.Close("section").Line();
        }
    }

    private static void List(MarkupWriter html, IReadOnlyList<string> items)
    {
        html.Open("ul");
        foreach (string item in items)
        {
            html.Element("li", item);
        }
        html.Close("ul");
    }

    private static void Paragraphs(MarkupWriter html, IReadOnlyList<string> paragraphs)
    {
        foreach (string paragraph in paragraphs)
        {
            if (!paragraph.Contains('\n', StringComparison.Ordinal))
            {
                html.Element("p", paragraph);
                continue;
            }
            html.Open("pre", "class", "code drawing", "tabindex", "0");
            SourceMarkup.Lines(html, paragraph);
            html.Close("pre");
        }
    }

    private static string Link(int number) => string.Create(CultureInfo.InvariantCulture, $"#node{number}");
}
