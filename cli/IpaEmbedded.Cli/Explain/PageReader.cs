namespace IpaEmbedded.Cli.Explain;

/// <summary>Reads pages from their Markdown: <c>## ID: title</c>, sentences, and fenced texts that say what they are.</summary>
internal static class PageReader
{
    public static IEnumerable<ExplainPage> Read(string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith("## ", StringComparison.Ordinal));
        while (at >= 0 && at < lines.Length)
        {
            string[] heading = lines[at][3..].Split(": ", 2);
            var text = new List<string>();
            var examples = new List<PageExample>();
            for (at++; at < lines.Length && !lines[at].StartsWith("## ", StringComparison.Ordinal); at++)
            {
                if (lines[at].StartsWith("```", StringComparison.Ordinal))
                {
                    int end = Array.IndexOf(lines, "```", at + 1);
                    examples.Add(Example(lines[at][3..], lines[(at + 1)..end]));
                    at = end;
                }
                else
                {
                    text.Add(lines[at]);
                }
            }
            yield return new ExplainPage(heading[0], heading[1], string.Join('\n', text).Trim(), examples);
        }
    }

    private static PageExample Example(string info, string[] lines)
    {
        string[] words = info.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ExampleVerdict verdict = words.Length < 2 ? ExampleVerdict.Shared : words[1] switch
        {
            "wrong" => ExampleVerdict.Wrong,
            "right" => ExampleVerdict.Right,
            _ => ExampleVerdict.Shared,
        };
        string[] switches = words[(verdict == ExampleVerdict.Shared ? 1 : 2)..];
        string text = string.Join('\n', lines);
        return new PageExample(words[0], verdict, switches, switches.Contains("no-newline") ? text : text + "\n");
    }
}
