using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Testing;

/// <summary>
/// A device tree for a test, compiled from text or from a file. Sources may include what comes with this package (<c>dt-bindings/gpio/gpio.h</c>,
/// <c>dt-bindings/interrupt-controller/irq.h</c> and others).
/// </summary>
/// <example><code>
/// var tree = TestTree.FromFile("dts/board.dts").Validate("bindings");
/// </code></example>
public sealed class TestTree
{
    private TestTree(DeviceTreeDocument document)
    {
        Document = document;
        Blob = FlattenedTreeWriter.Write(document);
    }

    /// <summary>The tree with the places of its text.</summary>
    public DeviceTreeDocument Document { get; }

    /// <summary>The compiled tree (DTB), which is all that a board reads.</summary>
    public byte[] Blob { get; }

    /// <summary>Compiles a text; <c>/dts-v1/;</c> may be left out.</summary>
    /// <exception cref="TestFailedException">The text has errors; the message has all of them with their lines.</exception>
    public static TestTree FromText(string text)
    {
        // The marker keeps the lines of findings those of the text.
        var source = text.Contains("/dts-v1/", StringComparison.Ordinal) ? text : "/dts-v1/;\n# 1 \"test.dts\"\n" + text;
        return From(DeviceTreeCompiler.Compile(new SourceFile("test.dts", source), Options([])));
    }

    /// <summary>Compiles a file.</summary>
    /// <param name="path">Path of the source.</param>
    /// <param name="includeDirectories">Where included files are searched that are neither beside the source nor in this package.</param>
    /// <exception cref="TestFailedException">There is no such file, or it has errors; the message has all of them with their lines.</exception>
    public static TestTree FromFile(string path, params string[] includeDirectories) =>
        From(DeviceTreeCompiler.Compile(path, Options(includeDirectories)));

    /// <summary>Validates the tree by bindings and, where these say nothing of a compatible, by those that come with this package; returns the tree.</summary>
    /// <param name="bindingDirectories">Folders with binding files (<c>.yaml</c>), searched with their subfolders.</param>
    /// <exception cref="TestFailedException">A binding is wrong, or the tree breaks one; the message has every finding with its line and the line of the rule.</exception>
    public TestTree Validate(params string[] bindingDirectories)
    {
        var bindings = BindingSet.FromFiles(bindingDirectories.SelectMany(FilesOf), KitFiles.Bindings);
        RequireNone(bindings.Diagnostics);
        RequireNone(BindingValidator.Validate(Document, bindings).Diagnostics);
        return this;
    }

    private static CompileOptions Options(string[] includeDirectories) =>
        new() { IncludeDirectories = [.. includeDirectories, KitFiles.IncludeDirectory], Files = new KitFiles() };

    private static TestTree From(CompileResult result)
    {
        RequireNone(result.Diagnostics);
        return new TestTree(result.Tree!);
    }

    private static IEnumerable<(string Path, SourceFile File)> FilesOf(string directory) =>
        Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(directory, path).Replace('\\', '/'), new SourceFile(path, File.ReadAllBytes(path))));

    private static void RequireNone(DiagnosticBag findings)
    {
        if (findings.HasErrors)
        {
            throw new TestFailedException(string.Join('\n', findings));
        }
    }
}
