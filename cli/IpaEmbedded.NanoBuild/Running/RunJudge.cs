namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Tells by what a virtual device prints how a run ended: the interpreter's exit code is 0 after an unhandled exception and after a refused file too; only a crash shows in it.
/// </summary>
/// <param name="lastLine">The line that the application prints last when all went well.</param>
public sealed class RunJudge(string lastLine)
{
    private const int FirstSignal = 129;
    private const int Aborted = 134;
    private const int Killed = 137;
    private const int SegmentationFault = 139;
    private const string FatalMark = "FATAL";

    private readonly List<(string Reason, string? Hint)> _troubles = [];
    private bool _isReady;
    private string? _last;
    private string? _fatal;

    /// <summary>Looks at the next line and tells who printed it.</summary>
    public LineKind Take(string line)
    {
        if (!_isReady)
        {
            if (line.Trim() == LoadingLine.Ready)
            {
                _isReady = true;
                return LineKind.Loading;
            }
            if (LoadingLine.IsProgress(line) || line.StartsWith('*'))
            {
                // The box around a wrong checksum is of asterisks.
                return LoadingLine.TroubleOf(line) is { } inBox ? Note(inBox) : LineKind.Loading;
            }
            if (LoadingLine.TroubleOf(line) is { } trouble)
            {
                return Note(trouble);
            }
        }
        if (LoadingLine.IsEnd(line))
        {
            return LineKind.Loading;
        }
        _last = line.TrimEnd();
        _fatal ??= _last.StartsWith(FatalMark, StringComparison.Ordinal) ? _last : null;
        return LineKind.Application;
    }

    /// <summary>The verdict over all lines.</summary>
    /// <param name="exitCode">The interpreter's exit code; 128 and a signal's number if one ended it, negative on Windows.</param>
    /// <param name="isTimedOut">True if it was ended because its time was over.</param>
    /// <param name="timeout">That time.</param>
    public DeviceRun Verdict(int exitCode, bool isTimedOut, TimeSpan timeout)
    {
        if (!_isReady && _troubles.Count > 0 && _last != lastLine)
        {
            // A device that has refused a file may crash too while it ends. The line that tells most is one for which a remedy is known.
            (string reason, string? hint) = _troubles.Find(trouble => trouble.Hint is not null) is { Hint: not null } known ? known : _troubles[0];
            return new DeviceRun(RunOutcome.NotLoaded, reason, hint);
        }
        string after = _last is null ? "before its first line" : $"after '{_last}'";
        if (isTimedOut)
        {
            return new DeviceRun(RunOutcome.TimedOut, $"it had not ended after {timeout.TotalSeconds:0.###} s, {after}", "--timeout gives it more; --until TEXT ends a run that never ends by itself");
        }
        if (exitCode is < 0 or >= FirstSignal)
        {
            return new DeviceRun(RunOutcome.Crashed, $"the interpreter crashed {after}: {Signal(exitCode)}",
                "something is outside the subset or the interpreter has a defect; 'ipa firmware build' finds the first, a Debug build shows where");
        }
        if (_fatal is not null)
        {
            return new DeviceRun(RunOutcome.Failed, _fatal, HintOf(_fatal));
        }
        return _last == lastLine
            ? new DeviceRun(RunOutcome.Done, "", null)
            : new DeviceRun(RunOutcome.Failed, _last is null ? "it printed nothing" : $"it ended {after}, without '{lastLine}'", "an unhandled exception ends a thread without a word");
    }

    private LineKind Note((string Reason, string? Hint) trouble)
    {
        _troubles.Add(trouble);
        return LineKind.Trouble;
    }

    private static string? HintOf(string fatal) =>
        fatal.Contains("OutOfMemory", StringComparison.Ordinal) ? "its heap is too small; 'ipa firmware size' tells what is needed"
        : fatal.Contains("NotImplemented", StringComparison.Ordinal) ? "the virtual device has no pins, buses and converters: what uses them throws this there and runs on a board"
        : null;

    private static string Signal(int exitCode) => exitCode switch
    {
        SegmentationFault => "segmentation fault (exit code 139)",
        Aborted => "aborted (exit code 134)",
        Killed => "killed (exit code 137), by someone else or for want of memory",
        < 0 => $"exit code 0x{exitCode:x8}",
        _ => $"signal {exitCode - FirstSignal + 1} (exit code {exitCode})",
    };
}
