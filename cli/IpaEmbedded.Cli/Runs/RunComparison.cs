namespace IpaEmbedded.Cli.Runs;

/// <summary>
/// Compares two runs stage by stage: their register accesses by order, direction, register and value, whatever the time
/// was. Of a stage whose accesses differ too much to be lined up, all are told as gone and all as new.
/// </summary>
public static class RunComparison
{
    // Pairs of accesses that a line-up may look at.
    private const long MaxPairs = 4_000_000;

    /// <summary>The stages of both runs, in the order of the later one, then those that only the earlier one has.</summary>
    public static IReadOnlyList<StageComparison> Of(Run before, Run after)
    {
        var comparisons = new List<StageComparison>();
        ILookup<string, RunAccess> left = before.Accesses.ToLookup(access => access.Stage, StringComparer.Ordinal);
        ILookup<string, RunAccess> right = after.Accesses.ToLookup(access => access.Stage, StringComparer.Ordinal);
        string[] names = [.. after.Stages.Concat(before.Stages).Select(stage => stage.Name).Concat(right.Select(stage => stage.Key)).Concat(left.Select(stage => stage.Key)).Distinct(StringComparer.Ordinal)];
        foreach (string name in names)
        {
            List<AccessChange> changes = Changes([.. left[name]], [.. right[name]], out int same);
            comparisons.Add(new StageComparison(name, before.Stages.FirstOrDefault(stage => stage.Name == name), after.Stages.FirstOrDefault(stage => stage.Name == name), same, changes));
        }
        return comparisons;
    }

    private static List<AccessChange> Changes(RunAccess[] left, RunAccess[] right, out int same)
    {
        int start = 0;
        while (start < left.Length && start < right.Length && IsSame(left[start], right[start]))
        {
            start++;
        }
        int end = 0;
        while (end < left.Length - start && end < right.Length - start && IsSame(left[^(end + 1)], right[^(end + 1)]))
        {
            end++;
        }
        List<AccessChange> changes = LineUp(left[start..^end], right[start..^end], out same);
        same += start + end;
        return Pair(changes);
    }

    /// <summary>The longest common run of accesses by dynamic programming.</summary>
    private static List<AccessChange> LineUp(RunAccess[] left, RunAccess[] right, out int same)
    {
        same = 0;
        if ((long)left.Length * right.Length > MaxPairs)
        {
            return [.. left.Select(access => new AccessChange(access, null)), .. right.Select(access => new AccessChange(null, access))];
        }
        int width = right.Length + 1;
        var longest = new ushort[(left.Length + 1) * width];
        for (int i = left.Length - 1; i >= 0; i--)
        {
            for (int j = right.Length - 1; j >= 0; j--)
            {
                longest[(i * width) + j] = IsSame(left[i], right[j])
                    ? (ushort)(longest[((i + 1) * width) + j + 1] + 1)
                    : Math.Max(longest[((i + 1) * width) + j], longest[(i * width) + j + 1]);
            }
        }
        var changes = new List<AccessChange>();
        (int at, int to) = (0, 0);
        while (at < left.Length || to < right.Length)
        {
            if (at < left.Length && to < right.Length && IsSame(left[at], right[to]))
            {
                (at, to, same) = (at + 1, to + 1, same + 1);
            }
            else if (to == right.Length || (at < left.Length && longest[((at + 1) * width) + to] >= longest[(at * width) + to + 1]))
            {
                changes.Add(new AccessChange(left[at++], null));
            }
            else
            {
                changes.Add(new AccessChange(null, right[to++]));
            }
        }
        return changes;
    }

    /// <summary>An access that is gone and the next new one of the same register in the same direction are one with another value.</summary>
    private static List<AccessChange> Pair(List<AccessChange> changes)
    {
        var paired = new List<AccessChange>();
        for (int i = 0; i < changes.Count; i++)
        {
            int mate = changes[i].Before is { } gone ? changes.FindIndex(i + 1, Math.Min(8, changes.Count - i - 1), each => each.After is { } made && each.Before is null && IsSamePlace(gone, made)) : -1;
            if (mate < 0)
            {
                paired.Add(changes[i]);
            }
            else
            {
                paired.Add(new AccessChange(changes[i].Before, changes[mate].After));
                changes.RemoveAt(mate);
            }
        }
        return paired;
    }

    private static bool IsSame(RunAccess left, RunAccess right) => left.Value == right.Value && IsSamePlace(left, right);

    private static bool IsSamePlace(RunAccess left, RunAccess right) => left.IsWrite == right.IsWrite && left.Register == right.Register && left.Block == right.Block;
}
