using System.Globalization;

namespace IpaEmbedded.Boards.Linux.Memory;

/// <summary>DMA memory of the u-dma-buf kernel module: contiguous, at a bus address that sysfs tells.</summary>
public static class Udmabuf
{
    /// <summary>Maps the buffer called <paramref name="name"/> (udmabuf0, for example) whole.</summary>
    public static DmaRegion Open(string name) => Open(name, "/sys/class/u-dma-buf", "/dev");

    /// <summary>The same with the system's folders given.</summary>
    public static DmaRegion Open(string name, string classFolder, string deviceFolder)
    {
        var address = ReadNumber(Path.Combine(classFolder, name, "phys_addr"));
        var size = (long)ReadNumber(Path.Combine(classFolder, name, "size"));
        var mapping = MappedRegion.Open(Path.Combine(deviceFolder, name), 0, 0, size);
        return new DmaRegion(mapping.Path, mapping.Address, address, size, mapping.Dispose);
    }

    private static ulong ReadNumber(string path)
    {
        var text = File.ReadAllText(path).Trim();
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new IOException($"{path}: expected a number, read '{text}'");
    }
}
