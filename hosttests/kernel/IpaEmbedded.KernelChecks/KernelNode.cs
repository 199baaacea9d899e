namespace IpaEmbedded.KernelChecks;

/// <summary>The node of the tree that a device of the kernel was made from.</summary>
internal static class KernelNode
{
    private const string Base = "/devicetree/base";

    /// <summary>The node's path in the tree; empty for a device without one.</summary>
    public static string Of(string device)
    {
        // The link is relative to the device's own folder, which /sys/bus and /sys/class link to themselves: what follows the base is certain.
        string target = new FileInfo(device + "/of_node").LinkTarget ?? "";
        int start = target.IndexOf(Base, StringComparison.Ordinal);
        return start < 0 ? "" : target[(start + Base.Length)..];
    }
}
