using System.Security.Cryptography;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// The inputs that reached something new. For every edge the cheapest input that takes it is its favourite; inputs that
/// are some edge's favourite are chosen nine times out of ten, so that what is rare, short and fast is tried most.
/// Cost is counted in bytes and blocks, not in time, so that a run can be repeated.
/// </summary>
public sealed class InputCorpus
{
    /// <summary>Most inputs that are kept.</summary>
    public const int MaximumInputs = 20_000;

    private readonly List<Entry> _entries = [];
    private readonly Entry?[] _favourites = new Entry?[CoverageMap.Size];
    private readonly byte[] _seen = new byte[CoverageMap.Size];
    private List<Entry>? _chosen;

    /// <summary>Number of inputs.</summary>
    public int Count => _entries.Count;

    /// <summary>Number of different edges that all executions took.</summary>
    public int Edges { get; private set; }

    /// <summary>Takes an input whose execution the map still shows, if it took an edge for the first time or much oftener than before.</summary>
    /// <param name="keep">False to count the edges only.</param>
    /// <returns>True if it was taken.</returns>
    public bool Offer(byte[] input, bool keep)
    {
        ReadOnlySpan<byte> map = CoverageMap.Edges;
        bool isNew = false;
        for (int at = map.IndexOfAnyExcept((byte)0); at >= 0;)
        {
            byte bucket = Bucket(map[at]);
            if ((_seen[at] & bucket) == 0)
            {
                isNew = true;
                Edges += _seen[at] == 0 ? 1 : 0;
                _seen[at] |= bucket;
            }
            int next = map[(at + 1)..].IndexOfAnyExcept((byte)0);
            at = next < 0 ? -1 : at + 1 + next;
        }
        if (!isNew || !keep || _entries.Count >= MaximumInputs)
        {
            return false;
        }
        Add(input, map);
        return true;
    }

    /// <summary>Takes an input without asking what it reached.</summary>
    public void Add(byte[] input) => Add(input, []);

    /// <summary>An input to change next.</summary>
    public byte[] Pick(Random random)
    {
        _chosen ??= [.. _entries.Where(entry => entry.Favourites > 0)];
        List<Entry> among = _chosen.Count > 0 && random.Next(10) > 0 ? _chosen : _entries;
        return among[random.Next(among.Count)].Bytes;
    }

    /// <summary>Any of the inputs, to take pieces from.</summary>
    public byte[] PickAny(Random random) => _entries[random.Next(_entries.Count)].Bytes;

    /// <summary>The name under which an input is kept in a folder.</summary>
    public static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8));

    private void Add(byte[] input, ReadOnlySpan<byte> map)
    {
        int blocks = 0;
        foreach (byte count in map)
        {
            blocks += count;
        }
        var entry = new Entry(input, input.Length + blocks);
        _entries.Add(entry);
        _chosen = null;
        for (int at = 0; at < map.Length; at++)
        {
            if (map[at] != 0 && (_favourites[at] is not { } favourite || favourite.Cost > entry.Cost))
            {
                if (_favourites[at] is { } former)
                {
                    former.Favourites--;
                }
                _favourites[at] = entry;
                entry.Favourites++;
            }
        }
    }

    /// <summary>How often, roughly: 1, 2, 3, 4, 8, 16, 32, 128 times and more have a bit each.</summary>
    private static byte Bucket(byte count) => count switch
    {
        1 => 1,
        2 => 2,
        3 => 4,
        < 8 => 8,
        < 16 => 16,
        < 32 => 32,
        < 128 => 64,
        _ => 128,
    };

    private sealed class Entry(byte[] bytes, int cost)
    {
        public byte[] Bytes { get; } = bytes;

        public int Cost { get; } = cost;

        public int Favourites { get; set; }
    }
}
