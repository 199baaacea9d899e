using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>One interconnect: its nodes, and how the bandwidths on them reach the hardware.</summary>
public abstract class InterconnectProvider : Provider
{
    /// <summary>What a provider is called in errors.</summary>
    public const string ProviderKind = "interconnect";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Its nodes, the same objects each time.</summary>
    public abstract InterconnectNode[] Nodes { get; }

    /// <summary>The node that a specifier of "#interconnect-cells" cells names; null when there is no such node.</summary>
    public abstract InterconnectNode Translate(uint[] specifier);

    /// <summary>Tag in a specifier: the second cell if there is one, otherwise 0, which means always.</summary>
    public virtual uint TagOf(uint[] specifier)
    {
        return specifier.Length > 1 ? specifier[1] : 0;
    }

    /// <summary>Called after the bandwidths of a node changed and before <see cref="Commit"/>: a place to mark what must be sent.</summary>
    public virtual void Aggregated(InterconnectNode node)
    {
    }

    /// <summary>Brings the bandwidths of two neighbours on a path, both of this provider, to the hardware.</summary>
    /// <exception cref="HardwareException">The hardware cannot give it; the graph then returns to the bandwidths before and commits again.</exception>
    public abstract void Commit(InterconnectNode source, InterconnectNode destination);

    internal override void OnProvided(Device device, TreeNode node)
    {
        device.Platform.Interconnect.Add(this);
    }

    internal override void OnWithdrawn(Device device)
    {
        device.Platform.Interconnect.Remove(this);
    }
}
