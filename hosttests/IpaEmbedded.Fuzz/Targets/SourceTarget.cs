using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Compiles: there is a tree or an error and never both, findings can be shown, the written items of a value lie one behind the other in it, and the blob
/// can be read back and written again.
/// </summary>
public sealed class SourceTarget : FuzzTarget
{
    public override string Name => "dts";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. TreeSamples.Sources.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<byte[]> Dictionary => TreeSamples.Pieces;

    public override IReadOnlyList<Mutation> Mutations => SourceMutations.All;

    public override string? Execute(byte[] input)
    {
        // The options follow from the input, so that an input alone repeats what happened.
        int options = input.Length;
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", input),
            new CompileOptions { Files = TreeSamples.Files, IncludeDirectories = ["."], Checks = CheckOptions.Default, Symbols = options % 2 == 0, Aliases = options % 3 == 0 });
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            _ = diagnostic.ToString();
        }
        if ((result.Tree is null) != result.Diagnostics.HasErrors)
        {
            return "neither tree nor error, or both";
        }
        if (result.Tree is null)
        {
            return null;
        }
        if (result.Tree.Nodes().SelectMany(node => node.Properties).FirstOrDefault(property => !HoldsItems(property)) is { } property)
        {
            return $"the items of {property} do not lie in its value, one behind the other";
        }
        byte[] blob = FlattenedTreeWriter.Write(result.Tree);
        if (FlattenedTreeReader.Read(blob).Tree is not { } again)
        {
            return "the blob cannot be read back";
        }
        // A reservation without a size is how the list ends, so one that the source states ends it early; dtc does the same.
        bool endsEarly = result.Tree.MemoryReservations.Any(each => each.SizeBytes == 0);
        return endsEarly || FlattenedTreeWriter.Write(again).AsSpan().SequenceEqual(blob) ? null : "the blob is written differently after reading";
    }

    private static bool HoldsItems(Property property)
    {
        int end = 0;
        foreach (PropertyElement element in property.Elements)
        {
            if (element.Offset < end || element.Length < 0 || element.Offset + element.Length > property.Length)
            {
                return false;
            }
            end = element.Offset + element.Length;
        }
        return property.Groups.All(group => group.Offset >= 0 && group.Offset <= property.Length);
    }
}
