using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>The structures of the GPIO character device's second interface, written and read at the kernel's offsets.</summary>
internal static class GpioLineRequest
{
    public const ulong GetChip = 0x8044B401;
    public const ulong GetLine = 0xC250B407;
    public const ulong GetValues = 0xC010B40E;
    public const ulong SetValues = 0xC010B40F;
    public const int Size = 592;
    public const int ChipSize = 68;

    private const int ConsumerOffset = 256;
    private const int ConsumerSize = 32;
    private const int FlagsOffset = 288;
    private const int AttributeCountOffset = 296;
    private const int AttributesOffset = 320;
    private const int LineCountOffset = 560;
    private const int DescriptorOffset = 588;
    private const int ChipLineCountOffset = 64;
    private const ulong Input = 1 << 2;
    private const ulong Output = 1 << 3;
    private const uint OutputValues = 2;

    /// <summary>A request for one input line.</summary>
    public static byte[] ForInput(int line, string consumer) => For(line, consumer, Input);

    /// <summary>A request for one output line that starts with a level.</summary>
    public static byte[] ForOutput(int line, bool high, string consumer)
    {
        var request = For(line, consumer, Output);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(AttributeCountOffset), 1);
        // One attribute: its kind, padding, the values by line, and the mask of lines that it is for.
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(AttributesOffset), OutputValues);
        BinaryPrimitives.WriteUInt64LittleEndian(request.AsSpan(AttributesOffset + 8), high ? 1UL : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(request.AsSpan(AttributesOffset + 16), 1);
        return request;
    }

    /// <summary>The descriptor of the line that the kernel put into an answered request.</summary>
    public static int DescriptorOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadInt32LittleEndian(request[DescriptorOffset..]);

    /// <summary>The number of lines in the kernel's description of a chip.</summary>
    public static int LineCountOf(ReadOnlySpan<byte> chip) => (int)BinaryPrimitives.ReadUInt32LittleEndian(chip[ChipLineCountOffset..]);

    /// <summary>The structure that sets, or asks for, the level of a request's only line.</summary>
    public static byte[] Values(bool high)
    {
        var values = new byte[16];
        values[0] = high ? (byte)1 : (byte)0;
        values[8] = 1;
        return values;
    }

    private static byte[] For(int line, string consumer, ulong flags)
    {
        var request = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(request, line);
        Encoding.ASCII.GetBytes(consumer.AsSpan(0, Math.Min(consumer.Length, ConsumerSize - 1)), request.AsSpan(ConsumerOffset));
        BinaryPrimitives.WriteUInt64LittleEndian(request.AsSpan(FlagsOffset), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(LineCountOffset), 1);
        return request;
    }
}
