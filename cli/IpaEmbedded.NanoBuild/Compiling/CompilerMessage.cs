using System.Globalization;
using System.Text.RegularExpressions;

namespace IpaEmbedded.NanoBuild;

/// <summary>One message of the compiler.</summary>
/// <param name="IsError">True for an error, false for a warning.</param>
/// <param name="Id">Its number, such as CS0227.</param>
/// <param name="Text">What it says.</param>
/// <param name="Place">Where; null if it is about no source.</param>
public sealed partial record CompilerMessage(bool IsError, string Id, string Text, SourcePlace? Place)
{
    /// <summary>Why nanoFramework has no such thing; null if the message is about ordinary C#.</summary>
    public string? Hint => Id switch
    {
        "CS0227" => "pointers do nothing on nanoFramework; registers are read through DeviceMemory",
        "CS0234" or "CS0246" when Text.Contains("'Generic'", StringComparison.Ordinal) || Text.Contains("List<", StringComparison.Ordinal) || Text.Contains("Dictionary<", StringComparison.Ordinal) => "nanoFramework 1.x has no generics; use arrays, or ArrayList at start-up",
        "CS0234" or "CS0246" when Text.Contains("Span<", StringComparison.Ordinal) => "nanoFramework 1.x has no spans; pass an array with offset and length",
        "CS0518" when Text.Contains("Nullable`1", StringComparison.Ordinal) => "nanoFramework 1.x has no T? of value types; keep a bool beside the value",
        "CS0518" when Text.Contains("IsVolatile", StringComparison.Ordinal) => "nanoFramework 1.x has no volatile fields; use lock or Interlocked",
        "CS8179" or "CS8137" => "nanoFramework 1.x has no tuples; use out parameters",
        "CS8936" or "CS8652" => "rooms for nanoFramework are C# 10",
        _ => null,
    };

    /// <summary>Messages in what the compiler printed, in its order.</summary>
    public static IReadOnlyList<CompilerMessage> Read(string output) => [.. Line().Matches(output).Select(Of)];

    private static CompilerMessage Of(Match match)
    {
        SourcePlace? place = match.Groups["file"].Success
            ? new SourcePlace(match.Groups["file"].Value, int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["column"].Value, CultureInfo.InvariantCulture))
            : null;
        return new CompilerMessage(match.Groups["kind"].Value == "error", match.Groups["id"].Value, match.Groups["text"].Value.TrimEnd(), place);
    }

    [GeneratedRegex(@"^(?:(?<file>[^\r\n]+?)\((?<line>\d{1,9}),(?<column>\d{1,9})(?:,\d+,\d+)?\): )?(?<kind>error|warning) (?<id>[A-Z]+\d+): (?<text>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
