using System.Diagnostics;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IpaEmbedded.Mutants.Building;

/// <summary>What the compiler is given for a project, as the build itself says it.</summary>
/// <param name="Folder">The project's folder.</param>
/// <param name="Arguments">Sources, references, resources and options.</param>
public sealed record ProjectInputs(string Folder, CSharpCommandLineArguments Arguments)
{
    /// <summary>The assembly's name.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Arguments.OutputFileName!);

    /// <summary>Asks the build, without building.</summary>
    /// <exception cref="MutantsException">The build does not say.</exception>
    public static ProjectInputs Of(string folder, string configuration)
    {
        string project = Directory.GetFiles(folder, "*.csproj").Single();
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", project, "-t:Compile", "-getItem:CscCommandLineArgs", "-p:ProvideCommandLineArgs=true", "-p:SkipCompilerExecution=true", "-p:BuildProjectReferences=false",
            "-p:NonExistentFile=none", $"-p:Configuration={configuration}",
        ])
        { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || !answer.StartsWith('{'))
        {
            throw new MutantsException($"{project} is not built: {answer}");
        }
        using JsonDocument document = JsonDocument.Parse(answer);
        string[] arguments = [.. document.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
        return arguments.Length == 0 ? throw new MutantsException($"the build of {project} names no sources") : new ProjectInputs(folder, CSharpCommandLineParser.Default.Parse(arguments, folder, null));
    }

    /// <summary>The sources as trees, in the project's language.</summary>
    public IReadOnlyList<SyntaxTree> Parse()
    {
        CSharpParseOptions options = Arguments.ParseOptions.WithLanguageVersion(Arguments.ParseOptions.SpecifiedLanguageVersion == LanguageVersion.Default ? LanguageVersion.Preview : Arguments.ParseOptions.LanguageVersion).WithDocumentationMode(DocumentationMode.None);
        return [.. Arguments.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(Microsoft.CodeAnalysis.Text.SourceText.From(File.ReadAllText(file.Path), System.Text.Encoding.UTF8), options, file.Path))];
    }

    /// <summary>A compilation of these trees.</summary>
    public CSharpCompilation Compile(IEnumerable<SyntaxTree> trees)
    {
        CSharpCompilationOptions options = Arguments.CompilationOptions.WithOptimizationLevel(OptimizationLevel.Release).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress)
            .WithSpecificDiagnosticOptions([]).WithDeterministic(true).WithReportSuppressedDiagnostics(false).WithConcurrentBuild(true);
        IEnumerable<MetadataReference> references = Arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(Path.Combine(Folder, reference.Reference)));
        return CSharpCompilation.Create(Name, trees, references, options);
    }

    /// <summary>Resources of the assembly.</summary>
    public IReadOnlyList<ResourceDescription> Resources => Arguments.ManifestResources;
}
