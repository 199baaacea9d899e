namespace IpaEmbedded.DeviceTree;

/// <summary>What somebody may have meant who wrote a name that there is not.</summary>
public static class Suggestion
{
    private const int MaxSuggestions = 4;

    // One letter of fewer is half another word.
    private const int LeastMisspelt = 4;

    // Comparing two texts takes time and memory with the product of their lengths; nobody has longer names.
    private const int LongestCompared = 256;

    /// <summary>A question such as "did you mean a, b or c?", or null if nothing is near.</summary>
    public static string? Of(string word, IEnumerable<string> names) => Question([.. Near(word, names)]);

    /// <summary>The same for names that few wrong, missing or swapped letters make of the word; one that it is part of is another name.</summary>
    public static string? OfMisspelt(string word, IEnumerable<string> names) => Question([.. Near(word, names.Where(name => Math.Min(word.Length, name.Length) >= LeastMisspelt && IsOfLength(word, name)), countsParts: false)]);

    private static string? Question(string[] near)
    {
        return near.Length switch
        {
            0 => null,
            1 => $"did you mean {near[0]}?",
            _ => $"did you mean {string.Join(", ", near[..^1])} or {near[^1]}?",
        };
    }

    /// <summary>The names that a word is part of, and those that few wrong, missing or swapped letters make of it; the nearest first.</summary>
    public static IEnumerable<string> Near(string word, IEnumerable<string> names) => Near(word, names, countsParts: true);

    private static IEnumerable<string> Near(string word, IEnumerable<string> names, bool countsParts)
    {
        (string Name, int Distance, bool IsPart)[] all = word.Length > LongestCompared ? [] :
        [
            .. names.Where(name => name.Length <= LongestCompared).Select(name => (name, Distance(word.ToLowerInvariant(), name.ToLowerInvariant()), countsParts && word.Length > 1 && name.Contains(word, StringComparison.OrdinalIgnoreCase))),
        ];
        int nearest = all.Select(each => each.Distance).DefaultIfEmpty(0).Min();
        return all
            .Where(each => each.IsPart || (each.Distance <= nearest + 1 && each.Distance <= MostLetters(word, each.Name)))
            .OrderBy(each => each.IsPart ? 0 : 1).ThenBy(each => each.Distance).ThenBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => each.Name)
            .Take(MaxSuggestions);
    }

    private static int MostLetters(string word, string name) => Math.Max(1, Math.Min(word.Length, name.Length) / 4);

    private static bool IsOfLength(string word, string name) => Math.Abs(word.Length - name.Length) <= MostLetters(word, name);

    // Letters to insert, delete, replace or swap with the next.
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
                int changed = steps[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? steps[i - 2, j - 2] + 1 : int.MaxValue;
                steps[i, j] = Math.Min(Math.Min(changed, swapped), Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1);
            }
        }
        return steps[a.Length, b.Length];
    }
}
