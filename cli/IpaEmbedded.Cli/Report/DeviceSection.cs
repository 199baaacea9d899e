using System.Globalization;
using IpaEmbedded.Cli.Graph;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Report;

/// <summary>The devices and what they need: a graph, and for every node its lines of the tree. Then what did not bind, and why.</summary>
internal sealed class DeviceSection
{
    // A large board has some hundred nodes; what is beyond this is in `ipa dt graph`.
    private const int MaxNodes = 1000;
    private const int MaxLinks = 60;
    private const int MaxLine = 160;

    private readonly MarkupWriter _html;
    private readonly Run _run;
    private readonly DeviceGraph _graph;
    private readonly DeviceTreeDocument _tree;
    private readonly Dictionary<string, RunDevice> _devices;

    private DeviceSection(MarkupWriter html, Run run, DeviceTreeDocument tree)
    {
        _html = html;
        _run = run;
        _tree = tree;
        _graph = DeviceGraph.Of(tree);
        _devices = run.Devices.ToDictionary(device => device.NodePath, StringComparer.Ordinal);
    }

    public static void Write(MarkupWriter html, Run run, DeviceTreeDocument tree)
    {
        var section = new DeviceSection(html, run, tree);
        section.WriteGraph();
        section.WriteUnbound();
    }

    private void WriteGraph()
    {
        _html.Open("section", "id", "devices").Element("h2", "Devices");
        _html.Element("p", "Who needs whom, consumers left of their suppliers. Whom more than eight need is named in their boxes. A dashed box is a device that is not bound. Choose a box to see its lines of the tree.", "class", "hint");
        _html.Open("div", "class", "scroll graph");
        GraphSvg.Write(_html, _graph, "Devices and what they need", node => ("lines-" + GraphSvg.LinkName(node), _devices.TryGetValue(node.Path, out RunDevice? device) && !device.IsBound ? "unbound" : ""));
        _html.Close("div").Open("div", "id", "lines").Line();
        foreach (GraphNode node in _graph.Nodes.Take(MaxNodes))
        {
            WriteNode(node);
        }
        _html.Close("div");
        LeftOut.Write(_html, _graph.Nodes.Count - MaxNodes, "nodes");
        _html.Close("section").Line();
    }

    private void WriteNode(GraphNode node)
    {
        _html.Open("details", "class", "device", "data-node", GraphSvg.LinkName(node)).Open("summary").Element("b", node.Title).Text(" ").Element("span", node.Path, "class", "code");
        _html.Text(" ").Element("span", StateOf(node), "class", _devices.TryGetValue(node.Path, out RunDevice? device) && !device.IsBound ? "state bad" : "state").Close("summary");
        // What a link leads to is inside, so that the browser opens the details by itself.
        _html.Open("div", "id", "lines-" + GraphSvg.LinkName(node), "class", "scroll").Raw("<table><thead><tr><th>needs</th><th>from</th><th>with</th><th>where</th><th>line</th></tr></thead><tbody>").Line();
        WriteOwnRows(node);
        foreach (GraphLink link in node.Needs.Take(MaxLinks))
        {
            _html.Open("tr").Element("td", link.Name.Length > 0 ? $"{link.Kind.Name} {link.Name}" : link.Kind.Name).Open("td").Element("a", link.To.Title, "href", "#lines-" + GraphSvg.LinkName(link.To), "title", link.To.Path).Close("td");
            _html.Element("td", link.Arguments, "class", "code");
            WritePlace(link.Span, link.Property);
            _html.Close("tr").Line();
        }
        _html.Raw("</tbody></table>");
        LeftOut.Write(_html, node.Needs.Count - MaxLinks, "needs");
        if (node.Users.Count > 0)
        {
            _html.Open("p").Text("Needed by ");
            GraphNode[] users = [.. node.Users.Select(link => link.From).Distinct()];
            for (int i = 0; i < Math.Min(users.Length, MaxLinks); i++)
            {
                _html.Text(i == 0 ? "" : ", ").Element("a", users[i].Title, "href", "#lines-" + GraphSvg.LinkName(users[i]), "title", users[i].Path);
            }
            _html.Text(users.Length > MaxLinks ? $" and {users.Length - MaxLinks} more." : ".").Close("p");
        }
        _html.Close("div").Close("details").Line();
    }

    /// <summary>Where the node is, what it is, and its registers.</summary>
    private void WriteOwnRows(GraphNode node)
    {
        WriteOwn("node", node.Node.Name, node.Node.NameSpan, "");
        foreach (string name in (string[])["compatible", "reg", "status"])
        {
            if (node.Node.FindProperty(name) is { } property)
            {
                WriteOwn(name, "", property.Span, name);
            }
        }
    }

    private void WriteOwn(string what, string value, SourceSpan? span, string property)
    {
        _html.Open("tr", "class", "own").Element("td", what).Element("td", "").Element("td", value, "class", "code");
        WritePlace(span, property);
        _html.Close("tr").Line();
    }

    private void WritePlace(SourceSpan? span, string property)
    {
        if (span is { } at)
        {
            string line = at.File.LineText(at.File.PhysicalLineAt(at.Offset)).Trim();
            _html.Element("td", $"{ShownPath.Of(at.FileName)}:{at.Line}", "class", "code place").Element("td", MarkupWriter.Shorten(line, MaxLine), "class", "code line");
        }
        else
        {
            _html.Element("td", property.Length > 0 ? property : "-", "class", "code place").Element("td", "");
        }
    }

    private string StateOf(GraphNode node) => _devices.TryGetValue(node.Path, out RunDevice? device) ? device.IsBound ? $"bound by {device.Driver}" : device.State : "no device";

    private void WriteUnbound()
    {
        List<RunDevice> unbound = [.. _run.Devices.Where(device => !device.IsBound).OrderBy(device => device.State == "no driver")];
        _html.Open("section", "id", "unbound").Element("h2", "What did not bind");
        _html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{_run.Devices.Count - unbound.Count} of {_run.Devices.Count} devices are bound.")).Line();
        if (unbound.Count > 0)
        {
            _html.Open("div", "class", "scroll").Raw("<table><thead><tr><th>device</th><th>state</th><th>why</th><th>where</th></tr></thead><tbody>").Line();
            foreach (RunDevice device in unbound.Take(MaxNodes))
            {
                SourceSpan? span = _tree.FindByPath(device.NodePath)?.NameSpan;
                _html.Open("tr", "class", device.State == "no driver" ? "" : "failed").Element("td", device.NodePath, "class", "code").Element("td", device.State).Element("td", device.Reason);
                _html.Element("td", span is { } at ? $"{ShownPath.Of(at.FileName)}:{at.Line}" : "-", "class", "code place").Close("tr").Line();
            }
            _html.Raw("</tbody></table></div>");
        }
        _html.Close("section").Line();
    }
}
