using IpaEmbedded.Bindings;

namespace IpaEmbedded.Cli;

/// <summary>
/// Where compiled bindings are kept between runs: the folder that <c>IPA_CACHE</c> names (empty: nowhere), else
/// <c>ipaembedded</c> where the user's caches are. It may be deleted at any time.
/// </summary>
internal static class RuleCache
{
    private const string Variable = "IPA_CACHE", CachesVariable = "XDG_CACHE_HOME", Name = "ipaembedded";

    /// <summary>The cache; null if there shall be none, or no place for one.</summary>
    public static BindingCache? Open()
    {
        string folder = Environment.GetEnvironmentVariable(Variable) ?? DefaultFolder();
        return folder.Length == 0 ? null : new BindingCache(Path.GetFullPath(folder), Write);
    }

    private static string DefaultFolder()
    {
        if (Environment.GetEnvironmentVariable(CachesVariable) is { } caches && Path.IsPathFullyQualified(caches))
        {
            return Path.Combine(caches, Name);
        }
        string home = Environment.GetFolderPath(OperatingSystem.IsWindows() ? Environment.SpecialFolder.LocalApplicationData : Environment.SpecialFolder.UserProfile);
        return !Path.IsPathFullyQualified(home) ? "" : OperatingSystem.IsWindows() ? Path.Combine(home, Name) : Path.Combine(home, ".cache", Name);
    }

    private static void Write(string path, byte[] program)
    {
        try
        {
            OutputFile.CreateFolder(Path.GetDirectoryName(path)!);
            OutputFile.Write(path, program, flushes: false);
        }
        catch (CommandFailure)
        {
            // The next run compiles the bindings again.
        }
    }
}
