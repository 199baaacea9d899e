namespace IpaEmbedded.Fuzz;

/// <summary>A copy of this program whose assemblies under test are instrumented; workers run from it.</summary>
public sealed class WorkFolder : IDisposable
{
    private static readonly string[] Needed = ["IpaEmbedded.*.dll", "System.CommandLine.dll", "YamlDotNet.dll", "Mono.Cecil*.dll", "IpaEmbedded.Fuzz.runtimeconfig.json"];

    private WorkFolder(string path)
    {
        Path = path;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The program that workers run.</summary>
    public string Program => Path + "/IpaEmbedded.Fuzz.dll";

    /// <summary>Where the copy of an assembly with more targets is.</summary>
    public static string InFolder(string folder, string targetAssembly) => System.IO.Path.Combine(folder, System.IO.Path.GetFileName(targetAssembly));

    /// <summary>Copies and instruments.</summary>
    /// <param name="assemblies">Names of the assemblies to instrument.</param>
    /// <param name="targetAssembly">An assembly with more targets, or null.</param>
    public static WorkFolder Create(IEnumerable<string> assemblies, string? targetAssembly)
    {
        var folder = new WorkFolder(Directory.CreateTempSubdirectory("ipa-fuzz-").FullName);
        string here = System.IO.Path.GetDirectoryName(typeof(WorkFolder).Assembly.Location)!;
        foreach (string file in Needed.SelectMany(pattern => Directory.EnumerateFiles(here, pattern)))
        {
            File.Copy(file, System.IO.Path.Combine(folder.Path, System.IO.Path.GetFileName(file)));
        }
        if (targetAssembly is not null)
        {
            File.Copy(targetAssembly, InFolder(folder.Path, targetAssembly), overwrite: true);
        }
        foreach (string assembly in assemblies.Distinct(StringComparer.Ordinal))
        {
            Instrumenter.Instrument($"{folder.Path}/{assembly}.dll");
        }
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
