using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Where the files that a source includes are searched and where they may lie, beyond what the command line says.</summary>
public static class IncludeSearch
{
    /// <summary>
    /// Adds the include directories of the checkout that holds the source, and ours, behind those given; and, unless
    /// roots are given, lets files come from the source's own directory, the directories given, the checkouts that
    /// hold these, and its <see cref="Surroundings"/>. A directory of a checkout is no root of its own: where it is a link
    /// that leads out of the checkout, which anybody can ship, it opens nothing.
    /// </summary>
    public static CompileOptions Extend(CompileOptions options, string sourcePath)
    {
        string own = Path.GetDirectoryName(sourcePath) is { Length: > 0 } folder ? folder : ".";
        Checkout? checkout = Checkout.Of(own);
        IReadOnlyList<string> given = options.IncludeDirectories;
        options = options with
        {
            Files = CommandFiles.Counting(options.Files),
            IncludeDirectories = [.. options.IncludeDirectories, .. checkout?.IncludeDirectories ?? [], ToolFiles.Includes],
        };
        if (options.Roots.Count > 0)
        {
            return options;
        }
        string? project = checkout?.Root ?? Surroundings.GitCheckoutOf(own);
        var roots = new List<string> { own, ToolFiles.DeviceTrees };
        if (project is not null)
        {
            roots.Add(project);
        }
        roots.AddRange(given.Select(directory => Checkout.Of(directory)?.Root ?? directory).Where(root => root != checkout?.Root).Distinct());
        return options with { Roots = roots, SourceFolders = project is null && !IsOurs(own) ? Surroundings.NamedBy(sourcePath) : [] };
    }

    private static bool IsOurs(string directory) => (Path.GetFullPath(directory) + "/").StartsWith(ToolFiles.DeviceTrees + "/", StringComparison.Ordinal);
}
