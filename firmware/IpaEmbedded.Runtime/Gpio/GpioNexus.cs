using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>Follows a pin of a connector to the pin of a controller: "gpio-map", "gpio-map-mask" and "gpio-map-pass-thru" (Devicetree Specification, nexus nodes).</summary>
internal static class GpioNexus
{
    private const int MaximumMaps = 16;

    /// <summary>Node of the controller behind a node that a specifier belongs to; the specifier becomes the controller's.</summary>
    /// <exception cref="ProbeException">A map is malformed, has no row for the pin, or leads in a circle.</exception>
    internal static int Follow(FlattenedTree tree, int supplier, ref uint[] specifier)
    {
        for (int maps = 0; tree.FindProperty(supplier, "gpio-map") != FlattenedTree.None; maps++)
        {
            if (maps == MaximumMaps) { throw new ProbeException(tree.Path(supplier), "gpio-map", "an end after " + MaximumMaps.ToString() + " maps"); }
            supplier = Map(new TreeNode(tree, supplier), ref specifier);
        }
        return supplier;
    }

    private static int Map(TreeNode nexus, ref uint[] specifier)
    {
        uint[] map = nexus.Cells("gpio-map");
        uint[] mask = nexus.Cells("gpio-map-mask");
        uint[] pass = nexus.Cells("gpio-map-pass-thru");
        int at = 0;
        while (map.Length - at > specifier.Length)
        {
            bool matches = true;
            for (int i = 0; i < specifier.Length; i++)
            {
                uint bits = i < mask.Length ? mask[i] : 0xffffffff;
                if (((specifier[i] ^ map[at + i]) & bits) != 0) { matches = false; }
            }
            at += specifier.Length;
            int parent = nexus.Tree.NodeByPhandle(map[at]);
            if (parent == FlattenedTree.None) { throw nexus.Error("gpio-map", "a phandle of a GPIO controller, found 0x" + map[at].ToString("x")); }
            at++;
            uint cells = new TreeNode(nexus.Tree, parent).Cell("#gpio-cells");
            if (cells > (uint)(map.Length - at)) { throw nexus.Error("gpio-map", "whole rows"); }
            if (matches)
            {
                uint[] mapped = new uint[cells];
                for (int i = 0; i < mapped.Length; i++)
                {
                    uint passed = i < pass.Length && i < specifier.Length ? pass[i] : 0;
                    mapped[i] = (map[at + i] & ~passed) | (passed == 0 ? 0 : specifier[i] & passed);
                }
                specifier = mapped;
                return parent;
            }
            at += (int)cells;
        }
        throw nexus.Error("gpio-map", "a row for " + Device.Quote(specifier));
    }
}
