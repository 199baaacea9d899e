using System.Buffers.Binary;
using IpaEmbedded.Runtime.Firmware;

namespace IpaEmbedded.Cli.Boot;

/// <summary>A firmware store that gives a made-up GSI firmware under every name: the fake runs none of it, but the loader walks through all of it.</summary>
internal sealed class GsiFirmwareFile : FirmwareStore
{
    private const int HeaderBytes = 52;
    private const int SegmentBytes = 32;
    private const int HashBytes = 64;
    private const int CodeBytes = 256;
    private const uint Code = 1;
    private const uint HashKind = 2u << 24;
    private const uint Relocatable = 1u << 27;

    private readonly byte[] _image = Build();

    public override byte[] Open(string name) => _image;

    private static byte[] Build()
    {
        const int metadata = HeaderBytes + 3 * SegmentBytes;
        byte[] image = new byte[metadata + HashBytes + CodeBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(image, 0x464c457f);
        image[4] = 1;
        image[5] = 1;
        image[6] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(28), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(40), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(42), SegmentBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(44), 3);
        WriteSegment(image, 0, type: 0, offset: 0, address: 0, bytes: metadata, flags: 7u << 24);
        WriteSegment(image, 1, type: 0, offset: metadata, address: 0x1000, bytes: HashBytes, flags: HashKind);
        WriteSegment(image, 2, type: Code, offset: metadata + HashBytes, address: 0, bytes: CodeBytes, flags: Relocatable | 5);
        for (int i = 0; i < CodeBytes; i++)
        {
            image[metadata + HashBytes + i] = (byte)(i * 7);
        }
        return image;
    }

    private static void WriteSegment(byte[] image, int index, uint type, uint offset, uint address, uint bytes, uint flags)
    {
        Span<byte> header = image.AsSpan(HeaderBytes + index * SegmentBytes, SegmentBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header, type);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], offset);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], address);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], address);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], flags);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], 4);
    }
}
