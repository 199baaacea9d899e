namespace IpaEmbedded.Bindings;

/// <summary>The name that somebody may have meant who wrote another.</summary>
internal static class NearName
{
    /// <summary>The nearest name of those that a few wrong, missing or swapped letters make of the word; null if none is near.</summary>
    public static string? Of(string word, IEnumerable<string> names)
    {
        int most = Math.Max(1, word.Length / 3);
        return names
            .Where(name => Math.Abs(name.Length - word.Length) <= most && name != word)
            .Select(name => (Name: name, Distance: Distance(word, name)))
            .Where(each => each.Distance <= most)
            .OrderBy(each => each.Distance).ThenBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => each.Name)
            .FirstOrDefault();
    }

    // Letters to insert, delete, replace or swap with the next, case not counted.
    private static int Distance(string a, string b)
    {
        int[,] steps = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    steps[i, j] = i + j;
                    continue;
                }
                steps[i, j] = Math.Min(steps[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1), Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }
        return steps[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
