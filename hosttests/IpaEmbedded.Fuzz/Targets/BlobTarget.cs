using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Reads blobs: there is a tree or an error and never both, the checks cope with it, and what was decompiled without a warning compiles to what the tree is written as.</summary>
public sealed class BlobTarget : FuzzTarget
{
    public override string Name => "dtb";

    public override IReadOnlyList<byte[]> Seeds => TreeSamples.Blobs;

    public override IReadOnlyList<Mutation> Mutations => BlobMutations.All;

    public override string? Execute(byte[] input)
    {
        CompileResult result = FlattenedTreeReader.Read(input, "m.dtb");
        if ((result.Tree is null) != result.Diagnostics.HasErrors)
        {
            return "neither tree nor error, or both";
        }
        if (result.Tree is not { } tree)
        {
            return null;
        }
        byte[] written = FlattenedTreeWriter.Write(tree);
        TreeChecks.Run(tree, CheckOptions.Default, new DiagnosticBag());
        SourceResult source = SourcePrinter.Decompile(input, "m.dtb");
        if (source.Text is null)
        {
            return source.Diagnostics.HasErrors ? null : "no source and no error";
        }
        if (source.Diagnostics.Any(each => each.Id == DiagnosticIds.NotExpressible))
        {
            return null;
        }
        CompileResult again = DeviceTreeCompiler.Compile(new SourceFile("m.dts", source.Text), new CompileOptions { BootCpu = tree.BootCpu, Files = TreeSamples.Files });
        return again.Tree is not null && FlattenedTreeWriter.Write(again.Tree).AsSpan().SequenceEqual(written) ? null : "decompiled source compiles to other bytes";
    }
}
