using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// The compiler of the SDK as a process, as nanoFramework needs it: no configuration and no framework of its own, C# 10 (newer ones embed an attribute that shifts native
/// tables), portable symbols. The same sources make the same bytes in any folder.
/// </summary>
public sealed class CSharpCompiler
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly DotnetSdk _sdk;
    private readonly WorkFolder _work;
    private readonly IReadOnlyList<(string Path, string Name)> _roots;

    /// <param name="sdk">The SDK.</param>
    /// <param name="work">Where the compiler writes.</param>
    /// <param name="roots">Folders of sources and the names that the symbols have for them, such as <c>/_/firmware</c>.</param>
    public CSharpCompiler(DotnetSdk sdk, WorkFolder work, IReadOnlyList<(string Path, string Name)> roots)
    {
        _sdk = sdk;
        _work = work;
        _roots = [.. roots, (work.Path, "/_/build")];
    }

    /// <summary>Compiles one assembly. Its .dll stays in the work folder, for those that refer to it.</summary>
    /// <param name="name">Name of the assembly.</param>
    /// <param name="sources">Full paths of the sources.</param>
    /// <param name="references">Full paths of the assemblies that it refers to, mscorlib among them.</param>
    /// <param name="configuration">Debug or Release.</param>
    /// <param name="isApplication">True for an assembly with an entry point.</param>
    /// <param name="warningsAreErrors">True for our own sources, which have none.</param>
    /// <exception cref="NanoBuildException">The compiler does not run.</exception>
    public Compilation Compile(string name, IEnumerable<string> sources, IEnumerable<string> references, BuildConfiguration configuration, bool isApplication, bool warningsAreErrors)
    {
        string image = DllOf(name);
        string symbols = Path.ChangeExtension(image, ".pdb");
        var lines = new List<string>
        {
            isApplication ? "-target:exe" : "-target:library", "-nostdlib", "-langversion:10", "-nullable:disable", "-deterministic", "-debug:portable", "-utf8output", "-fullpaths", "-nologo",
            "-preferreduilang:en-US", "-filealign:512", warningsAreErrors ? "-warnaserror+" : "-warnaserror-",
            configuration == BuildConfiguration.Release ? "-optimize+" : "-optimize-", configuration == BuildConfiguration.Release ? "-define:TRACE" : "-define:DEBUG;TRACE",
            $"-pathmap:{string.Join(',', _roots.Select(root => $"\"{Escaped(root.Path)}\"={root.Name}"))}", $"-out:\"{image}\"",
        };
        lines.AddRange(references.Select(reference => $"-r:\"{reference}\""));
        lines.AddRange(sources.Select(source => $"\"{source}\""));
        string response = _work.Write(name + ".rsp", Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        _work.Delete(image);
        ToolRun run = ToolRun.Of(_sdk.Host, ["exec", _sdk.Compiler, "-noconfig", "@" + response], _work.Path, Longest);
        IReadOnlyList<CompilerMessage> messages = CompilerMessage.Read(run.Out);
        if (run.ExitCode != 0 && !messages.Any(message => message.IsError))
        {
            throw new NanoBuildException($"the compiler of SDK {_sdk.Version} ended with {run.ExitCode}{(run.IsTimedOut ? ", its time was over" : "")}: {(run.Error + run.Out).Trim()}");
        }
        return run.ExitCode != 0 ? new Compilation(null, null, messages) : new Compilation(WorkFolder.Read(image), WorkFolder.Read(symbols), messages);
    }

    /// <summary>Path of an assembly that was compiled.</summary>
    public string DllOf(string name) => Path.Combine(_work.Path, name + ".dll");

    /// <summary>A place as people know it: symbols have other names for the folders of sources.</summary>
    public SourcePlace? Real(SourcePlace? place)
    {
        foreach ((string path, string name) in _roots)
        {
            if (place is not null && place.File.StartsWith(name + "/", StringComparison.Ordinal))
            {
                return place with { File = Path.Combine(path, place.File[(name.Length + 1)..].Replace('/', Path.DirectorySeparatorChar)) };
            }
        }
        return place;
    }

    // A comma separates entries and an equals sign the two halves; each is written twice.
    private static string Escaped(string path) => path.Replace(",", ",,", StringComparison.Ordinal).Replace("=", "==", StringComparison.Ordinal);
}
