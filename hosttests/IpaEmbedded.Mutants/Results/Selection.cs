using System.Globalization;
using IpaEmbedded.Mutants.Making;

namespace IpaEmbedded.Mutants.Results;

/// <summary>Which of the mutants a run tries.</summary>
public static class Selection
{
    /// <summary>So many, drawn over all by a seed; the same seed draws the same.</summary>
    public static IReadOnlyList<Mutant> Sample(IEnumerable<Mutant> mutants, int count, ulong seed) =>
        [.. mutants.OrderBy(mutant => Hash(mutant.Id, seed)).ThenBy(mutant => mutant.Id, StringComparer.Ordinal).Take(count).OrderBy(mutant => mutant.Number)];

    /// <summary>The part of one shard, by the text <c>I/N</c>; parts are disjoint and together all.</summary>
    /// <exception cref="MutantsException">The text names no shard.</exception>
    public static IReadOnlyList<Mutant> Shard(IEnumerable<Mutant> mutants, string shard)
    {
        string[] parts = shard.Split('/');
        if (parts.Length != 2 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out int index) || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int count) || index < 1 || index > count)
        {
            throw new MutantsException($"'{shard}' is no shard: 1/4 is the first of four");
        }
        return [.. mutants.Where((_, number) => number % count == index - 1)];
    }

    // FNV-1a, as it does not change with the runtime, then mixed, so that ids that begin alike lie far apart.
    private static ulong Hash(string id, ulong seed)
    {
        ulong hash = 14695981039346656037 ^ (seed * 0x9E3779B97F4A7C15);
        foreach (char each in id)
        {
            hash = (hash ^ each) * 1099511628211;
        }
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        return hash ^ (hash >> 29);
    }
}
