using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>A device tree from a source file or a blob: the tree, the bytes that go to the target, and what is wrong with it.</summary>
public sealed class TreeFile
{
    private TreeFile(string path, bool isBlob, DeviceTreeDocument? tree, DiagnosticBag diagnostics)
    {
        Path = path;
        IsBlob = isBlob;
        Tree = tree;
        Diagnostics = diagnostics;
    }

    public string Path { get; }

    public bool IsBlob { get; }

    /// <summary>The tree, or null if it has errors.</summary>
    public DeviceTreeDocument? Tree { get; }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>Reads and, if it is source, compiles a tree; the name of one of our boards is its tree.</summary>
    /// <exception cref="CommandFailure">The file cannot be read or is no device tree at all.</exception>
    public static TreeFile Load(string path, CompileOptions options) => Load(InputFile.ReadTree(path), options);

    /// <summary>The same for a file that was read already.</summary>
    /// <exception cref="CommandFailure">The file is no device tree at all.</exception>
    public static TreeFile Load(InputFile file, CompileOptions options)
    {
        CheckOptions checks = options.Checks ?? CheckOptions.Default;
        switch (file.Kind)
        {
            case FileKind.Blob:
                return Checked(file.Path, FlattenedTreeReader.Read(file.Bytes, file.Path), checks);
            case FileKind.Source:
                CompileResult compiled = DeviceTreeCompiler.Compile(new SourceFile(file.Path, file.Bytes), IncludeSearch.Extend(options, file.Path) with { Checks = checks });
                return new TreeFile(file.Path, false, compiled.Tree, compiled.Diagnostics);
            case FileKind.Yaml:
                throw new CommandFailure(ExitCode.Findings, $"{file.Path} is a binding (YAML), not a device tree; name it with --bindings");
            default:
                throw new CommandFailure(ExitCode.Findings, $"{file.Path} is neither device tree source nor a device tree blob");
        }
    }

    private static TreeFile Checked(string path, CompileResult result, CheckOptions checks)
    {
        if (result.Tree is not null)
        {
            TreeChecks.Run(result.Tree, checks, result.Diagnostics);
        }
        return new TreeFile(path, true, result.Diagnostics.HasErrors ? null : result.Tree, result.Diagnostics);
    }

    /// <summary>Findings as they are, but those without a place in a text, which are about a blob, carry the file's name.</summary>
    public IEnumerable<Diagnostic> InItsFile(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Select(diagnostic => diagnostic.Span is null && diagnostic.FileName is null ? diagnostic with { FileName = Path } : diagnostic);

    /// <summary>The blob that the target side reads.</summary>
    public byte[] ToBlob() => FlattenedTreeWriter.Write(Tree!);
}
