using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>All target-side rooms compiled for nanoFramework, each as its own assembly over the real mscorlib and the rooms before it.</summary>
public sealed class TargetBuild
{
    private static readonly Lazy<TargetBuild> DebugBuild = new(() => new TargetBuild(OptimizationLevel.Debug));
    private static readonly Lazy<TargetBuild> ReleaseBuild = new(() => new TargetBuild(OptimizationLevel.Release));

    private readonly Dictionary<string, byte[]> _images = [];
    private readonly Dictionary<string, string> _verdicts = [];

    private TargetBuild(OptimizationLevel level)
    {
        var facade = NanoFacade.Instance;
        var scanner = new TargetScan(facade, BannedTypes());
        foreach (var room in TargetRoom.InDependencyOrder())
        {
            var missing = room.References.Where(name => !_images.ContainsKey(name)).ToList();
            if (missing.Count > 0)
            {
                _verdicts[room.Name] = "not compiled, because it needs " + string.Join(", ", missing);
                continue;
            }

            var sources = room.Sources.Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));
            var references = facade.References(NanoFacade.CoreAssemblies).Concat(_images.Values.Select(image => MetadataReference.CreateFromImage(image)));
            var (image, errors) = NanoFacade.Compile(room.Name, sources, references, level: level);
            if (image is not null)
            {
                _images[room.Name] = image;
            }

            _verdicts[room.Name] = string.Join('\n', image is null ? errors : scanner.Scan(image));
        }
    }

    /// <summary>The build of a configuration, made once.</summary>
    public static TargetBuild Of(OptimizationLevel level) => level == OptimizationLevel.Debug ? DebugBuild.Value : ReleaseBuild.Value;

    /// <summary>The compiler's errors for a room, or what the scan found in it; empty when the room is right.</summary>
    public string VerdictOn(string room) => _verdicts.GetValueOrDefault(room, $"firmware/{room} does not exist");

    /// <summary>A room's compiled assembly.</summary>
    public byte[] ImageOf(string room) => _images[room];

    /// <summary>Types that exist on the target and that the deterministic core must not name, from the file that the analyzer reads too.</summary>
    public static IReadOnlyCollection<string> BannedTypes() =>
        File.ReadLines(RepositoryRoot.PathOf("firmware/BannedSymbols.txt"))
            .Where(line => line.StartsWith("T:", StringComparison.Ordinal))
            .Select(line => line[2..].Split(';')[0])
            .ToHashSet();
}
