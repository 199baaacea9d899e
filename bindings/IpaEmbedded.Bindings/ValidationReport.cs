using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>What validating a tree gave: findings with their places in the tree and in the rules, and what was looked at.</summary>
public sealed class ValidationReport
{
    /// <summary>The findings (DT3xxx) in the order of the tree.</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>The same, keyword by keyword, as dt-schema counts.</summary>
    public IReadOnlyList<Verdict> Verdicts => VerdictList;

    /// <summary>True for an overlay, of which nothing is checked: its nodes are whole only in the tree that it is applied to.</summary>
    public bool IsOverlay { get; init; }

    /// <summary>Nodes that at least one binding for their kind describes.</summary>
    public int NodesChecked { get; internal set; }

    /// <summary>Nodes that have a compatible for which there is no binding. That is no finding.</summary>
    public int NodesWithoutBinding => UnmatchedList.Count;

    /// <summary>Paths of the nodes without binding.</summary>
    public IReadOnlyList<string> UnmatchedNodes => UnmatchedList;

    /// <summary>Bindings that described at least one node, those for every node left out.</summary>
    public int BindingsUsed { get; internal set; }

    internal List<Verdict> VerdictList { get; } = [];

    internal List<string> UnmatchedList { get; } = [];

    /// <summary>One line for people: <c>12 nodes checked against 9 bindings, 3 nodes had no binding</c>.</summary>
    public string Summary()
    {
        if (IsOverlay)
        {
            return "an overlay; bindings say nothing about it before it is applied ('ipa dt overlay BASE OVERLAY -o TREE', then check TREE)";
        }
        string nodes = NodesChecked == 1 ? "1 node" : $"{NodesChecked} nodes";
        string bindings = BindingsUsed == 1 ? "1 binding" : $"{BindingsUsed} bindings";
        string without = NodesWithoutBinding == 1 ? "1 node" : $"{NodesWithoutBinding} nodes";
        return $"{nodes} checked against {bindings}, {without} had no binding";
    }
}
