using System.Text.RegularExpressions;

namespace IpaEmbedded.HostTests.Bindings.DtSchema;

/// <summary>Binding files with one mistake each.</summary>
internal static partial class MutatedBinding
{
    private static readonly string[] Keys =
    [
        "properties", "patternProperties", "required", "additionalProperties", "unevaluatedProperties", "items", "minItems", "maxItems", "enum", "const", "oneOf", "anyOf",
        "allOf", "if", "then", "else", "$ref", "type", "maintainers", "title", "$id", "description", "minimum", "default", "compatible", "reg", "clock-names", "acme,own",
    ];

    private static readonly string[] Values =
    [
        "0", "-1", "13", "1.5", "true", "[]", "[ 1, 1 ]", "[ a, a ]", "{}", "null", "object", "string", "'a b!'", "'('", "http://example.org/x.yaml#", "/schemas/types.yaml#/definitions/uint32",
        "{ type: object }", "{ maxItems: 2 }", "{ items: [ { const: a } ], maxItems: 1 }",
    ];

    /// <summary>The text with a line left out, a key renamed, or a value put in the place of another; null if that changes nothing.</summary>
    public static string? Of(string text, Random random)
    {
        List<string> lines = [.. text.Split('\n')];
        int end = lines.FindIndex(line => line.StartsWith("examples:", StringComparison.Ordinal));
        int[] keyed = [.. Enumerable.Range(0, end < 0 ? lines.Count : end).Where(i => Key().IsMatch(lines[i]))];
        int at = keyed[random.Next(keyed.Length)];
        Match key = Key().Match(lines[at]);
        string before = key.Groups[1].Value, name = key.Groups[2].Value, rest = lines[at][(key.Index + key.Length)..];
        switch (random.Next(4))
        {
            case 0:
                lines.RemoveRange(at, BlockAt(lines, at));
                break;
            case 1:
                lines[at] = $"{before}{Keys[random.Next(Keys.Length)]}: {rest}";
                break;
            case 2:
                lines.RemoveRange(at, BlockAt(lines, at));
                lines.Insert(at, $"{before}{name}: {Values[random.Next(Values.Length)]}");
                break;
            default:
                lines.Insert(at, $"{before.Replace('-', ' ')}{Keys[random.Next(Keys.Length)]}: {Values[random.Next(Values.Length)]}");
                break;
        }
        string mutant = string.Join('\n', lines);
        return mutant == text ? null : mutant;
    }

    private static int BlockAt(List<string> lines, int at)
    {
        int indent = Indent(lines[at]);
        int end = at + 1;
        while (end < lines.Count && (lines[end].Trim().Length == 0 || Indent(lines[end]) > indent || (Indent(lines[end]) == indent && lines[end].TrimStart().StartsWith("- ", StringComparison.Ordinal))))
        {
            end++;
        }
        return end - at;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^(\s*(?:- )?)([""']?[\w$#,.@*^+\\\[\]()-]+[""']?):(?: |$)")]
    private static partial Regex Key();
}
