using System.Security.Cryptography;
using IpaEmbedded.Mutants.Making;
using Microsoft.CodeAnalysis;

namespace IpaEmbedded.Mutants.Building;

/// <summary>The projects of the rooms with all mutants in them, and those beside them that only count steps.</summary>
public sealed class MutantBuild
{
    private MutantBuild(MutantCatalog catalog, IReadOnlyList<MutatedAssembly> assemblies)
    {
        Catalog = catalog;
        Assemblies = assemblies;
    }

    /// <summary>The mutants.</summary>
    public MutantCatalog Catalog { get; }

    /// <summary>The assemblies.</summary>
    public IReadOnlyList<MutatedAssembly> Assemblies { get; }

    /// <summary>The same for the same sources.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData([.. Assemblies.SelectMany(assembly => SHA256.HashData(assembly.Image))]));

    /// <summary>Rewrites and compiles the projects that the rooms and the defects lie in; nothing of the checkout changes.</summary>
    /// <param name="root">The root of the checkout.</param>
    /// <param name="configuration">Debug or Release, as the tests were built.</param>
    /// <param name="rooms">The rooms.</param>
    /// <param name="defects">Named defects that are made, too.</param>
    /// <param name="beside">Folders of projects that count steps besides.</param>
    public static MutantBuild Make(string root, string configuration, IReadOnlyList<Room> rooms, IReadOnlyList<UpstreamDefect> defects, IEnumerable<string> beside)
    {
        var catalog = new MutantCatalog();
        string[] places = [.. rooms.Select(room => room.Path), .. defects.SelectMany(defect => defect.Edits).Select(edit => edit.File)];
        string[] projects = [.. places.Select(place => ProjectOf(root, place)).Concat(beside.Select(folder => Path.Combine(root, folder))).Distinct()];
        MutatedAssembly[] assemblies =
        [
            .. projects.Select(folder => MutatedAssembly.Build(ProjectInputs.Of(folder, configuration), tree => FileOf(root, tree, rooms), defects, catalog)),
        ];
        if (defects.FirstOrDefault(defect => defect.Edits.FirstOrDefault(edit => !File.Exists(Path.Combine(root, edit.File))) is not null) is { } lost)
        {
            throw new MutantsException($"{lost.Id} edits a file that is not there");
        }
        foreach (UpstreamDefect defect in defects)
        {
            if (!catalog.Built.Any(mutant => mutant.Id == defect.Id))
            {
                throw new MutantsException($"{defect.Id} does not compile");
            }
        }
        return new MutantBuild(catalog, assemblies);
    }

    private static SourceFile? FileOf(string root, SyntaxTree tree, IReadOnlyList<Room> rooms)
    {
        string path = Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/');
        Room? room = rooms.FirstOrDefault(each => each.Contains(path));
        return path.Split('/').Contains("obj") ? null : new SourceFile(path, tree, room?.Name ?? "", room?.Lines);
    }

    private static string ProjectOf(string root, string place)
    {
        for (string? folder = Path.Combine(root, place); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").Any())
            {
                return folder;
            }
        }
        throw new MutantsException($"'{place}' lies in no project");
    }
}
