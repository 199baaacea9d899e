using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Simulation;

/// <summary>The IPA of a device tree: which chip it is, where it lies, and who loads its firmware.</summary>
public sealed class IpaNode
{
    private IpaNode(TreeNode node, string compatible)
    {
        Tree = node.Tree;
        Path = node.Path;
        Compatible = compatible;
        ModemLoadsFirmware = node.HasProperty("qcom,gsi-loader") ? node.String("qcom,gsi-loader") == "modem" : node.HasProperty("modem-init");
        Map = Tree.IsCompatible(FlattenedTree.Root, "qcom,sc7180") ? SocMap.Sc7180() : SocMap.Sdm845();
        Map.TakeSmem(Tree);
        Map.TakeIpa(node);
    }

    /// <summary>The device tree.</summary>
    public FlattenedTree Tree { get; }

    /// <summary>Path of the node.</summary>
    public string Path { get; }

    /// <summary>The name by which the driver knows it, such as "qcom,sdm845-ipa".</summary>
    public string Compatible { get; }

    /// <summary>Whether the modem loads the GSI firmware.</summary>
    public bool ModemLoadsFirmware { get; }

    /// <summary>Where the SoC has its blocks.</summary>
    public SocMap Map { get; }

    /// <summary>The first enabled node that the driver knows.</summary>
    /// <exception cref="ProbeException">There is none.</exception>
    public static IpaNode Find(FlattenedTree tree)
    {
        string[] known = IpaVersions.Compatibles();
        for (int node = 0; node < tree.NodeCount; node++)
        {
            for (int i = 0; i < known.Length; i++)
            {
                if (tree.IsCompatible(node, known[i]) && tree.IsEnabled(node)) { return new IpaNode(new TreeNode(tree, node), known[i]); }
            }
        }
        string names = "";
        for (int i = 0; i < known.Length; i++) { names += (i == 0 ? "" : ", ") + known[i]; }
        throw new ProbeException("/", "compatible", "an enabled node below that is compatible with one of " + names);
    }

    internal FakeSoc CreateSoc(BoardOptions options)
    {
        return new FakeSoc(new EventLoop(options.Time), options.Chip == null ? Chips.For(Compatible) : options.Chip, Map, options.Timing, ModemLoadsFirmware);
    }
}
