namespace IpaEmbedded.Conformance.Comparison;

/// <summary>Compares two traces row by row, in order, with a longest common subsequence per step.</summary>
public sealed class TraceComparison
{
    private readonly List<RowDifference> _differences = [];
    private readonly List<AlignedRow> _rows = [];
    private readonly Predicate<RowDifference> _isApart;

    /// <summary>Compares a trace with its reference.</summary>
    /// <param name="reference">The recorded trace.</param>
    /// <param name="mine">The trace under test.</param>
    /// <param name="isApart">Rows of either trace that count as different before the others are compared.</param>
    /// <exception cref="InvalidDataException">They are too different to be aligned.</exception>
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

    /// <summary>Every row of both, aligned, without those that are apart.</summary>
    public IReadOnlyList<AlignedRow> Rows => _rows;

    /// <summary>Rows that both have, of those of the longer trace; 1 if both are empty.</summary>
    public double Score => Total == 0 ? 1 : (double)Matched / Total;

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
        for (int i = 0; i < start; i++) { AddCommon(step, reference[i]); }
        Align(step, reference.GetRange(start, reference.Count - start - end), mine.GetRange(start, mine.Count - start - end));
        for (int i = reference.Count - end; i < reference.Count; i++) { AddCommon(step, reference[i]); }
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
        int x = 0, y = 0;
        foreach ((int nextA, int nextB) in RowAlignment.Pairs(a, b).Append((a.Count, b.Count)))
        {
            while (x < nextA) { AddDifference(new RowDifference(step, true, a[x++])); }
            while (y < nextB) { AddDifference(new RowDifference(step, false, b[y++])); }
            if (x < a.Count && y < b.Count)
            {
                AddCommon(step, a[x++]);
                y++;
            }
        }
    }

    private void AddCommon(string step, string row)
    {
        Matched++;
        _rows.Add(new AlignedRow(step, true, true, row));
    }

    private void AddDifference(RowDifference difference)
    {
        _differences.Add(difference);
        _rows.Add(new AlignedRow(difference.Step, difference.InReference, !difference.InReference, difference.Row));
    }
}
