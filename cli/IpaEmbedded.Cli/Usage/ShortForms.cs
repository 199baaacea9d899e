namespace IpaEmbedded.Cli.Usage;

/// <summary>Command lines that mean another one: <c>ipa help dt build</c>, and a group that is asked for what it lists.</summary>
internal static class ShortForms
{
    /// <summary>The command line that is meant.</summary>
    public static string[] Expand(string[] args) => args switch
    {
        [] or ["help"] => ["--help"],
        ["help", var first, ..] when first.Length > 0 && first[0] != '-' => [.. args[1..], "--help"],
        ["faults", .. var rest] when rest.All(arg => arg.StartsWith('-') && arg is not ("--help" or "-h" or "-?" or "--")) => ["faults", "list", .. rest],
        ["faults", var tree, ..] when tree is not ("list" or "sweep") && IsTree(tree) => ["faults", "list", .. args[1..]],
        _ => args,
    };

    private static bool IsTree(string word) => File.Exists(word) || BoardFiles.Names.Contains(word, StringComparer.Ordinal);
}
