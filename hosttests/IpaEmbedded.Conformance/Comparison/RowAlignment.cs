namespace IpaEmbedded.Conformance.Comparison;

/// <summary>
/// Aligns two lists of rows by a longest common subsequence. Short lists are aligned by one table; long ones are halved until a table
/// is small enough (Hirschberg 1975), so that memory stays bounded whatever the lists are.
/// </summary>
internal sealed class RowAlignment
{
    /// <summary>Cells of the largest table, which takes four bytes each.</summary>
    private const long MaxCells = 16 << 20;

    /// <summary>Cells that are computed at all; some seconds' worth.</summary>
    private const long MaxWork = 4L << 30;

    private readonly int[] _a;
    private readonly int[] _b;
    private readonly long _maxCells;
    private readonly List<(int A, int B)> _pairs = [];

    private RowAlignment(int[] a, int[] b, long maxCells)
    {
        _a = a;
        _b = b;
        _maxCells = maxCells;
    }

    /// <summary>The places of the rows that both lists have, rising in both.</summary>
    /// <exception cref="InvalidDataException">The lists are too long.</exception>
    public static IReadOnlyList<(int A, int B)> Pairs(IReadOnlyList<string> a, IReadOnlyList<string> b, long maxCells = MaxCells)
    {
        if ((long)a.Count * b.Count > MaxWork)
        {
            throw new InvalidDataException($"{a.Count} and {b.Count} rows in one place differ, which is too much to align");
        }
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var alignment = new RowAlignment(Numbered(a), Numbered(b), maxCells);
        alignment.Align(0, a.Count, 0, b.Count);
        return alignment._pairs;

        int[] Numbered(IReadOnlyList<string> rows) => [.. rows.Select(row => numbers.TryGetValue(row, out int number) ? number : numbers[row] = numbers.Count)];
    }

    private void Align(int a, int aEnd, int b, int bEnd)
    {
        if (a == aEnd || b == bEnd) { return; }
        if ((long)(aEnd - a + 1) * (bEnd - b + 1) <= _maxCells || aEnd - a == 1)
        {
            AlignByTable(a, aEnd, b, bEnd);
            return;
        }
        int middle = a + ((aEnd - a) / 2);
        int[] before = LengthsForward(a, middle, b, bEnd);
        int[] after = LengthsBackward(middle, aEnd, b, bEnd);
        int split = 0;
        for (int i = 1; i < before.Length; i++)
        {
            if (before[i] + after[i] > before[split] + after[split]) { split = i; }
        }
        Align(a, middle, b, b + split);
        Align(middle, aEnd, b + split, bEnd);
    }

    private void AlignByTable(int a, int aEnd, int b, int bEnd)
    {
        int[,] longest = new int[aEnd - a + 1, bEnd - b + 1];
        for (int i = aEnd - a - 1; i >= 0; i--)
        {
            for (int j = bEnd - b - 1; j >= 0; j--)
            {
                longest[i, j] = _a[a + i] == _b[b + j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }
        int x = 0, y = 0;
        while (a + x < aEnd && b + y < bEnd)
        {
            if (_a[a + x] == _b[b + y]) { _pairs.Add((a + x++, b + y++)); }
            else if (longest[x + 1, y] >= longest[x, y + 1]) { x++; }
            else { y++; }
        }
    }

    /// <summary>Length of the longest common subsequence of the rows of a and each beginning of those of b.</summary>
    private int[] LengthsForward(int a, int aEnd, int b, int bEnd)
    {
        int[] lengths = new int[bEnd - b + 1];
        for (int i = a; i < aEnd; i++)
        {
            int diagonal = 0;
            for (int j = 1; j < lengths.Length; j++)
            {
                int above = lengths[j];
                lengths[j] = _a[i] == _b[b + j - 1] ? diagonal + 1 : Math.Max(above, lengths[j - 1]);
                diagonal = above;
            }
        }
        return lengths;
    }

    /// <summary>The same for each end of the rows of b.</summary>
    private int[] LengthsBackward(int a, int aEnd, int b, int bEnd)
    {
        int[] lengths = new int[bEnd - b + 1];
        for (int i = aEnd - 1; i >= a; i--)
        {
            int diagonal = 0;
            for (int j = lengths.Length - 2; j >= 0; j--)
            {
                int below = lengths[j];
                lengths[j] = _a[i] == _b[b + j] ? diagonal + 1 : Math.Max(below, lengths[j + 1]);
                diagonal = below;
            }
        }
        return lengths;
    }
}
