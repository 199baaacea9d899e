using System.ComponentModel;
using System.Diagnostics;

namespace IpaEmbedded.NanoBuild;

/// <summary>One run of a program: what it printed and how it ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and a signal's number if the signal ended it, so 139 is a crash.</param>
/// <param name="Out">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="IsTimedOut">True if it was ended because its time was over.</param>
public sealed record ToolRun(int ExitCode, string Out, string Error, bool IsTimedOut)
{
    private const int MaxCharacters = 16 * 1024 * 1024;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its path, or a name that is looked for on PATH.</param>
    /// <param name="arguments">Its arguments; nothing has to be quoted.</param>
    /// <param name="directory">Its working directory.</param>
    /// <param name="timeout">After this it and what it started are ended.</param>
    /// <param name="line">Told each line of its standard output as it comes; null for nobody.</param>
    /// <param name="errorLine">The same of its standard error, on another thread.</param>
    /// <param name="stop">Ends it, without that being a time-out.</param>
    /// <exception cref="NanoBuildException">It does not start.</exception>
    public static ToolRun Of(string program, IEnumerable<string> arguments, string directory, TimeSpan timeout, Action<string>? line = null, Action<string>? errorLine = null,
        CancellationToken stop = default)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Containers switch cultures off. The metadata processor sorts types by culture, and ordinal order gives native methods other numbers and assemblies another checksum.
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        // The converter sorts by culture; without, native tables and checksums come out otherwise.
        start.Environment.Remove("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        using Process process = Started(start);
        var output = new System.Text.StringBuilder();
        var error = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, e) => Take(output, e.Data, line);
        process.ErrorDataReceived += (_, e) => Take(error, e.Data, errorLine);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        bool ended;
        using (stop.Register(() => End(process)))
        {
            ended = process.WaitForExit(timeout);
        }
        if (!ended)
        {
            End(process);
        }
        // Without a time this waits for the ends of both streams too.
        process.WaitForExit();
        return new ToolRun(process.ExitCode, Text(output), Text(error), !ended);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself meanwhile.
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            throw new NanoBuildException($"{start.FileName} does not start: {e.Message}");
        }
    }

    private static void Take(System.Text.StringBuilder text, string? received, Action<string>? line)
    {
        if (received is null)
        {
            return;
        }
        lock (text)
        {
            if (text.Length < MaxCharacters)
            {
                text.Append(received).Append('\n');
            }
        }
        line?.Invoke(received);
    }

    private static string Text(System.Text.StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
