using System.Diagnostics;
using System.Globalization;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The command as a process that gets signals.</summary>
internal static class SignalledCommand
{
    /// <summary>
    /// How it is started. A test run in the background ignores interruptions and hang-ups, which what it starts would inherit; here
    /// they do what they do at a terminal.
    /// </summary>
    public static ProcessStartInfo StartInfo(params string[] args) =>
        new("env", ["--default-signal=INT,TERM,HUP", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "ipa.dll"), .. args]) { RedirectStandardError = true };

    /// <summary>Sends a signal, such as INT.</summary>
    public static void Signal(this Process process, string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
