using System.Globalization;
using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// What each assembly and the heap may take, as a text: a line per assembly with its bytecode in Debug and Release, strings and .pe in bytes, and a line <c>heap TREE BYTES</c> per
/// tree of the simulated board. What has grown by more than a tenth is over its budget.
/// </summary>
public sealed class SizeBudgets
{
    private const string HeapWord = "heap";

    private readonly SortedDictionary<string, int[]> _rooms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _heaps = new(StringComparer.Ordinal);

    /// <summary>Trees of which the heap is measured.</summary>
    public IReadOnlyCollection<string> Heaps => _heaps.Keys;

    /// <summary>Assemblies that have a budget.</summary>
    public IReadOnlyCollection<string> Rooms => _rooms.Keys;

    /// <summary>Reads the text; what begins with # and empty lines count for nothing.</summary>
    /// <exception cref="NanoBuildException">A line is none of these; the message has its number.</exception>
    public static SizeBudgets Read(string text)
    {
        var budgets = new SizeBudgets();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string[] words = lines[i].Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }
            int[] numbers = [.. words.Skip(words[0] == HeapWord ? 2 : 1).Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
            bool isRight = numbers.All(number => number >= 0) && numbers.Length == (words[0] == HeapWord ? 1 : 4)
                && (words[0] == HeapWord ? budgets._heaps.TryAdd(words[1], numbers[0]) : budgets._rooms.TryAdd(words[0], numbers));
            if (!isRight)
            {
                throw new NanoBuildException($"budgets, line {i + 1}: expected an assembly with four numbers, or {HeapWord}, a tree and one number, each once: {lines[i].Trim()}");
            }
        }
        return budgets;
    }

    /// <summary>Bytes of heap that a tree's board may take; null if it has no budget.</summary>
    public long? Heap(string tree) => _heaps.TryGetValue(tree, out long bytes) ? bytes : null;

    /// <summary>Bytes of bytecode that an assembly may have; null if it has no budget.</summary>
    public int? Bytecode(string room, BuildConfiguration configuration) => _rooms.TryGetValue(room, out int[]? numbers) ? numbers[configuration == BuildConfiguration.Debug ? 0 : 1] : null;

    /// <summary>What an assembly has too much of, with the numbers; strings and .pe are budgeted for Release.</summary>
    public IEnumerable<string> Over(string room, BuildConfiguration configuration, AssemblySize size)
    {
        if (!_rooms.TryGetValue(room, out int[]? numbers))
        {
            return [];
        }
        (string What, int Is, int Budget)[] rows = configuration == BuildConfiguration.Debug
            ? [("bytes of bytecode in Debug", size.Bytecode, numbers[0])]
            : [("bytes of bytecode in Release", size.Bytecode, numbers[1]), ("bytes of strings", size.Strings, numbers[2]), ("bytes of .pe", size.File, numbers[3])];
        return rows.Where(row => IsOver(row.Is, row.Budget)).Select(row => $"{room}: {row.Is} {row.What}, more than a tenth above {row.Budget}");
    }

    /// <summary>What a tree's board has too much of, or null.</summary>
    public string? Over(string tree, HeapUse heap) =>
        Heap(tree) is { } budget && IsOver(heap.Needed, budget) ? $"{tree}: {heap.Needed} bytes of heap, more than a tenth above {budget}" : null;

    /// <summary>The lines of a text with these sizes.</summary>
    public static string Lines(IEnumerable<(string Room, int Debug, AssemblySize Release)> rooms, IEnumerable<(string Tree, HeapUse Heap)> heaps)
    {
        var text = new StringBuilder();
        foreach ((string room, int debug, AssemblySize release) in rooms)
        {
            text.Append(CultureInfo.InvariantCulture, $"{room,-28} {debug,8} {release.Bytecode,8} {release.Strings,8} {release.File,8}\n");
        }
        foreach ((string tree, HeapUse heap) in heaps)
        {
            text.Append(CultureInfo.InvariantCulture, $"{HeapWord} {tree} {heap.Needed}\n");
        }
        return text.ToString();
    }

    private static bool IsOver(long value, long budget) => value * 10 > budget * 11;
}
