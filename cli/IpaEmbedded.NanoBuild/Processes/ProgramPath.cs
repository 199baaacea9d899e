namespace IpaEmbedded.NanoBuild;

/// <summary>Programs on PATH.</summary>
public static class ProgramPath
{
    /// <summary>Full path of the first program on PATH that has one of the names; null if there is none.</summary>
    public static string? Find(params string[] names) =>
        Folders.SelectMany(folder => names.SelectMany(name => Forms(name)).Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>The folders of PATH.</summary>
    public static IEnumerable<string> Folders =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(Path.IsPathFullyQualified);

    private static IEnumerable<string> Forms(string name) => OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd", name] : [name];
}
