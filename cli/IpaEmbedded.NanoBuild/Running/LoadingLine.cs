using System.Text.RegularExpressions;

namespace IpaEmbedded.NanoBuild;

/// <summary>What interpreters print while they load, as those of firmware 1.x do: tables of sizes, steps, and why a file is not taken.</summary>
internal static partial class LoadingLine
{
    /// <summary>Printed when everything is loaded, before the application's first line.</summary>
    public const string Ready = "Ready.";

    private const string TypeUnavailable = "Error: a3000000";
    private const string OutOfMemory = "Error: fa000000";

    private static readonly string[] Steps = ["", "...", "Created EE.", "Started Hardware.", "Loading Assemblies.", "Loading Deployment Assemblies.", "Resolving."];

    /// <summary>Whether a line says only what is loaded.</summary>
    public static bool IsProgress(string line) => Array.IndexOf(Steps, line.Trim()) >= 0 || Form().IsMatch(line);

    /// <summary>Whether a line is printed after the application's last.</summary>
    public static bool IsEnd(string line) => line.Trim() is "" or "Done." or "Exiting.";

    /// <summary>Why a file is not loaded, if a line says that, and what can be done; null if it says something else.</summary>
    public static (string Reason, string? Hint)? TroubleOf(string line)
    {
        if (Checksum().Match(line) is { Success: true } sum)
        {
            return ($"the native code of {sum.Groups[1].Value} in the device is of another version: the .pe wants checksum {sum.Groups[2].Value}, the device has {sum.Groups[3].Value}",
                "take libraries and device of one release ('nanoclr instance --update' brings the device up to date)");
        }
        if (Needs().Match(line) is { Success: true } needs)
        {
            return ($"{needs.Groups[2].Value} {needs.Groups[3].Value} is missing, which {needs.Groups[1].Value} refers to", "build again, all files of one build");
        }
        if (Unknown().Match(line) is { Success: true } unknown)
        {
            return ($"there is no {unknown.Groups[1].Value} {unknown.Groups[2].Value.TrimEnd()} in the files", "build again with the libraries that are loaded");
        }
        return Refused().IsMatch(line) ? (line.Trim(), null)
            : line.Contains("Cannot find any entrypoint", StringComparison.Ordinal) ? ("no file has an entry point", null)
            : line.Trim() == OutOfMemory ? ("the device's heap is too small for the files", null)
            : line.Trim() == TypeUnavailable ? ("a reference between the files cannot be resolved", null)
            : Failure().IsMatch(line) ? (line.Trim(), null)
            : null;
    }

    // Banner, names of files and assemblies, and the rows of the tables of sizes.
    [GeneratedRegex(@"^(\.NET nanoFramework nanoCLR|Copyright \(c\)|Loaded: |Loading nanoCLR v|Loading start|\s*Assembly: \S+ \([\d.]+\)\s+\(|Total: \(|\s+[A-Za-z ]+ +=\s+\d+ bytes)")]
    private static partial Regex Form();

    [GeneratedRegex(@"Invalid native checksum: (\S+) (0x[0-9A-Fa-f]+)!=(0x[0-9A-Fa-f]+)")]
    private static partial Regex Checksum();

    [GeneratedRegex(@"^Assembly: (\S+) \([\d.]+\) needs assembly '([^']+)' \(([\d.]+)\)")]
    private static partial Regex Needs();

    [GeneratedRegex(@"^Resolve: unknown (type|field|method): (.+)")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^error: (failed to load|cannot open|empty file|failed to read|unexpected argument) ")]
    private static partial Regex Refused();

    // What nanoclr and the interpreter say when nothing else tells more.
    [GeneratedRegex(@"^(Error E\d{4}|Error: [0-9a-f]{8}\s*$|Missing assembly: |Link failure: )")]
    private static partial Regex Failure();
}
