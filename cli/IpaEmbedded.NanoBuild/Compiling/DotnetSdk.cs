using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.NanoBuild;

/// <summary>The .NET SDK whose compiler compiles: the newest of this machine.</summary>
/// <param name="Host">Path of <c>dotnet</c>.</param>
/// <param name="Compiler">Path of <c>csc.dll</c>.</param>
/// <param name="Version">Version of the SDK.</param>
public sealed record DotnetSdk(string Host, string Compiler, string Version)
{
    /// <summary>Finds the newest SDK; null if this machine has none.</summary>
    /// <param name="places">Folders that were looked into, for a message.</param>
    public static DotnetSdk? Find(out IReadOnlyList<string> places)
    {
        places = [.. Roots().Where(root => root.Length > 0).Distinct(StringComparer.Ordinal)];
        return places.SelectMany(In).OrderByDescending(sdk => Number(sdk.Version)).ThenByDescending(sdk => sdk.Version, StringComparer.Ordinal).FirstOrDefault();
    }

    private static IEnumerable<string> Roots()
    {
        yield return Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")) ?? "";
        yield return Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "";
        if (ProgramPath.Find("dotnet") is { } host)
        {
            yield return Path.GetDirectoryName(DiskFile.RealPathOf(host)) ?? "";
        }
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] usual = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet")]
            : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/usr/local/share/dotnet", "/opt/dotnet"];
        foreach (string root in usual.Append(home.Length > 0 ? Path.Combine(home, ".dotnet") : ""))
        {
            yield return root;
        }
    }

    private static IEnumerable<DotnetSdk> In(string root)
    {
        string host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        string folder = Path.Combine(root, "sdk");
        return File.Exists(host) && Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder)
                .Select(sdk => new DotnetSdk(host, Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"), Path.GetFileName(sdk)))
                .Where(sdk => File.Exists(sdk.Compiler))
            : [];
    }

    private static Version Number(string version) => System.Version.TryParse(version.Split('-')[0], out Version? number) ? number : new Version(0, 0);
}
