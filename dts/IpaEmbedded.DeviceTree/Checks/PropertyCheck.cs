namespace IpaEmbedded.DeviceTree;

/// <summary>A rule about each property of one name.</summary>
internal abstract class PropertyCheck(string id, string name, string property, string summary, params string[] prerequisites) : TreeCheck(id, name, summary, prerequisites)
{
    internal sealed override void Run(CheckContext context)
    {
        foreach (Property each in context.With(property))
        {
            Check(context, each);
        }
    }

    protected abstract void Check(CheckContext context, Property property);
}
