using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Where the files that a source includes are searched and where they may lie, beyond what the command line says.</summary>
public static class IncludeSearch
{
    /// <summary>
    /// Adds the include directories of the checkout that holds the source, and ours, behind those given; and, unless
    /// roots are given, lets files come from the source's own directory, the directories given, and the checkouts that
    /// hold these. A directory of a checkout is no root of its own: where it is a link that leads out of the checkout,
    /// which anybody can ship, it opens nothing.
    /// </summary>
    public static CompileOptions Extend(CompileOptions options, string sourcePath)
    {
        string own = Path.GetDirectoryName(sourcePath) is { Length: > 0 } folder ? folder : ".";
        Checkout? checkout = Checkout.Of(own);
        string[] include = [.. options.IncludeDirectories, .. checkout?.IncludeDirectories ?? [], ToolFiles.Includes];
        options = options with { Files = CommandFiles.Counting(options.Files) };
        if (options.Roots.Count > 0)
        {
            return options with { IncludeDirectories = include };
        }
        var roots = new List<string> { own, ToolFiles.DeviceTrees };
        if (checkout is not null)
        {
            roots.Add(checkout.Root);
        }
        roots.AddRange(options.IncludeDirectories.Select(directory => Checkout.Of(directory)?.Root ?? directory).Where(root => root != checkout?.Root).Distinct());
        return options with { IncludeDirectories = include, Roots = roots };
    }
}
