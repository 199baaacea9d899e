namespace IpaEmbedded.DeviceTree;

/// <summary>Every node but the root has a name; a blob may hold one that has none, or only a unit address.</summary>
internal sealed class NodeNameNotEmptyCheck(string id, string name)
    : NodeCheck(id, name, "A node has a name.", "node_name_chars")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Parent is not null && node.BaseNameSpan.Length == 0)
        {
            context.Report(node, "the node has no name");
        }
    }
}
