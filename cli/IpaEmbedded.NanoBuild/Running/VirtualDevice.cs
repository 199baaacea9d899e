namespace IpaEmbedded.NanoBuild;

/// <summary>Runs .pe files on an interpreter, shows what they print as it comes, and judges the run by it.</summary>
/// <param name="interpreter">The interpreter.</param>
/// <param name="lastLine">The line that the application prints last when all went well.</param>
public sealed class VirtualDevice(Interpreter interpreter, string lastLine)
{
    /// <summary>Runs.</summary>
    /// <param name="files">Full paths of the files, mscorlib first.</param>
    /// <param name="timeout">After this it is ended.</param>
    /// <param name="until">As soon as the application prints a line with this text, the run is well and the device is ended; null to wait for its own end.</param>
    /// <param name="line">Told every line with who printed it, one at a time.</param>
    /// <exception cref="NanoBuildException">The interpreter does not start.</exception>
    public DeviceRun Run(IReadOnlyList<string> files, TimeSpan timeout, string? until, Action<LineKind, string> line)
    {
        var judge = new RunJudge(lastLine);
        using var stop = new CancellationTokenSource();
        var gate = new Lock();
        bool isSeen = false;
        void take(string text)
        {
            // The two streams come on threads of their own.
            lock (gate)
            {
                if (isSeen)
                {
                    return;
                }
                LineKind kind = judge.Take(text);
                line(kind, text);
                if (until is not null && kind == LineKind.Application && text.Contains(until, StringComparison.Ordinal))
                {
                    isSeen = true;
                    stop.Cancel();
                }
            }
        }
        ToolRun run = ToolRun.Of(interpreter.Program, Arguments(interpreter, files), Environment.CurrentDirectory, timeout, take, take, stop.Token);
        lock (gate)
        {
            DeviceRun verdict = judge.Verdict(run.ExitCode, run.IsTimedOut, timeout);
            return isSeen ? new DeviceRun(RunOutcome.Done, "", null)
                : until is not null && verdict.Outcome == RunOutcome.Done ? new DeviceRun(RunOutcome.Failed, $"it ended without a line with '{until}'", null)
                : verdict;
        }
    }

    /// <summary>What an interpreter is given for files: the dotnet tool wants a verb and an option in front of them.</summary>
    public static IReadOnlyList<string> Arguments(Interpreter interpreter, IReadOnlyList<string> files) =>
        [.. interpreter.Arguments, .. interpreter.IsTool ? (string[])["run", "--assemblies"] : [], .. files];
}
