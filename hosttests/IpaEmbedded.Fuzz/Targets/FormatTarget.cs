using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>Formats: formatting again changes nothing, and a source that compiles still compiles to the same bytes.</summary>
public sealed class FormatTarget : FuzzTarget
{
    public override string Name => "fmt";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. TreeSamples.Sources.Select(Encoding.UTF8.GetBytes)];

    public override IReadOnlyList<byte[]> Dictionary => TreeSamples.Pieces;

    public override IReadOnlyList<Mutation> Mutations => SourceMutations.All;

    /// <summary>Twice as much as other targets: it compiles twice.</summary>
    public override long MaximumAllocation => 512 << 20;

    public override string? Execute(byte[] input)
    {
        if (SourceFormatter.Format(new SourceFile("m.dts", input)).Text is not { } text)
        {
            return null;
        }
        var formatted = new SourceFile("m.dts", text);
        if (SourceFormatter.Format(formatted).Text != text)
        {
            return "formatting again changes the text";
        }
        // Lines move, so what counts lines may change.
        if (input.AsSpan().IndexOf("__LINE__"u8) >= 0 || Compile(new SourceFile("m.dts", input)) is not { } before)
        {
            return null;
        }
        return Compile(formatted) is { } after && after.AsSpan().SequenceEqual(before) ? null : "formatting changes the meaning";
    }

    private static byte[]? Compile(SourceFile source) =>
        DeviceTreeCompiler.Compile(source, new CompileOptions { Files = TreeSamples.Files, IncludeDirectories = ["."] }).Tree is { } tree ? FlattenedTreeWriter.Write(tree) : null;
}
