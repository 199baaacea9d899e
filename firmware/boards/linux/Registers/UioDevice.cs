using System.Globalization;
using IpaEmbedded.Boards.Linux.Memory;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>A device that the kernel hands to user space: its register areas by name and the file that delivers its interrupt.</summary>
public sealed class UioDevice
{
    private readonly string _classFolder;
    private readonly string _deviceFolder;

    private UioDevice(string id, string name, IReadOnlyList<UioMap> maps, string classFolder, string deviceFolder)
    {
        Id = id;
        Name = name;
        Maps = maps;
        _classFolder = classFolder;
        _deviceFolder = deviceFolder;
    }

    /// <summary>uio0, uio1, ...</summary>
    public string Id { get; }

    /// <summary>The name that the kernel's driver gave the device, usually the device tree node's.</summary>
    public string Name { get; }

    public IReadOnlyList<UioMap> Maps { get; }

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
            .Select(folder => Read(folder, classFolder, deviceFolder))
            .ToList();
    }

    /// <summary>Maps the area that covers a physical address, as a device tree's reg property gives it.</summary>
    public MappedRegion Open(ulong address)
    {
        var map = Maps.FirstOrDefault(candidate => candidate.Address == address)
            ?? throw new IOException($"{System.IO.Path.Combine(_classFolder, Id)}: no area at 0x{address:x}; it has {string.Join(", ", Maps.Select(m => $"{m.Name} at 0x{m.Address:x}"))}");
        return Open(map);
    }

    /// <summary>Maps an area.</summary>
    public MappedRegion Open(UioMap map)
    {
        // UIO's convention: the file offset is the area's number in pages, whatever its address.
        return MappedRegion.Open(Path, (long)map.Index * Environment.SystemPageSize, map.PageOffset, map.Size);
    }

    private static UioDevice Read(string folder, string classFolder, string deviceFolder)
    {
        var maps = new List<UioMap>();
        for (var index = 0; Directory.Exists(System.IO.Path.Combine(folder, "maps", $"map{index}")); index++)
        {
            var map = System.IO.Path.Combine(folder, "maps", $"map{index}");
            maps.Add(new UioMap(index, Text(map, "name"), Number(map, "addr"), (long)Number(map, "size"), (long)Number(map, "offset")));
        }

        return new UioDevice(System.IO.Path.GetFileName(folder), Text(folder, "name"), maps, classFolder, deviceFolder);
    }

    private static string Text(string folder, string file)
    {
        var path = System.IO.Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : "";
    }

    private static ulong Number(string folder, string file)
    {
        var text = Text(folder, file);
        return text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new IOException($"{System.IO.Path.Combine(folder, file)}: expected a number in hex, read '{text}'");
    }
}
