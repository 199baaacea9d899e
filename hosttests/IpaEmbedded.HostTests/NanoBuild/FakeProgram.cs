using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>A program of a test: a shell script that prints what a real tool printed, and behaves as that did.</summary>
internal static class FakeProgram
{
    /// <summary>Writes it and returns its path.</summary>
    public static string Write(TemporaryFolder folder, string name, string script)
    {
        string path = folder.Write(name, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return path;
    }
}
