using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Loads a binding: it is used or something is said against it, and a tree can be validated by what was loaded.</summary>
public sealed class BindingTarget : FuzzTarget
{
    private readonly DeviceTreeDocument _tree = DeviceTreeCompiler.Compile(new SourceFile("m.dts", BindingSamples.Tree), new CompileOptions()).Tree!;

    public override string Name => "binding";

    public override IReadOnlyList<byte[]> Seeds => BindingSamples.Bindings;

    public override IReadOnlyList<byte[]> Dictionary => BindingSamples.Pieces;

    public override IReadOnlyList<Mutation> Mutations => YamlMutations.All;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Bindings"];

    public override string? Execute(byte[] input)
    {
        BindingSet set = BindingSamples.SetOf(input);
        foreach (Diagnostic diagnostic in set.Diagnostics)
        {
            _ = diagnostic.ToString();
        }
        return set.Files.Count < 2 && !set.Diagnostics.HasErrors ? "a file is neither used nor refused" : BindingSamples.Validate(_tree, set);
    }
}
