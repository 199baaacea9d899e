namespace IpaEmbedded.Cli.Usage;

/// <summary>Finds the name that somebody meant and misspelt.</summary>
internal static class Spelling
{
    /// <summary>"; did you mean 'x'?" for the name that is nearest to a word, or nothing if none is near.</summary>
    public static string Hint(string word, IEnumerable<string> names) => Nearest(word, names) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>The name that takes the fewest changes of a letter: at most one for three letters; null if there is none.</summary>
    public static string? Nearest(string word, IEnumerable<string> names)
    {
        int limit = Math.Max(1, word.TrimStart('-').Length / 3);
        return names.Select(name => (Name: name, Changes: Changes(word, name)))
            .Where(each => each.Changes <= limit)
            .OrderBy(each => each.Changes).ThenBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => each.Name)
            .FirstOrDefault();
    }

    /// <summary>Letters to insert, remove, replace or swap with their neighbour.</summary>
    private static int Changes(string from, string to)
    {
        int[] beforeLast = new int[to.Length + 1];
        int[] last = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] current = new int[to.Length + 1];
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int same = from[i - 1] == to[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = current;
        }
        return last[to.Length];
    }
}
