using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// A regular expression in the first line and a text in the second: the expression is refused in words, or it is found in a value and in a name as one that
/// takes linear time finds it, or nobody knows and says so, all of it in bounded time.
/// </summary>
public sealed partial class PatternTarget : FuzzTarget
{
    private const int LongestName = 31;
    private const int LargestCount = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public override string Name => "pattern";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "^[a-z][a-z0-9\\-]+,.+$\nqcom,foo", "^(a+)+$\naaaaaaaaaaaaaaaa!", "-gpios?$\nreset-gpios", "(?<!x)y\nzy", "^(?=(a|aa)+$)a\naaaaaaaaaaaaaaaaaaaaaaaa!", "[[a-z]-[b]]{,3}\\Z\nab", "^(?!.*--)[a-z-]{1,30}$\na-b-c",
            "^.*@[0-9a-f]+(,[0-9a-f]+)*$\nn@1,2", "(x{1,20}){1,20}y\nxxxxxxxx", "^(foo|bar)+-(\\d{1,3}|[^a-f]+)$\nfoobar-12", "^#.*-cells$\n#clock-cells", "(a|b|ab)*c\\1\nababc", "^\\$nodename$|^[^$]\n$nodename", "(?i)ABC\nabc", "\\bword\\b\na word",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[]
        {
            "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?P<n>", "(?P=n)", "(?<n>", "(?i)", "(?#", "[", "]", "[^", "-[", "]]", "{,3}", "{2}", "{1,1000}", "{1,", "}", "*", "+", "?", "*?", "+?", "|", "^", "$", "\\", "\\Z", "\\A", "\\b",
            "\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "\\1", "\\k<n>", "\\x41", "\\u0041", "\\p{L}", "\\n", ".", "-", ",", "@", "(a+)+", "(a|a)*", "(a|aa)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "!", "\n",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public override IReadOnlyList<Mutation> Mutations => PatternMutations.All;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Bindings"];

    public override int MaximumBytes => 1536;

    // Ten searches that run out of their time, twice each, and what others need.
    public override int MaximumMilliseconds => 2000;

    // What takes linear time is made anew for each expression, in a millisecond.
    public override int Cost => 8;

    public override string? Execute(byte[] input)
    {
        (string pattern, string subject) = Split(input);
        string quoted = '"' + string.Concat(pattern.Select(c => c is '"' or '\\' || c < ' ' || c > '~' ? $"\\x{(int)c:x2}" : c.ToString())) + '"';
        bool isName = subject.Length is > 0 and <= LongestName && subject.All(c => char.IsAsciiLetterOrDigit(c) || ",._+*#?-".Contains(c, StringComparison.Ordinal)) && subject is not ("subject" or "name" or "phandle" or "linux,phandle");
        // One file: several would be read by several threads, and coverage is counted for one.
        string binding = $"{BindingSamples.Types}properties:\n  subject:\n    $ref: '#/definitions/string'\n    pattern: {quoted}\npatternProperties:\n  {quoted}: false\n";
        BindingSet set = BindingSet.FromFiles([("types.yaml", new SourceFile("types.yaml", binding))]);
        if (set.Diagnostics.HasErrors)
        {
            return set.Diagnostics.All(each => each.Message.Length > 0) ? null : "refused without a word";
        }
        string text = string.Concat(subject.Select(c => c is '"' or '\\' ? "\\" + c : c.ToString()));
        DeviceTreeDocument tree = DeviceTreeCompiler.Compile(new SourceFile("m.dts", $"/dts-v1/; / {{ n {{ subject = \"{text}\"; {(isName ? subject + " = <1>;" : "")} }}; }};"), new CompileOptions { Preprocesses = false }).Tree!;
        ValidationReport report = BindingValidator.Validate(tree, set);
        if (report.Diagnostics.Any(each => each.Id == "DT4012") || Found(pattern, subject) is not { } found)
        {
            return null;
        }
        Verdict[] verdicts = [.. report.Verdicts.Where(verdict => verdict.NodePath == "/n")];
        bool inValue = !verdicts.Any(verdict => verdict.Keyword == "pattern");
        bool inName = verdicts.Any(verdict => verdict.Keyword != "pattern" && verdict.Property.Any(step => step.ToString() == subject));
        return inValue != found ? "a pattern is found in a value otherwise than in linear time" : isName && inName != found ? "a pattern is found in a name otherwise than in linear time" : null;
    }

    /// <summary>The expression, and the text as characters that a source can hold.</summary>
    public static (string Pattern, string Subject) Split(byte[] input)
    {
        int line = input.AsSpan().IndexOf((byte)'\n');
        string pattern = Encoding.Latin1.GetString(line < 0 ? input : input.AsSpan(0, line));
        return (pattern, line < 0 ? "" : string.Concat(input.AsSpan(line + 1).ToArray().Select(b => b is >= (byte)' ' and <= (byte)'~' ? (char)b : '_')));
    }

    /// <summary>What an expression for linear time says; null where there is none, or where Python spells it differently.</summary>
    private static bool? Found(string pattern, string subject)
    {
        if (pattern.Contains("{,", StringComparison.Ordinal) || pattern.Contains("\\Z", StringComparison.Ordinal) || pattern.Contains("-[", StringComparison.Ordinal))
        {
            return null;
        }
        // Counts inside one another take linear time with a factor of minutes.
        if (Counts().Matches(pattern).Aggregate(1L, (product, match) => Math.Min(product * Math.Max(1, long.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)), int.MaxValue)) > LargestCount)
        {
            return null;
        }
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience).IsMatch(subject);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    [GeneratedRegex("(?<=[{,])[0-9]{1,9}")]
    private static partial Regex Counts();
}
