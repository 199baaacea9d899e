namespace IpaEmbedded.Mutants.Running;

/// <summary>Which tests are left out, and why: lines of a prefix, a tab and a reason.</summary>
public sealed class ExcludedTests(IReadOnlyList<(string Prefix, string Reason)> rules)
{
    /// <summary>Reads the list.</summary>
    /// <exception cref="MutantsException">A line has no reason.</exception>
    public static ExcludedTests Read(string file)
    {
        var rules = new List<(string, string)>();
        foreach (string line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split('\t');
            rules.Add(parts.Length == 2 && parts[1].Length > 0 ? (parts[0], parts[1]) : throw new MutantsException($"{Path.GetFileName(file)}: no reason: {line}"));
        }
        return new ExcludedTests(rules);
    }

    /// <summary>Why a test is left out; null if it is not.</summary>
    public string? Reason(string name) => rules.FirstOrDefault(rule => name.StartsWith(rule.Prefix, StringComparison.Ordinal)).Reason;
}
