using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>A device tree from a source file or a blob: the tree, the bytes that go to the target, and what is wrong with it.</summary>
public sealed class TreeFile
{
    private TreeFile(string path, bool isBlob, Devicetree? tree, DiagnosticBag diagnostics)
    {
        Path = path;
        IsBlob = isBlob;
        Tree = tree;
        Diagnostics = diagnostics;
    }

    public string Path { get; }

    public bool IsBlob { get; }

    /// <summary>The tree, or null if it has errors.</summary>
    public Devicetree? Tree { get; }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>Reads and, if it is source, compiles a tree.</summary>
    /// <exception cref="CommandFailure">The file cannot be read or is no device tree at all.</exception>
    public static TreeFile Load(string path, CompileOptions options)
    {
        InputFile file = InputFile.Read(path);
        switch (file.Kind)
        {
            case FileKind.Blob:
                return Checked(file.Path, true, FlattenedTreeReader.Read(file.Bytes, file.Path));
            case FileKind.Source:
                return Checked(file.Path, false, DeviceTreeCompiler.Compile(new SourceFile(file.Path, file.Bytes), options));
            case FileKind.Yaml:
                throw new CommandFailure(ExitCode.Findings, $"{file.Path} is a binding (YAML), not a device tree; name a directory of bindings with --bindings");
            default:
                throw new CommandFailure(ExitCode.Findings, $"{file.Path} is neither device tree source nor a device tree blob");
        }
    }

    /// <summary>Runs the checks that dtc has too over a tree; one with errors is withheld.</summary>
    internal static Devicetree? Check(CompileResult result)
    {
        if (result.Tree is null)
        {
            return null;
        }
        TreeChecks.Run(result.Tree, CheckOptions.Default, result.Diagnostics);
        return result.Diagnostics.HasErrors ? null : result.Tree;
    }

    private static TreeFile Checked(string path, bool isBlob, CompileResult result)
    {
        Devicetree? tree = Check(result);
        return new TreeFile(path, isBlob, tree, result.Diagnostics);
    }

    /// <summary>Findings as they are, but those without a place in a text, which are about a blob, carry the file's name.</summary>
    public IEnumerable<Diagnostic> InItsFile(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(diagnostic => diagnostic.Span is null && diagnostic.FileName is null ? diagnostic with { FileName = Path } : diagnostic);

    /// <summary>The blob that the target side reads.</summary>
    public byte[] ToBlob() => FlattenedTreeWriter.Write(Tree!);
}
