using System.Runtime.InteropServices;

namespace IpaEmbedded.DeviceTree;

/// <summary>The tree as checks see it: nodes in order, properties by name, and a way to report.</summary>
internal sealed class CheckContext
{
    private readonly Dictionary<string, List<Property>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, NodeFacts> _facts = [];
    private readonly HashSet<Node> _emptied;
    private readonly DiagnosticBag _diagnostics;
    private TreeCheck? _current;
    private DiagnosticSeverity? _severity;
    private Node? _asked;
    private NodeFacts _answer = NodeFacts.None;

    /// <param name="emptied">Nodes all of whose children were deleted.</param>
    /// <param name="options">The most cells of an address or size, and whether tables of overlays are nodes like others.</param>
    public CheckContext(DeviceTreeDocument tree, DiagnosticBag diagnostics, HashSet<Node> emptied, CheckOptions options)
    {
        Tree = tree;
        MaxCells = options.MaxCells;
        IsLater = options.Release >= DtcRelease.Dtc18;
        RepeatsAccidents = options.RepeatsAccidents;
        _diagnostics = diagnostics;
        _emptied = emptied;
        foreach (string name in CheckTable.IndexedNames)
        {
            _byName[name] = [];
        }
        foreach (CheckTable.Provider provider in CheckTable.Providers)
        {
            _byName[provider.Property] = [];
            _byName[provider.Cells] = [];
        }
        Collect(tree.Root);
        _facts.EnsureCapacity(Parents.Count);
    }

    public DeviceTreeDocument Tree { get; }

    public Node Root => Tree.Root;

    public uint MaxCells { get; }

    /// <summary>True if the rules of dtc 1.8 hold.</summary>
    public bool IsLater { get; }

    /// <summary>True to report what dtc reports by accident.</summary>
    public bool RepeatsAccidents { get; }

    /// <summary>Every node, each before its children.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>Every property whose name ends in <c>-names</c>.</summary>
    public List<Property> NameLists { get; } = [];

    /// <summary>Every property that lists GPIOs.</summary>
    public List<Property> Gpios { get; } = [];

    /// <summary>Nodes that have children, in order.</summary>
    public List<Node> Parents { get; } = [];

    /// <summary>For nodes that were asked about, the nearest of them and those above that says where interrupts go; null for none.</summary>
    public Dictionary<Node, Node?> InterruptScopes { get; } = [];

    public bool CurrentFailed { get; private set; }

    /// <summary>Every property of that name, in the order of the tree; only for names that were asked for at the start.</summary>
    public List<Property> With(string name) => _byName[name];

    /// <summary>What is known about a node.</summary>
    public NodeFacts Facts(Node? node)
    {
        // Checks ask about the parents of siblings, one after the other.
        if (!ReferenceEquals(node, _asked))
        {
            _asked = node;
            _answer = node is null ? NodeFacts.None : _facts.GetValueOrDefault(node, NodeFacts.None);
        }
        return _answer;
    }

    /// <summary>Where to note something about a node.</summary>
    public NodeFacts Note(Node node)
    {
        _asked = node;
        if (!_facts.TryGetValue(node, out NodeFacts? facts))
        {
            _facts.Add(node, facts = new NodeFacts());
        }
        return _answer = facts;
    }

    /// <summary>True once the numbers of cells were collected; dtc takes all for 0 until then.</summary>
    public bool KnowsCells { get; set; }

    /// <summary>The node's own numbers of cells as dtc knows them, -1 for one that it does not have.</summary>
    public (long Address, long Size) StatedCells(Node node) => KnowsCells ? (Facts(node).AddressCells, Facts(node).SizeCells) : (0, 0);

    public long AddressCellsOf(Node node) => Facts(node).AddressCells is not -1 and long cells ? cells : 2;

    public long SizeCellsOf(Node node) => Facts(node).SizeCells is not -1 and long cells ? cells : 1;

    /// <summary>As dtc counts: a child that was deleted counts.</summary>
    public bool HasChildren(Node node) => node.ChildList.Count > 0 || _emptied.Contains(node);

