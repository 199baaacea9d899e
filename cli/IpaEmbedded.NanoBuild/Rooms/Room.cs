namespace IpaEmbedded.NanoBuild;

/// <summary>One assembly of the target side: what it is made of and what it needs. A nanoFramework assembly is small, so each room is one.</summary>
/// <param name="Name">Name of the assembly.</param>
/// <param name="Sources">
/// Folders and files of its sources, relative to the folder <c>firmware</c>, with forward slashes. A folder ending in <c>/**</c> is taken
/// with those in it, another without; a leading <c>!</c> takes out again. <c>*.Host.cs</c> are never sources here.
/// </param>
/// <param name="References">Names of the rooms that it refers to, directly or not, in the order of compilation.</param>
/// <param name="Libraries">Assemblies of nanoFramework that it refers to, mscorlib left out.</param>
public sealed record Room(string Name, IReadOnlyList<string> Sources, IReadOnlyList<string> References, IReadOnlyList<string> Libraries)
{
    /// <summary>True for the one that has the entry point.</summary>
    public bool IsApplication { get; init; }

    /// <summary>True if its methods are implemented by the firmware, which checks version and checksum of the assembly.</summary>
    public bool IsNative { get; init; }

    /// <summary>Paths of its sources below the folder <c>firmware</c>, sorted, with forward slashes.</summary>
    /// <param name="firmware">Path of that folder.</param>
    public IReadOnlyList<string> Files(string firmware)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string entry in Sources)
        {
            string path = entry.TrimStart('!');
            IEnumerable<string> found = path.EndsWith(".cs", StringComparison.Ordinal) ? [path] : In(firmware, path);
            if (entry.StartsWith('!'))
            {
                files.ExceptWith([.. found]);
            }
            else
            {
                files.UnionWith(found);
            }
        }
        return [.. files];
    }

    private static IEnumerable<string> In(string firmware, string folder)
    {
        bool isDeep = folder.EndsWith("/**", StringComparison.Ordinal);
        string path = Path.Combine(firmware, isDeep ? folder[..^3] : folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .Select(file => Path.GetRelativePath(firmware, file).Replace('\\', '/'))
                .Where(file => !file.EndsWith(".Host.cs", StringComparison.Ordinal) && !file.Split('/').Any(part => part is "bin" or "obj"))
            : [];
    }
}
