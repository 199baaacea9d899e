using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Validates a tree by a binding, both of them out of the input.</summary>
public sealed class BindingTreeTarget : FuzzTarget
{
    public override string Name => "binding-tree";

    public override IReadOnlyList<byte[]> Seeds => BindingSamples.Pairs;

    public override IReadOnlyList<byte[]> Dictionary => [.. BindingSamples.Pieces, .. TreeSamples.Pieces];

    public override IReadOnlyList<Mutation> Mutations => [.. YamlMutations.All, .. SourceMutations.All];

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Bindings"];

    public override string? Execute(byte[] input)
    {
        ReadOnlySpan<byte> border = "\n%%%\n"u8;
        int at = input.AsSpan().IndexOf(border);
        if (at < 0)
        {
            return null;
        }
        DeviceTreeDocument? tree = DeviceTreeCompiler.Compile(new SourceFile("m.dts", input[(at + border.Length)..]), new CompileOptions { Files = TreeSamples.Files, IncludeDirectories = ["."] }).Tree;
        return tree is null ? null : BindingSamples.Validate(tree, BindingSamples.SetOf(input[..at]));
    }
}
