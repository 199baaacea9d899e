namespace IpaEmbedded.Mutants.Making;

/// <summary>Reads named defects: <c>== ID sentence</c>, then edits as <c>@ FILE</c>, lines with <c>-</c> that are there, and lines with <c>+</c> that stand there instead.</summary>
public static class DefectFile
{
    /// <summary>Reads them all.</summary>
    /// <exception cref="MutantsException">A line is none of these, or an id stands twice.</exception>
    public static IReadOnlyList<UpstreamDefect> Parse(IEnumerable<string> lines)
    {
        var defects = new List<UpstreamDefect>();
        string file = "";
        List<string> old = [], other = [];
        var edits = new List<SourceEdit>();
        foreach (string line in lines.Append("== ").Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] is '@' or '=' or '-' && other.Count + old.Count > 0 && (line[0] != '-' || other.Count > 0))
            {
                edits.Add(new SourceEdit(file, string.Join('\n', old).Trim(), string.Join('\n', other).Trim()));
                old = [];
                other = [];
            }
            switch (line[0])
            {
                case '=' when line.StartsWith("== ", StringComparison.Ordinal):
                    if (defects.Count > 0)
                    {
                        defects[^1] = defects[^1] with { Edits = edits.Count > 0 ? [.. edits] : throw new MutantsException($"{defects[^1].Id} has no edit") };
                        edits.Clear();
                    }
                    string[] title = line[3..].Split(' ', 2);
                    if (title.Length == 2)
                    {
                        defects.Add(new UpstreamDefect(title[0], title[1], []));
                    }
                    break;
                case '@':
                    file = line[1..].Trim();
                    break;
                case '-':
                    old.Add(line[1..]);
                    break;
                case '+':
                    other.Add(line[1..]);
                    break;
                default:
                    throw new MutantsException($"this is no line of a list of defects: {line}");
            }
        }
        return defects.GroupBy(defect => defect.Id).FirstOrDefault(each => each.Count() > 1) is { } twice ? throw new MutantsException($"{twice.Key} stands twice") : defects;
    }
}
