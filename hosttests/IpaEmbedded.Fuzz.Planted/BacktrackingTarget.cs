using System.Text.RegularExpressions;

namespace IpaEmbedded.Fuzz.Planted;

/// <summary>Searches as no validator may: by backtracking without a limit but its own, for which an expression and a text are to be found that never end.</summary>
public sealed class BacktrackingTarget : FuzzTarget
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    private readonly PatternTarget _whole = new();

    public override string Name => "planted-backtracking";

    public override IReadOnlyList<byte[]> Seeds => _whole.Seeds;

    public override IReadOnlyList<byte[]> Dictionary => _whole.Dictionary;

    public override IReadOnlyList<Mutation> Mutations => _whole.Mutations;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Fuzz.Planted"];

    public override int MaximumBytes => _whole.MaximumBytes;

    public override string? Execute(byte[] input)
    {
        (string pattern, string subject) = PatternTarget.Split(input);
        try
        {
            _ = Regex.IsMatch(subject, pattern, RegexOptions.CultureInvariant, Limit);
            return null;
        }
        catch (RegexMatchTimeoutException)
        {
            return "a search without end";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
