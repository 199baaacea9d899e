using IpaEmbedded.Runtime.Firmware;

namespace IpaEmbedded.Simulation;

/// <summary>A made-up GSI firmware under every name: an ELF image of headers, a hash segment and code. The fake runs none of it, but the loader walks through all of it.</summary>
public sealed class GsiFirmware : FirmwareStore
{
    private const int HeaderBytes = 52;
    private const int SegmentBytes = 32;
    private const int Segments = 3;
    private const int HashBytes = 64;
    private const int CodeBytes = 256;
    private const uint Load = 1;
    private const uint HeaderSegment = 7u << 24;
    private const uint HashSegment = 2u << 24;
    private const uint Relocatable = 1u << 27;
    private const uint ReadAndExecute = 5;

    /// <inheritdoc/>
    public override byte[] Open(string name)
    {
        const int hash = HeaderBytes + Segments * SegmentBytes;
        const int code = hash + HashBytes;
        byte[] image = new byte[code + CodeBytes];
        Write32(image, 0, 0x464c457f);
        image[4] = 1;
        image[5] = 1;
        image[6] = 1;
        Write32(image, 28, HeaderBytes);
        Write32(image, 40, HeaderBytes | SegmentBytes << 16);
        Write32(image, 44, Segments);
        WriteSegment(image, 0, 0, 0, 0, hash, HeaderSegment);
        WriteSegment(image, 1, 0, hash, 0x1000, HashBytes, HashSegment);
        WriteSegment(image, 2, Load, code, 0, CodeBytes, Relocatable | ReadAndExecute);
        for (int i = 0; i < CodeBytes; i++) { image[code + i] = (byte)(i * 7); }
        return image;
    }

    private static void WriteSegment(byte[] image, int index, uint type, uint offset, uint address, uint bytes, uint flags)
    {
        int at = HeaderBytes + index * SegmentBytes;
        Write32(image, at, type);
        Write32(image, at + 4, offset);
        Write32(image, at + 8, address);
        Write32(image, at + 12, address);
        Write32(image, at + 16, bytes);
        Write32(image, at + 20, bytes);
        Write32(image, at + 24, flags);
        Write32(image, at + 28, 4);
    }

    private static void Write32(byte[] image, int at, uint value)
    {
        for (int i = 0; i < 4; i++) { image[at + i] = (byte)(value >> (8 * i)); }
    }
}
