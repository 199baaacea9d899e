namespace IpaEmbedded.DeviceTree;

/// <summary>Drops the nodes that are marked <c>/omit-if-no-ref/</c> and that nothing refers to, with all below them.</summary>
/// <param name="omittable">The nodes that are marked.</param>
/// <param name="emptied">Takes the nodes that lose their last child.</param>
/// <param name="keepLabelled">True to keep a node that has a label, which an overlay may refer to.</param>
/// <param name="delete">Deletes a node with all below it.</param>
internal sealed class UnusedNodes(HashSet<Node> omittable, HashSet<Node> emptied, bool keepLabelled, Action<Node> delete)
{
    /// <summary>Every node that something refers to.</summary>
    public HashSet<Node> Referenced { get; } = [];

    public void Omit(Node node)
    {
        bool omitted = false;
        foreach (Node child in node.ChildList)
        {
            if (omittable.Contains(child) && !Referenced.Contains(child) && !(keepLabelled && child.Labels.Count > 0))
            {
                delete(child);
                omitted = true;
            }
            else
            {
                Omit(child);
            }
        }
        if (omitted)
        {
            node.RemoveDeletedChildren(emptied);
        }
    }
}
