using System.Text;

namespace IpaEmbedded.Bindings;

/// <summary>How findings show what a binding asks for: numbers as its file wrote them.</summary>
internal static class RuleText
{
    /// <summary>One value.</summary>
    public static string Value(SchemaValue value) => value switch
    {
        { IsString: true } => "\"" + value.Text + "\"",
        { IsTrue: true } => "no value",
        { Kind: SchemaKind.Integer } => Number(value),
        _ => value.ToString(),
    };

    /// <summary>The first values of a list, and how many there are besides.</summary>
    public static string List(IReadOnlyList<SchemaValue> values)
    {
        string listed = string.Join(", ", values.Take(Limits.ListedValues).Select(Value));
        return values.Count > Limits.ListedValues ? $"{listed} and {values.Count - Limits.ListedValues} others" : listed;
    }

    /// <summary>The values that a list must have one of, as the end of a sentence; empty for other rules.</summary>
    public static string Wanted(SchemaValue rule) =>
        rule.Find("const") is { } only ? ", " + Value(only)
        : rule.Find("enum") is { } any ? ", one of " + List(any.Items)
        : rule.Find("pattern") is { } pattern ? ", a match of " + pattern.Text : "";

    /// <summary>What a type of types.yaml takes.</summary>
    public static string Type(string type) => type switch
    {
        "flag" => "no value",
        "phandle" => "one reference to a node",
        "phandle-array" => "references to nodes, each with its arguments",
        "string" => "one string",
        "string-array" => "strings, each of them once",
        "non-unique-string-array" => "strings",
        "uint64" => "one 64-bit number",
        _ when type.EndsWith("-array", StringComparison.Ordinal) => Bits(type) + "-bit numbers",
        _ when type.EndsWith("-matrix", StringComparison.Ordinal) => "rows of " + Bits(type) + "-bit numbers",
        _ when Bits(type).Length > 0 => "one " + Bits(type) + "-bit number",
        _ => "something else",
    };

    /// <summary>Names in quotes, the last two of them joined by a word.</summary>
    public static string Names(IReadOnlyList<string> names, string last) => names.Count switch
    {
        0 => "",
        1 => $"'{names[0]}'",
        _ => $"{string.Join(", ", names.Take(names.Count - 1).Select(name => $"'{name}'"))} {last} '{names[^1]}'",
    };

    private static string Bits(string type) => string.Concat(type.Where(char.IsAsciiDigit));

    // What loading adds to a rule has the place of something else.
    private static string Number(SchemaValue value)
    {
        string written = value.Span.Length is > 2 and < 20 ? Encoding.UTF8.GetString(value.Span.File.Text.Slice(value.Span.Offset, value.Span.Length)) : "";
        return written.StartsWith("0x", StringComparison.Ordinal) && Int128.TryParse(written.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out Int128 number)
            && number == value.Integer ? written : value.ToString();
    }
}
