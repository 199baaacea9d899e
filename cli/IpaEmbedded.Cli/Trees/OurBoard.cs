using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli;

/// <summary>A board that comes with the command: its name, what its tree says of itself, and its IPA, which is null if it has none.</summary>
/// <param name="Name">The name that commands take for its tree.</param>
/// <param name="Path">Path of its source.</param>
/// <param name="Model">Its "model".</param>
/// <param name="Soc">The SoC as the last entry of the root's "compatible" names it.</param>
/// <param name="Ipa">Its IPA.</param>
public sealed record OurBoard(string Name, string Path, string Model, string Soc, IpaNode? Ipa)
{
    /// <summary>Version of the IPA, such as v3.5.1.</summary>
    public string? IpaVersion => Ipa is null ? null : "v" + IpaVersions.ForCompatible(Ipa.Compatible).VersionName;

    /// <summary>Who loads the GSI firmware: the modem, or the application processor itself.</summary>
    public string? FirmwareLoader => Ipa?.FirmwareLoader;

    /// <summary>All boards, by name.</summary>
    public static IEnumerable<OurBoard> All() => BoardFiles.Names.Select(Load);

    /// <summary>Compiles the tree of a board and reads what it says.</summary>
    /// <exception cref="CommandFailure">The tree cannot be read, or does not compile.</exception>
    public static OurBoard Load(string name)
    {
        string path = BoardFiles.PathOf(name);
        TreeFile file = TreeFile.Load(path, new CompileOptions());
        if (file.Tree is null)
        {
            throw new CommandFailure(ExitCode.Findings, $"{path} does not compile; 'ipa dt check {name}' says why");
        }
        var tree = new FlattenedTree(file.ToBlob());
        var root = new TreeNode(tree, FlattenedTree.Root);
        return new OurBoard(name, path, root.String("model", ""), root.Strings("compatible")[^1], FindIpa(tree));
    }

    private static IpaNode? FindIpa(FlattenedTree tree)
    {
        try
        {
            return IpaNode.Find(tree);
        }
        catch (ProbeException)
        {
            return null;
        }
    }
}
