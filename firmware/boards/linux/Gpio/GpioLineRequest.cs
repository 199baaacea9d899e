using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>The structures of the GPIO character device's second interface (linux/gpio.h), written and read at the kernel's offsets.</summary>
internal static class GpioLineRequest
{
    public const ulong GetChip = 0x8044B401;
    public const ulong GetLineDescription = 0xC100B405;
    public const ulong GetLine = 0xC250B407;
    public const ulong SetConfig = 0xC110B40D;
    public const ulong GetValues = 0xC010B40E;
    public const ulong SetValues = 0xC010B40F;
    public const int Size = 592;
    public const int ConfigSize = 272;
    public const int ChipSize = 68;
    public const int LineDescriptionSize = 256;

    public const ulong Input = 1 << 2;
    public const ulong Output = 1 << 3;
    public const ulong BothEdges = 3 << 4;
    private const ulong OpenDrain = 1 << 6;
    private const ulong OpenSource = 1 << 7;
    private const ulong BiasPullUp = 1 << 8;
    private const ulong BiasPullDown = 1 << 9;
    private const ulong BiasDisabled = 1 << 10;

    private const int ConsumerOffset = 256;
    private const int ConsumerSize = 32;
    private const int ConfigOffset = 288;
    private const int AttributeCountOffset = 8;
    private const int AttributesOffset = 32;
    private const int LineCountOffset = 560;
    private const int DescriptorOffset = 588;
    private const int ChipLineCountOffset = 64;
    private const int LineConsumerOffset = 32;
    private const int LineOffset = 64;
    private const uint OutputValues = 2;

    /// <summary>A request for one line with a configuration.</summary>
    public static byte[] For(int line, ReadOnlySpan<byte> config, string consumer)
    {
        var request = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(request, line);
        Encoding.ASCII.GetBytes(consumer.AsSpan(0, Math.Min(consumer.Length, ConsumerSize - 1)), request.AsSpan(ConsumerOffset));
        config.CopyTo(request.AsSpan(ConfigOffset));
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(LineCountOffset), 1);
        return request;
    }

    /// <summary>The configuration of an input.</summary>
    public static byte[] InputConfig(GpioPull pull, bool edges) => Config(Input | BiasOf(pull) | (edges ? BothEdges : 0));

    /// <summary>The configuration of an output that starts with a level.</summary>
    public static byte[] OutputConfig(GpioPull pull, GpioDrive drive, bool high)
    {
        var config = Config(Output | BiasOf(pull) | DriveOf(drive));
        BinaryPrimitives.WriteUInt32LittleEndian(config.AsSpan(AttributeCountOffset), 1);
        // One attribute: its kind, padding, the values by line, and the mask of lines that it is for.
        BinaryPrimitives.WriteUInt32LittleEndian(config.AsSpan(AttributesOffset), OutputValues);
        BinaryPrimitives.WriteUInt64LittleEndian(config.AsSpan(AttributesOffset + 8), high ? 1UL : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(config.AsSpan(AttributesOffset + 16), 1);
        return config;
    }

    /// <summary>The descriptor of the line that the kernel put into an answered request.</summary>
    public static int DescriptorOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadInt32LittleEndian(request[DescriptorOffset..]);

    /// <summary>The number of lines in the kernel's description of a chip.</summary>
    public static int LineCountOf(ReadOnlySpan<byte> chip) => (int)BinaryPrimitives.ReadUInt32LittleEndian(chip[ChipLineCountOffset..]);

    /// <summary>A question for the description of a line.</summary>
    public static byte[] DescriptionOf(int line)
    {
        var description = new byte[LineDescriptionSize];
        BinaryPrimitives.WriteInt32LittleEndian(description.AsSpan(LineOffset), line);
        return description;
    }

    /// <summary>Who uses the line, in the kernel's description of it.</summary>
    public static string ConsumerOf(ReadOnlySpan<byte> description) =>
        Encoding.UTF8.GetString(description.Slice(LineConsumerOffset, ConsumerSize)).TrimEnd('\0');

    /// <summary>The structure that sets, or asks for, the level of a request's only line.</summary>
    public static byte[] Values(bool high)
    {
        var values = new byte[16];
        values[0] = high ? (byte)1 : (byte)0;
        values[8] = 1;
        return values;
    }

    private static byte[] Config(ulong flags)
    {
        var config = new byte[ConfigSize];
        BinaryPrimitives.WriteUInt64LittleEndian(config, flags);
        return config;
    }

    private static ulong BiasOf(GpioPull pull) => pull switch
    {
        GpioPull.Up => BiasPullUp,
        GpioPull.Down => BiasPullDown,
        GpioPull.Disabled => BiasDisabled,
        _ => 0,
    };

    private static ulong DriveOf(GpioDrive drive) => drive switch
    {
        GpioDrive.OpenDrain => OpenDrain,
        GpioDrive.OpenSource => OpenSource,
        _ => 0,
    };
}
