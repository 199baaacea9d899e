using System.Globalization;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// What <c>/proc/iomem</c> tells: which physical addresses are RAM, and which drivers of the kernel have claimed, which is every innermost entry,
/// since what lies inside another entry was claimed out of it.
/// </summary>
public sealed record IomemText(IReadOnlyList<AddressRange> SystemRam, IReadOnlyList<AddressRange> Claimed)
{
    /// <summary>Reads the running kernel's.</summary>
    /// <exception cref="IOException">It is not that file, or the addresses are withheld (CAP_SYS_ADMIN is needed).</exception>
    public static IomemText Read() => Parse(File.ReadAllText("/proc/iomem"));

    /// <summary>Reads a text of that form.</summary>
    /// <exception cref="IOException">A line is none of that file, or the addresses are withheld (CAP_SYS_ADMIN is needed).</exception>
    public static IomemText Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine).ToList();
        if (lines.TrueForAll(line => line.Range.Start == 0 && line.Range.Size == 1))
        {
            throw new IOException("/proc/iomem: addresses withheld (CAP_SYS_ADMIN is needed)");
        }

        var ram = lines.Where(line => line.Range.Name.StartsWith("System RAM", StringComparison.Ordinal)).Select(line => line.Range).ToList();
        var claimed = lines.Where((line, i) => i + 1 == lines.Count || lines[i + 1].Depth <= line.Depth).Select(line => line.Range).Except(ram).ToList();
        return new IomemText(ram, claimed);
    }

    private static (AddressRange Range, int Depth) ReadLine(string line)
    {
        var words = line.Split(" : ", 2);
        var ends = words[0].Trim().Split('-');
        return words.Length == 2 && ends.Length == 2 && Number(ends[0]) is { } first && Number(ends[1]) is { } last && first <= last && last - first < ulong.MaxValue
            ? (new AddressRange(first, last - first + 1, words[1]), line.Length - line.TrimStart().Length)
            : throw new IOException($"/proc/iomem: expected a range and its name, read '{line}'");
    }

    private static ulong? Number(string text) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
