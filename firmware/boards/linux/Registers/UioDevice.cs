using System.Buffers.Binary;
using System.Globalization;
using IpaEmbedded.Boards.Linux.Memory;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>A device that the kernel hands to user space: its register areas, the file that delivers its interrupt, and which interrupt that is.</summary>
public sealed class UioDevice
{
    private readonly string _deviceFolder;

    internal UioDevice(string id, string name, IReadOnlyList<UioMap> maps, uint[] interrupt, string[] compatibles, string deviceFolder)
    {
        Id = id;
        Name = name;
        Maps = maps;
        InterruptSpecifier = interrupt;
        Compatibles = compatibles;
        Areas = [.. maps.SelectMany(map => compatibles.DefaultIfEmpty(null).Select(compatible => new AllowedWindow(compatible, new AddressRange(map.Address, (ulong)map.Size, id))))];
        _deviceFolder = deviceFolder;
    }

    /// <summary>uio0, uio1, ...</summary>
    public string Id { get; }

    /// <summary>The name that the kernel's driver gave the device, usually the device tree node's.</summary>
    public string Name { get; }

    /// <summary>Its register areas, by number.</summary>
    public IReadOnlyList<UioMap> Maps { get; }

    /// <summary>Cells of the interrupts property of the device's node; empty when it has none.</summary>
    public IReadOnlyList<uint> InterruptSpecifier { get; }

    /// <summary>Compatibles of the device's node; empty when the kernel does not tell them.</summary>
    public IReadOnlyList<string> Compatibles { get; }

    /// <summary>Its register areas as what may be mapped: by nodes of its compatibles, or by any if the kernel does not tell them.</summary>
    public IReadOnlyList<AllowedWindow> Areas { get; }

    /// <summary>File of the device's PCI configuration space, where its interrupt is unmasked; null if it is not on that bus.</summary>
    public string? PciConfiguration { get; init; }

    /// <summary>The character device.</summary>
    public string Path => System.IO.Path.Combine(_deviceFolder, Id);

    /// <summary>Every UIO device of the system, sorted by id.</summary>
    public static IReadOnlyList<UioDevice> List() => List("/sys/class/uio", "/dev");

    /// <summary>The same with the system's folders given.</summary>
    public static IReadOnlyList<UioDevice> List(string classFolder, string deviceFolder)
    {
        if (!Directory.Exists(classFolder))
        {
            return [];
        }

        return Directory.EnumerateDirectories(classFolder)
            .Order(StringComparer.Ordinal)
            .Select(folder => Read(folder, deviceFolder))
            .ToList();
    }

    /// <summary>The area that has all of these addresses, or null. Compared in the form that cannot wrap: the numbers come from a tree and from sysfs.</summary>
    public UioMap? Find(ulong address, ulong size) =>
        Maps.FirstOrDefault(map => address >= map.Address && size <= (ulong)map.Size && address - map.Address <= (ulong)map.Size - size);

    /// <summary>Maps physical addresses that lie in one area.</summary>
    /// <exception cref="IOException">No area has them all, or the system refuses.</exception>
    public MappedRegion Open(ulong address, long size)
    {
        var map = Find(address, (ulong)size) ?? throw new IOException($"{Path}: no area has 0x{size:x} bytes at 0x{address:x}");
        // UIO's convention: the file offset is the area's number in pages, whatever its address. What is mapped begins at the page that the address is in.
        var page = Environment.SystemPageSize;
        return MappedRegion.Open(Path, (long)map.Index * page, (long)(map.Address % (ulong)page + (address - map.Address)), size);
    }

    private static UioDevice Read(string folder, string deviceFolder)
    {
        var maps = new List<UioMap>();
        for (var index = 0; Directory.Exists(System.IO.Path.Combine(folder, "maps", $"map{index}")); index++)
        {
            var map = System.IO.Path.Combine(folder, "maps", $"map{index}");
            maps.Add(new UioMap(index, Text(map, "name"), Number(map, "addr"), Bytes(map, "size"), Bytes(map, "offset")));
        }

        var node = System.IO.Path.Combine(folder, "device", "of_node");
        var compatibles = Text(node, "compatible").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var configuration = System.IO.Path.Combine(folder, "device", "config");
        return new UioDevice(System.IO.Path.GetFileName(folder), Text(folder, "name"), maps, Cells(System.IO.Path.Combine(node, "interrupts")), compatibles, deviceFolder)
        {
            PciConfiguration = File.Exists(configuration) ? configuration : null,
        };
    }

    private static uint[] Cells(string path)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        return Enumerable.Range(0, bytes.Length / 4).Select(cell => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(cell * 4))).ToArray();
    }

    private static string Text(string folder, string file)
    {
        var path = System.IO.Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    private static long Bytes(string folder, string file) =>
        Number(folder, file) is <= long.MaxValue and var bytes ? (long)bytes : throw new IOException($"{System.IO.Path.Combine(folder, file)}: more bytes than there can be");

    private static ulong Number(string folder, string file)
    {
        var text = Text(folder, file);
        return text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new IOException($"{System.IO.Path.Combine(folder, file)}: expected a number in hex, read '{text}'");
    }
}
