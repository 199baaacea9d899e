using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Applies overlays, an overlay or a base that lies included: the result can be read.</summary>
public sealed class OverlayTarget : FuzzTarget
{
    private readonly byte[] _base = TreeSamples.Build(TreeSamples.Source);
    private readonly byte[] _overlay = TreeSamples.Build(TreeSamples.Plugin);

    public override string Name => "overlay";

    public override IReadOnlyList<byte[]> Seeds => TreeSamples.Blobs;

    public override IReadOnlyList<Mutation> Mutations => BlobMutations.All;

    public override string? Execute(byte[] input) => Apply(_base, input) ?? Apply(input, _overlay);

    private static string? Apply(byte[] into, byte[] overlay)
    {
        OverlayResult result = OverlayApplier.Apply(into, "b.dtb", [("o.dtbo", overlay)]);
        return result.Blob is not null && FlattenedTreeReader.Read(result.Blob).Tree is null ? "the composite cannot be read" : null;
    }
}
