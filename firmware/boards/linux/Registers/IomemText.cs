using System.Globalization;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>Reads <c>/proc/iomem</c>: which physical addresses are RAM or claimed by a driver of the kernel.</summary>
public static class IomemText
{
    /// <summary>RAM, and every innermost entry: what lies inside another entry was claimed out of it.</summary>
    /// <exception cref="IOException">A line is none of that file, or the addresses are withheld (CAP_SYS_ADMIN is needed).</exception>
    public static IReadOnlyList<AddressRange> Claimed(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var claimed = new List<AddressRange>();
        var withheld = lines.Length > 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var (range, depth) = Read(lines[i]);
            withheld &= range.Start == 0 && range.Size == 1;
            if (range.Name == "System RAM" || i + 1 == lines.Length || Read(lines[i + 1]).Depth <= depth)
            {
                claimed.Add(range);
            }
        }

        return withheld ? throw new IOException("/proc/iomem: addresses withheld (CAP_SYS_ADMIN is needed)") : claimed;
    }

    private static (AddressRange Range, int Depth) Read(string line)
    {
        var words = line.Split(" : ", 2);
        var ends = words[0].Trim().Split('-');
        return words.Length == 2 && ends.Length == 2 && Number(ends[0]) is { } first && Number(ends[1]) is { } last && first <= last && last - first < ulong.MaxValue
            ? (new AddressRange(first, last - first + 1, words[1]), line.Length - line.TrimStart().Length)
            : throw new IOException($"/proc/iomem: expected a range and its name, read '{line}'");
    }

    private static ulong? Number(string text) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
