namespace IpaEmbedded.DeviceTree;

/// <summary>A rule about each node on its own.</summary>
internal abstract class NodeCheck(string id, string name, string summary, params string[] prerequisites) : TreeCheck(id, name, summary, prerequisites)
{
    internal sealed override void Run(CheckContext context)
    {
        foreach (Node node in context.Nodes)
        {
            Check(context, node);
        }
    }

    protected abstract void Check(CheckContext context, Node node);
}
