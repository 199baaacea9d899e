using IpaEmbedded.HostTests.Boards;
using IpaEmbedded.Mutants.Building;
using IpaEmbedded.Mutants.Making;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IpaEmbedded.HostTests.Mutants;

/// <summary>A product of one file, mutated as the command does it, and beside it tests of it.</summary>
internal sealed class PlantedProject : IDisposable
{
    private const string ProductName = "PlantedProduct";
    private const string TestsName = "PlantedTests";

    private readonly TemporaryFolder _folder = new();

    public PlantedProject(string source, params UpstreamDefect[] defects)
    {
        File.WriteAllText(Path.Combine(_folder.FolderPath, "Gauge.cs"), source);
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] arguments = ["/target:library", "/unsafe", "/out:" + ProductName + ".dll", .. ((string[])["System.Private.CoreLib", "System.Runtime", "System.ComponentModel.Primitives", "System.Diagnostics.Process"]).Select(name => $"/reference:{framework}/{name}.dll"), "Gauge.cs"];
        Inputs = new ProjectInputs(_folder.FolderPath, CSharpCommandLineParser.Default.Parse(arguments, _folder.FolderPath, null));
        Assembly = MutatedAssembly.Build(Inputs, tree => new SourceFile("Gauge.cs", tree, "Planted", null), defects, Catalog);
    }

    public ProjectInputs Inputs { get; }

    public MutantCatalog Catalog { get; } = new();

    public MutatedAssembly Assembly { get; }

    /// <summary>What the mutants change, in order: those of the file's one type without file, type and member.</summary>
    public string[] Changes => [.. Catalog.Built.Select(mutant => mutant.Id[(mutant.Id.IndexOf(": ", StringComparison.Ordinal) + 2)..])];

    /// <summary>The tests' output with the mutated product in it.</summary>
    public TestFolder WithTests(string source)
    {
        string output = Directory.CreateDirectory(Path.Combine(_folder.FolderPath, "output")).FullName;
        foreach (string name in (string[])["IpaEmbedded.Mutants.dll", "Microsoft.CodeAnalysis.dll", "Microsoft.CodeAnalysis.CSharp.dll", "System.CommandLine.dll", "MSTest.TestFramework.dll"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), Path.Combine(output, name));
        }
        File.Copy(Path.Combine(AppContext.BaseDirectory, "IpaEmbedded.Mutants.runtimeconfig.json"), Path.Combine(output, TestsName + ".runtimeconfig.json"));
        CSharpCompilation product = Inputs.Compile(Inputs.Parse());
        CSharpCompilation tests = CSharpCompilation.Create(TestsName, [CSharpSyntaxTree.ParseText(source)],
            [.. product.References, MetadataReference.CreateFromFile(Path.Combine(output, "MSTest.TestFramework.dll")), MetadataReference.CreateFromFile(typeof(System.Collections.Concurrent.ConcurrentDictionary<,>).Assembly.Location), product.ToMetadataReference()], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.IsTrue(product.Emit(Path.Combine(output, ProductName + ".dll")).Success);
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = tests.Emit(Path.Combine(output, TestsName + ".dll"));
        Assert.IsTrue(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return TestFolder.Create(output, Path.Combine(_folder.FolderPath, "tests"), TestsName, [Assembly]);
    }

    public void Dispose() => _folder.Dispose();
}
