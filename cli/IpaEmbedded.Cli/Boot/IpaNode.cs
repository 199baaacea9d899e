using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Cli.Boot;

/// <summary>The IPA of a tree: which chip it is, and who loads its firmware.</summary>
internal sealed record IpaNode(string Path, string Compatible, bool ModemLoadsFirmware, SocMap Map)
{
    /// <summary>The first enabled node that the driver knows.</summary>
    /// <exception cref="ProbeException">There is none.</exception>
    public static IpaNode Find(FlattenedTree tree)
    {
        for (int index = 0; index < tree.NodeCount; index++)
        {
            if (Array.Find(IpaVersions.Compatibles(), name => tree.IsCompatible(index, name)) is { } compatible && tree.IsEnabled(index))
            {
                var node = new TreeNode(tree, index);
                bool modem = node.HasProperty("qcom,gsi-loader") ? node.String("qcom,gsi-loader") == "modem" : node.HasProperty("modem-init");
                SocMap map = tree.IsCompatible(0, "qcom,sc7180") ? SocMap.Sc7180() : SocMap.Sdm845();
                map.TakeSmem(tree);
                return new IpaNode(node.Path, compatible, modem, map);
            }
        }
        throw new ProbeException("/", "compatible", "an enabled node below that is compatible with one of " + string.Join(", ", IpaVersions.Compatibles()));
    }
}
