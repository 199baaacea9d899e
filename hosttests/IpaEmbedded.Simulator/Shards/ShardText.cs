using System.Globalization;

namespace IpaEmbedded.Simulator;

/// <summary>Ranges of seeds and shards as people write them: <c>1..1000</c> and <c>2/4</c>.</summary>
public static class ShardText
{
    /// <summary>First and last seed of <c>A..B</c>, or of one number; null when it is neither, or the range is too long.</summary>
    public static (ulong From, ulong To)? SeedsOf(string text)
    {
        string[] parts = text.Split("..");
        return parts.Length <= 2 && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong from)
            && ulong.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong to) && to >= from && to - from < ShardOfSeeds.MostSeeds
            ? (from, to)
            : null;
    }

    /// <summary>Which shard of how many <c>I/N</c> is; null when it is neither.</summary>
    public static (int Index, int Count)? ShardOf(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && index >= 1 && index <= count && count <= ShardOfSeeds.MostShards
            ? (index, count)
            : null;
    }
}
