using System.Text.Json;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Shows what was read from a blob, as JSON and as a dump, and compares it with itself: nothing differs.</summary>
public sealed class PrintTarget : FuzzTarget
{
    private static readonly DeviceTreeDocument Other = FlattenedTreeReader.Read(TreeSamples.Build(TreeSamples.Source)).Tree!;

    public override string Name => "print";

    public override IReadOnlyList<byte[]> Seeds => TreeSamples.Blobs;

    public override IReadOnlyList<Mutation> Mutations => BlobMutations.All;

    public override string? Execute(byte[] input)
    {
        if (FlattenedTreeReader.Read(input, "m.dtb").Tree is not { } tree)
        {
            return null;
        }
        using var json = new Utf8JsonWriter(Stream.Null);
        TreeJson.Write(tree, json);
        json.Flush();
        _ = TreeDump.Print(tree);
        _ = TreeDiff.Compare(tree, Other);
        return TreeDiff.Compare(tree, tree).Count == 0 ? null : "a tree differs from itself";
    }
}
