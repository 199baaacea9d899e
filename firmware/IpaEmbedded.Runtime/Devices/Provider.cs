namespace IpaEmbedded.Runtime.Devices;

/// <summary>What one node supplies to others under its phandle: clocks, interrupts, paths, pins, state bits, mailboxes ...</summary>
/// <remarks>A driver's Probe registers it with <see cref="Device.Provide(Provider)"/>; a consumer's getter finds it by kind.</remarks>
public abstract class Provider
{
    /// <summary>What it is, in words that an error message can quote ("clock controller"); one node may have one provider of each kind.</summary>
    public abstract string Kind { get; }

    internal virtual void OnProvided(Device device, TreeNode node)
    {
    }

    internal virtual void OnWithdrawn(Device device)
    {
    }
}
