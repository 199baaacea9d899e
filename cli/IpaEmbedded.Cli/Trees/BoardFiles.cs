using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>The device trees of our boards, which go by their names alone from any folder.</summary>
public static class BoardFiles
{
    /// <summary>The board that is taken when no tree is given: its modem loads the GSI firmware.</summary>
    public const string DefaultName = "sdm845-modem-init";

    private const string Extension = ".dts";
    private static readonly string[] OtherExtensions = [".dtb", ".dtbo", ".dtso", ".dtsi", ".yaml", ".yml"];

    /// <summary>Names of the boards, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names =>
        Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Directory of the boards' sources.</summary>
    public static string Folder => Path.Combine(ToolFiles.DeviceTrees, "boards");

    /// <summary>Path of a board's source.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name + Extension);

    /// <summary>
    /// The file that a word names: a file that there is, or else the board of that name. A word with a directory or the extension of
    /// a tree in it is never a board.
    /// </summary>
    /// <exception cref="CommandFailure">It is neither; boards that may be meant are told.</exception>
    public static string Resolve(string word)
    {
        if (!CanBeName(word) || Path.Exists(word))
        {
            return word;
        }
        IReadOnlyList<string> names = Names;
        if (names.Contains(word, StringComparer.Ordinal))
        {
            return PathOf(word);
        }
        throw new CommandFailure(ExitCode.Files, $"cannot read {word}: there is no such file, and no such board ({Suggestion.Of(word, names) ?? "'ipa boards' lists them"})");
    }

    private static bool CanBeName(string word) =>
        word is not ("" or "-") && !word.Contains('/', StringComparison.Ordinal) && !word.Contains('\\', StringComparison.Ordinal)
        && !word.EndsWith(Extension, StringComparison.Ordinal) && !OtherExtensions.Any(extension => word.EndsWith(extension, StringComparison.Ordinal));
}
