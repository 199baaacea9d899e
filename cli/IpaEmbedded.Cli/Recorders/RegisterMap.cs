using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>The registers of one IPA and where a board has them.</summary>
/// <param name="Catalog">The registers.</param>
/// <param name="IpaAddress">Address of the block ipa-reg.</param>
/// <param name="GsiAddress">Address of the block gsi.</param>
public sealed record RegisterMap(RegisterCatalog Catalog, ulong IpaAddress, ulong GsiAddress)
{
    /// <summary>No block of registers is as large as this, and no board has a block below.</summary>
    private const ulong OffsetLimit = 1 << 20;

    /// <summary>Registers and addresses of a tree.</summary>
    /// <exception cref="CommandFailure">It cannot be read, does not compile, or has no IPA.</exception>
    public static RegisterMap OfTree(string tree, CompileOptions options)
    {
        TreeFile file = TreeFile.Load(tree, options);
        if (file.Tree is null)
        {
            throw new CommandFailure(ExitCode.Findings, $"{tree} does not compile; 'ipa dt check' says why");
        }
        try
        {
            IpaNode ipa = IpaNode.Find(new FlattenedTree(file.ToBlob()));
            return new RegisterMap(RegisterCatalog.For(IpaVersions.ForCompatible(ipa.Compatible)), ipa.Map.IpaRegisters, ipa.Map.GsiRegisters);
        }
        catch (ProbeException e)
        {
            throw new CommandFailure(ExitCode.Findings, $"{tree} has no IPA: {e.Property}: expected {e.Expected}");
        }
    }

    /// <summary>The registers of a version, at the addresses that they have on the first of our boards with it.</summary>
    public static RegisterMap OfVersion(string version)
    {
        RegisterCatalog catalog = RegisterCatalog.ForVersion(version)!;
        if (catalog.Version == RegisterCatalog.DefaultVersion)
        {
            return OfTree(ToolFiles.DefaultBoard, new CompileOptions());
        }
        return OfTree(OurBoard.All().First(board => board.IpaVersion == catalog.Version).Path, new CompileOptions());
    }

    /// <summary>
    /// The registers at an address, or at an offset of a block; of an offset without a block there may be one in each. Empty if there is none.
    /// </summary>
    public IEnumerable<RegisterInstance> Find(ulong address, string? block = null)
    {
        foreach ((string name, ulong start) in ((string, ulong)[])[(RegisterCatalog.IpaBlock, IpaAddress), (RegisterCatalog.GsiBlock, GsiAddress)])
        {
            if (block is null || block == name)
            {
                ulong offset = address < OffsetLimit ? address : address - start;
                if (offset < OffsetLimit && Catalog.Find(name, (uint)offset) is { } register)
                {
                    yield return register;
                }
            }
        }
    }

    /// <summary>A block by its name: as in the device tree, or short; null if it is none.</summary>
    public static string? BlockOf(string name) => name switch
    {
        RegisterCatalog.IpaBlock or "ipa" => RegisterCatalog.IpaBlock,
        RegisterCatalog.GsiBlock => RegisterCatalog.GsiBlock,
        _ => null,
    };
}
