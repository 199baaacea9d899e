using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>The chips of this room by "compatible".</summary>
internal static class ChipModels
{
    /// <summary>The model of a chip's node, or null.</summary>
    internal static SimulatedI2cChip CreateI2c(TreeNode node)
    {
        return null;
    }

    /// <summary>The model of a chip's node, or null.</summary>
    internal static SimulatedSpiChip CreateSpi(TreeNode node)
    {
        return null;
    }
}
