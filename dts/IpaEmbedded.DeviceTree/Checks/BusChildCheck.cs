namespace IpaEmbedded.DeviceTree;

/// <summary>A rule about each node on one kind of bus.</summary>
internal abstract class BusChildCheck(string id, string name, BusKind kind, string summary, params string[] prerequisites) : TreeCheck(id, name, summary, prerequisites)
{
    internal sealed override void Run(CheckContext context)
    {
        foreach (Node bus in context.Parents)
        {
            if (context.Facts(bus).Bus == kind)
            {
                foreach (Node child in bus.ChildList)
                {
                    Check(context, child);
                }
            }
        }
    }

    protected abstract void Check(CheckContext context, Node node);
}
