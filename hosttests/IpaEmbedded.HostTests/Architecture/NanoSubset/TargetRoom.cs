using System.Xml.Linq;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>A target-side project as nanoFramework sees it: every source in its folder except the *.Host.cs variants.</summary>
public sealed class TargetRoom
{
    private TargetRoom(string folder, string name)
    {
        Name = name;
        Folder = folder;
        Sources = RepositoryRoot.Files(Folder, "*.cs").Where(file => !file.EndsWith(".Host.cs", StringComparison.Ordinal)).Select(RepositoryRoot.Relative).ToList();
        References = XDocument.Load(RepositoryRoot.PathOf($"{Folder}/{name}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .ToList();
    }

    public string Name { get; }

    /// <summary>Folder relative to the repository's root.</summary>
    public string Folder { get; }

    /// <summary>Source files relative to the repository's root, sorted.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Names of the rooms that the project file references directly.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>Every firmware/IpaEmbedded.* folder but those of the host dialect, and the examples, each after the rooms that it references.</summary>
    public static IReadOnlyList<TargetRoom> InDependencyOrder()
    {
        var waiting = Directory.EnumerateDirectories(RepositoryRoot.PathOf("firmware"), "IpaEmbedded.*")
            .Where(folder => !IsHostDialect(folder))
            .Select(folder => new TargetRoom(RepositoryRoot.Relative(folder), Path.GetFileName(folder)))
            .Append(new TargetRoom("firmware/boards/examples", "IpaEmbedded.Examples"))
            .OrderBy(room => room.Name, StringComparer.Ordinal)
            .ToList();
        var ordered = new List<TargetRoom>();
        while (waiting.Count > 0)
        {
            var next = waiting.FirstOrDefault(room => room.References.All(name => ordered.Exists(done => done.Name == name)))
                ?? throw new InvalidOperationException("project references form a cycle: " + string.Join(", ", waiting.Select(room => room.Name)));
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    // A project that asks for the newest language never runs on a target.
    private static bool IsHostDialect(string folder) =>
        XDocument.Load(Path.Combine(folder, Path.GetFileName(folder) + ".csproj")).Descendants("LangVersion").Any(version => version.Value == "latest");
}
