using System.Diagnostics;

namespace IpaEmbedded.Benchmarks.DeviceTree;

/// <summary>A published build of the command.</summary>
/// <param name="Name">How it was compiled, as the report says it.</param>
/// <param name="Path">The executable.</param>
public sealed record ToolBuild(string Name, string Path)
{
    /// <summary>Publishes the command of this checkout as ReadyToRun and as native executable into a directory.</summary>
    /// <exception cref="InvalidOperationException">There is no checkout around this program, or a build failed.</exception>
    public static IReadOnlyList<ToolBuild> PublishAll(string directory) =>
        [Publish("ReadyToRun", directory + "/r2r", "PublishReadyToRun"), Publish("native", directory + "/native", "PublishAot")];

    private static ToolBuild Publish(string name, string directory, string property)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = Checkout(), RedirectStandardOutput = true };
        foreach (string argument in (string[])["publish", "cli/IpaEmbedded.Cli", "-c", "Release", "-r", "linux-x64", "--self-contained", property == "PublishAot" ? "true" : "false", $"-p:{property}=true", "-v", "q", "-o", directory])
        {
            start.ArgumentList.Add(argument);
        }
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? new ToolBuild(name, directory + "/ipa") : throw new InvalidOperationException($"dotnet publish with {property} failed:\n{said}");
    }

    private static string Checkout()
    {
        for (string? at = AppContext.BaseDirectory; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            if (File.Exists(at + "/IpaEmbedded.sln"))
            {
                return at;
            }
        }
        throw new InvalidOperationException("not inside a checkout; name a published ipa with --tool");
    }
}
