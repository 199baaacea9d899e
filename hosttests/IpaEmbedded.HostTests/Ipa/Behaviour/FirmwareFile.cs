using System.Buffers.Binary;
using IpaEmbedded.Runtime.Firmware;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A firmware store with one small ELF32 image: headers, a hash segment, and code; or with nothing.</summary>
internal sealed class FirmwareFile : FirmwareStore
{
    public bool IsMissing { get; set; }

    /// <summary>Name of the file that was opened first.</summary>
    public string? Name { get; private set; }

    public override byte[]? Open(string name)
    {
        Name ??= name;
        return IsMissing ? null : Build();
    }

    private static byte[] Build()
    {
        byte[] image = new byte[52 + 3 * 32 + 64 + 256];
        image.AsSpan(52 + 3 * 32 + 64).Fill(0x5a);
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 1, 1, 1 }.CopyTo(image, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(28), 52);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(40), 52);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(42), 32);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(44), 3);
        Segment(image, 0, [0, 0, 0, 0, 148, 148, 7u << 24, 4]);
        Segment(image, 1, [0, 148, 0x1000, 0x1000, 64, 64, 2u << 24, 4]);
        Segment(image, 2, [1, 212, 0, 0, 256, 256, 1u << 27 | 5, 4]);
        return image;
    }

    private static void Segment(byte[] image, int index, uint[] words)
    {
        for (int i = 0; i < words.Length; i++) { BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(52 + index * 32 + i * 4), words[i]); }
    }
}
