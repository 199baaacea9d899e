using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Where the files that a source includes are searched and where they may lie, beyond what the command line says.</summary>
public static class IncludeSearch
{
    /// <summary>
    /// Adds the include directories of the checkout that holds the source, and ours, behind those given; and, unless
    /// roots are given, lets files come from all these directories, the source's own and the checkout only.
    /// </summary>
    public static CompileOptions Extend(CompileOptions options, string sourcePath)
    {
        string own = Path.GetDirectoryName(sourcePath) is { Length: > 0 } folder ? folder : ".";
        Checkout? checkout = Checkout.Of(own);
        string[] include = [.. options.IncludeDirectories, .. checkout?.IncludeDirectories ?? [], ToolFiles.Includes];
        if (options.Roots.Count > 0)
        {
            return options with { IncludeDirectories = include };
        }
        var roots = new List<string> { own, ToolFiles.DeviceTrees };
        foreach (string directory in include)
        {
            roots.Add(directory);
            if (Checkout.Of(directory) is { } other && !roots.Contains(other.Root))
            {
                roots.Add(other.Root);
            }
        }
        if (checkout is not null)
        {
            roots.Add(checkout.Root);
        }
        return options with { IncludeDirectories = include, Roots = roots };
    }
}
