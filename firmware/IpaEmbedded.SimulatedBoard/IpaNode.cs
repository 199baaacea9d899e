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
        FirmwareLoader = node.HasProperty("qcom,gsi-loader") ? node.String("qcom,gsi-loader") : node.HasProperty("modem-init") ? "modem" : "self";
        Map = Tree.IsCompatible(FlattenedTree.Root, "qcom,sc7180") ? SocMap.Sc7180() : SocMap.Sdm845();
        Map.TakeMemory(Tree);
        Map.TakeIpa(node);
    }

    /// <summary>The device tree.</summary>
    public FlattenedTree Tree { get; }

    /// <summary>Path of the node.</summary>
    public string Path { get; }

    /// <summary>The name by which the driver knows it, such as "qcom,sdm845-ipa".</summary>
    public string Compatible { get; }

    /// <summary>Who loads the GSI firmware, as `qcom,gsi-loader` has it: "modem", "self" or, where it runs already, "skip". An author may have written anything.</summary>
    public string FirmwareLoader { get; }

    /// <summary>Whether the modem loads the GSI firmware.</summary>
    public bool ModemLoadsFirmware
    {
        get { return FirmwareLoader == "modem"; }
    }

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

    /// <summary>Gives a SoC what ran before this system started: the GSI firmware, where nobody loads it.</summary>
    public void Prepare(FakeSoc soc)
    {
        soc.Modem.SetGsiFirmware(FirmwareLoader == "skip");
    }

    internal FakeSoc CreateSoc(BoardOptions options)
    {
        FakeSoc soc = new FakeSoc(new EventLoop(options.Time), options.Chip == null ? Chips.For(Compatible) : options.Chip, Map, options.Timing, ModemLoadsFirmware);
        Prepare(soc);
        return soc;
    }
}
