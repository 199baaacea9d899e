namespace IpaEmbedded.HostTests.Conformance;

/// <summary>Compares two traces row by row, in order, with a longest common subsequence per step.</summary>
internal sealed class TraceComparison
{
    private readonly List<RowDifference> _differences = [];
    private readonly Predicate<RowDifference> _isApart;

    /// <summary>Compares a trace with its reference.</summary>
    /// <param name="reference">The recorded trace.</param>
    /// <param name="mine">The trace under test.</param>
    /// <param name="isApart">Rows of either trace that count as different before the others are compared.</param>
    public TraceComparison(TraceFile reference, TraceFile mine, Predicate<RowDifference> isApart)
    {
        _isApart = isApart;
        Dictionary<string, List<string>> others = mine.Steps.ToDictionary(s => s.Step, s => s.Rows);
        foreach ((string step, List<string> rows) in reference.Steps)
        {
            Compare(step, rows, others.GetValueOrDefault(step) ?? []);
            others.Remove(step);
        }
        foreach ((string step, List<string> rows) in mine.Steps.Where(s => others.ContainsKey(s.Step))) { Compare(step, [], rows); }
    }

    /// <summary>Rows that both have.</summary>
    public int Matched { get; private set; }

    /// <summary>Rows of the longer trace.</summary>
    public int Total => Math.Max(ReferenceRows, MyRows);

    /// <summary>Rows of the reference.</summary>
    public int ReferenceRows { get; private set; }

    /// <summary>Rows of the trace under test.</summary>
    public int MyRows { get; private set; }

    /// <summary>Rows that only one has, in the order of the steps.</summary>
    public IReadOnlyList<RowDifference> Differences => _differences;

    private void Compare(string step, List<string> reference, List<string> mine)
    {
        ReferenceRows += reference.Count;
        MyRows += mine.Count;
        reference = WithoutApart(step, true, reference);
        mine = WithoutApart(step, false, mine);
        int start = 0;
        while (start < reference.Count && start < mine.Count && reference[start] == mine[start]) { start++; }
        int end = 0;
        while (end < reference.Count - start && end < mine.Count - start && reference[^(end + 1)] == mine[^(end + 1)]) { end++; }
        Matched += start + end;
        Align(step, reference.GetRange(start, reference.Count - start - end), mine.GetRange(start, mine.Count - start - end));
    }

    private List<string> WithoutApart(string step, bool inReference, List<string> rows)
    {
        List<string> rest = [];
        foreach (string row in rows)
        {
            RowDifference difference = new(step, inReference, row);
            if (_isApart(difference)) { _differences.Add(difference); }
            else { rest.Add(row); }
        }
        return rest;
    }

    private void Align(string step, List<string> a, List<string> b)
    {
        int[,] longest = new int[a.Count + 1, b.Count + 1];
        for (int i = a.Count - 1; i >= 0; i--)
        {
            for (int j = b.Count - 1; j >= 0; j--)
            {
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        int x = 0, y = 0;
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
            {
                Matched++;
                x++;
                y++;
            }
            else if (y == b.Count || (x < a.Count && longest[x + 1, y] >= longest[x, y + 1])) { _differences.Add(new RowDifference(step, true, a[x++])); }
            else { _differences.Add(new RowDifference(step, false, b[y++])); }
        }
    }
}
