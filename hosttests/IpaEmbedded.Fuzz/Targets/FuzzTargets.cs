using System.Runtime.Loader;

namespace IpaEmbedded.Fuzz;

/// <summary>The targets, by name.</summary>
public static class FuzzTargets
{
    /// <summary>Those built in, and those of an assembly if one is given.</summary>
    public static IReadOnlyList<FuzzTarget> All(string? assembly)
    {
        FuzzTarget[] builtIn =
        [
            new SourceTarget(), new FormatTarget(), new BlobTarget(), new PrintTarget(), new OverlayTarget(), new YamlTarget(), new PatternTarget(), new BindingTarget(), new BindingTreeTarget(),
            new StatusTarget(), new QmapTarget(), new QmiTarget(), new FirmwareTarget(), new QtestTarget(),
        ];
        return assembly is null ? builtIn : [.. builtIn, .. AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(FuzzTarget)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (FuzzTarget)Activator.CreateInstance(type)!)];
    }

    /// <summary>The target of that name, or null.</summary>
    public static FuzzTarget? Find(string name, string? assembly) => All(assembly).FirstOrDefault(target => target.Name == name);
}