    public void Begin(TreeCheck check, DiagnosticSeverity? severity)
    {
        _current = check;
        _severity = severity;
        CurrentFailed = false;
    }

    public void Report(Node node, string message, params RelatedLocation[] related) => Report(node, null, message, related);

    public void Report(Node node, Property? property, string message, params RelatedLocation[] related) =>
        Report(node, property, property, property?.Span ?? node.NameSpan, message, related);

    public void ReportAt(Node node, Property property, int byteOffset, string message, params RelatedLocation[] related) =>
        Report(node, property, property, property.SpanAt(byteOffset) ?? node.NameSpan, message, related);

    /// <summary>Reports at a property what dtc says about the node, or about another property that the message is about.</summary>
    public void ReportFor(Property? subject, Node node, Property property, int? byteOffset, string message, params RelatedLocation[] related) =>
        Report(node, property, subject, (byteOffset is { } offset ? property.SpanAt(offset) : property.Span) ?? node.NameSpan, message, related);

    /// <summary>Reports a bus that has another number of cells than its kind has.</summary>
    public void RequireCells(Node node, string bus, string property, int expected, long actual)
    {
        if (actual != expected)
        {
            Report(node, $"{bus} has {property} {expected}, not {actual}");
        }
    }

    public void ReportPrerequisite(string prerequisite)
    {
        if (_severity is not null)
        {
            _diagnostics.Add(new Diagnostic(_current!.Id, _severity == DiagnosticSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Note, $"not checked, because '{prerequisite}' found something")
            {
                Check = _current.Name,
                Prerequisite = prerequisite,
                FileName = Root.Span?.FileName,
            });
        }
    }

    private void Report(Node node, Property? property, Property? subject, SourceSpan? span, string message, RelatedLocation[] related)
    {
        CurrentFailed = true;
        if (_severity is { } severity)
        {
            _diagnostics.Add(new Diagnostic(_current!.Id, severity, message)
            {
                Span = span,
                NodePath = node.ShownPath,
                Property = property?.Name,
                SubjectNode = node,
                SubjectProperty = subject,
                Check = _current.Name,
                Related = related,
            });
        }
    }

    private void Collect(Node node)
    {
        Nodes.Add(node);
        foreach (Property property in CollectionsMarshal.AsSpan(node.PropertyList))
        {
            if (_byName.TryGetValue(property.Name, out List<Property>? list))
            {
                list.Add(property);
            }
            switch (ClassOf(property.Name))
            {
                case NameClass.NameList:
                    NameLists.Add(property);
                    break;
                case NameClass.Gpios:
                    Gpios.Add(property);
                    break;
            }
        }
        if (node.ChildList.Count > 0)
        {
            Parents.Add(node);
            foreach (Node child in CollectionsMarshal.AsSpan(node.ChildList))
            {
                if (RepeatsAccidents || !child.Name.StartsWith("__", StringComparison.Ordinal) || child.Name is not ("__fixups__" or "__local_fixups__" or "__symbols__" or "__overrides__") || node.Parent is not null)
                {
                    Collect(child);
                }
            }
        }
    }

    private NameClass ClassOf(string name)
    {
        if (name.Length == 0 || name[^1] is not ('s' or 'o'))
        {
            return NameClass.Other;
        }
        if (!_classes.TryGetValue(name, out int known))
        {
            known = (int)(name.EndsWith("-names", StringComparison.Ordinal) && name.LastIndexOf('-') == name.Length - 6 ? NameClass.NameList
                : !name.EndsWith(",nr-gpios", StringComparison.Ordinal) && (name is "gpios" or "gpio" ||
                    name.EndsWith("-gpios", StringComparison.Ordinal) || name.EndsWith("-gpio", StringComparison.Ordinal)) ? NameClass.Gpios
                : NameClass.Other);
            _classes.Add(name, known);
        }
        return (NameClass)known;
    }

    private enum NameClass : byte
    {
        Other,
        NameList,
        Gpios,
    }
}
