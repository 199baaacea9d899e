using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.Boards.Linux.Leds;

/// <summary>The structures of the GPIO character device's second interface, written and read at the kernel's offsets.</summary>
internal static class GpioLineRequest
{
    public const ulong GetLine = 0xC250B407;
    public const ulong SetValues = 0xC010B40F;
    public const int Size = 592;

    private const int ConsumerOffset = 256;
    private const int ConsumerSize = 32;
    private const int FlagsOffset = 288;
    private const int LineCountOffset = 560;
    private const int DescriptorOffset = 588;
    private const ulong ActiveLow = 1 << 1;
    private const ulong Output = 1 << 3;

    /// <summary>A request for one output line.</summary>
    public static byte[] ForOutput(uint line, bool activeLow, string consumer)
    {
        var request = new byte[Size];
        BinaryPrimitives.WriteUInt32LittleEndian(request, line);
        Encoding.ASCII.GetBytes(consumer.AsSpan(0, Math.Min(consumer.Length, ConsumerSize - 1)), request.AsSpan(ConsumerOffset));
        BinaryPrimitives.WriteUInt64LittleEndian(request.AsSpan(FlagsOffset), Output | (activeLow ? ActiveLow : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(LineCountOffset), 1);
        return request;
    }

    /// <summary>The descriptor of the line that the kernel put into an answered request.</summary>
    public static int DescriptorOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadInt32LittleEndian(request[DescriptorOffset..]);

    /// <summary>The structure that sets the request's only line.</summary>
    public static byte[] Values(bool on)
    {
        var values = new byte[16];
        values[0] = on ? (byte)1 : (byte)0;
        values[8] = 1;
        return values;
    }
}
