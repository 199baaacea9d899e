using System.Diagnostics;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The runtimes that the group of that name is measured in: the usual one, one without profile-guided optimisation, and native code.</summary>
internal static class Runtimes
{
    /// <summary>The group.</summary>
    public const string Group = "runtimes";

    /// <summary>Behind the names of cases that ran without profile-guided optimisation.</summary>
    public const string WithoutProfile = " without PGO";

    /// <summary>Behind the names of cases that ran as native code.</summary>
    public const string Native = " in NativeAOT";

    /// <summary>The same code in every runtime: the loop in C.</summary>
    public const string Yardstick = "c 32";

    /// <summary>
    /// Publishes the loops as native code into a folder and returns the program; null where that cannot be, and <paramref name="why"/> says so.
    /// </summary>
    public static string? Publish(string root, string directory, out string why)
    {
        why = "";
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
        {
            why = "native code is measured on Linux for x86-64 alone";
            return null;
        }
        var start = new ProcessStartInfo("dotnet",
            ["publish", Path.Combine(root, "hosttests", "IpaEmbedded.Benchmarks"), "-c", "Release", "-r", "linux-x64", "-p:PublishAot=true", "-v", "q", "-o", directory])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process publish = Process.Start(start)!;
        Task<string> errors = publish.StandardError.ReadToEndAsync();
        string text = publish.StandardOutput.ReadToEnd() + errors.Result;
        publish.WaitForExit();
        if (publish.ExitCode == 0) { return Path.Combine(directory, "IpaEmbedded.Benchmarks"); }
        why = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? text;
        return null;
    }
}
