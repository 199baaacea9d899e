using System.Text.RegularExpressions;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// What nanoff says in the end. Its numbers are of four digits, of which a Unix exit code keeps the lowest eight bits; so the number is read in the line that begins
/// with <c>Error E</c>, and the exit code counts only without one.
/// </summary>
/// <param name="Outcome">What became of the board.</param>
/// <param name="Number">nanoff's number of the error; 0 if it names none.</param>
/// <param name="Reason">Its words.</param>
/// <param name="Hint">What can be done; null if nothing is known.</param>
public sealed partial record NanoffAnswer(FlashOutcome Outcome, int Number, string Reason, string? Hint)
{
    /// <summary>Reads what a run printed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="timeout">The time that it had.</param>
    public static NanoffAnswer Of(ToolRun run, TimeSpan timeout)
    {
        if (run.IsTimedOut)
        {
            return new NanoffAnswer(FlashOutcome.TimedOut, 0, $"nanoff had not ended after {timeout.TotalSeconds:0.###} s", "reset the board and try again; --timeout gives it more");
        }
        string text = run.Out + run.Error;
        if (Error().Match(text) is { Success: true } error)
        {
            int number = int.Parse(error.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            string words = error.Groups[2].Value.Trim();
            // The port's own reason stands in front, in lines of their own.
            FlashOutcome outcome = OutcomeOf(number, words, text);
            return new NanoffAnswer(outcome, number, $"nanoff says E{number}{(words.Length > 0 ? ": " + words : "")}", HintOf(outcome));
        }
        if (text.Contains("FAILED!", StringComparison.Ordinal))
        {
            return new NanoffAnswer(FlashOutcome.ToolFailed, 0, "nanoff says FAILED!", HintOf(FlashOutcome.ToolFailed));
        }
        return run.ExitCode == 0
            ? new NanoffAnswer(FlashOutcome.Done, 0, "", null)
            : new NanoffAnswer(FlashOutcome.ToolFailed, 0, $"nanoff ended with exit code {run.ExitCode} and no word of an error", null);
    }

    /// <summary>The names in nanoff's list of targets, sorted: a name stands indented, its versions deeper below it.</summary>
    public static IReadOnlyList<string> Targets(string text) => [.. Target().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static FlashOutcome OutcomeOf(int number, string words, string text) => number switch
    {
        9005 or 9015 => FlashOutcome.UnknownTarget,
        9006 or 9007 => FlashOutcome.NotDownloaded,
        4001 or 7000 or 3004 => FlashOutcome.WrongTarget,
        9008 or 9011 or 9012 or 1002 or 5003 or 5004 or 3003 => FlashOutcome.WrongFile,
        6002 => FlashOutcome.PortRefused,
        _ when IsRefused(text) => FlashOutcome.PortRefused,
        _ when IsNoPort(text) => FlashOutcome.NoPort,
        6000 or 4005 => FlashOutcome.PortRefused,
        1000 or 1005 or 2000 or 2001 or 3001 or 3005 or 5001 or 5002 or 8001 or 9010 => FlashOutcome.NoDevice,
        _ when words.Contains("Missing details", StringComparison.Ordinal) || words.Contains("connect to", StringComparison.OrdinalIgnoreCase)
            || words.Contains("bootloader", StringComparison.OrdinalIgnoreCase) => FlashOutcome.NoDevice,
        _ => FlashOutcome.ToolFailed,
    };

    private static bool IsRefused(string text) =>
        text.Contains("Access to the", StringComparison.OrdinalIgnoreCase) || text.Contains("Permission denied", StringComparison.OrdinalIgnoreCase)
        || text.Contains("is denied", StringComparison.OrdinalIgnoreCase) || text.Contains("busy", StringComparison.OrdinalIgnoreCase);

    private static bool IsNoPort(string text) =>
        text.Contains("Could not find file '/dev/", StringComparison.Ordinal) || text.Contains("No such file or directory", StringComparison.Ordinal)
        || (text.Contains("port '", StringComparison.OrdinalIgnoreCase) && text.Contains("does not exist", StringComparison.OrdinalIgnoreCase));

    private static string? HintOf(FlashOutcome outcome) => outcome switch
    {
        FlashOutcome.NoDevice => "connect the board, and put it into its bootloader by hand if it does not answer (ESP32: hold BOOT while pressing EN; STM32: the ST-LINK's own USB; Pico: hold BOOTSEL while plugging it in)",
        FlashOutcome.NoPort => "connect the board; 'nanoff --listports' lists the ports",
        FlashOutcome.PortRefused => "end the program that has the port open (a terminal, a debugger), or let this user use it (on Debian: adduser USER dialout, then log in again)",
        FlashOutcome.WrongTarget => "'nanoff --devicedetails --serialport PORT' tells what is connected",
        FlashOutcome.NotDownloaded => "the firmware comes from the network; 'nanoff --updatearchive' keeps it, --firmware takes a file",
        FlashOutcome.ToolFailed => "try again at a lower speed, or with the board's other USB connector",
        _ => null,
    };

    [GeneratedRegex(@"^Error E(\d{4})(?::\s*(.*))?", RegexOptions.Multiline)]
    private static partial Regex Error();

    [GeneratedRegex(@"^ {2}([A-Za-z][A-Za-z0-9_.]*)\s*$", RegexOptions.Multiline)]
    private static partial Regex Target();
}
