using System.Runtime.InteropServices;

namespace IpaEmbedded.Boards.Linux.Spi;

/// <summary>One transfer, laid out as the kernel expects (struct spi_ioc_transfer of linux/spi/spidev.h), and the controls of the device file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SpiMessage
{
    public const ulong SendOne = 0x40206B00;
    public const ulong WriteMode = 0x40046B05;
    public const ulong WriteBitsPerWord = 0x40016B03;
    public const ulong WriteMaxSpeed = 0x40046B04;

    /// <summary>Bits of a mode above clock polarity and phase.</summary>
    public const uint ChipSelectHigh = 4;
    public const uint LeastSignificantFirst = 8;
    public const uint ThreeWire = 16;

    public ulong Write;
    public ulong Read;
    public uint Length;
    public uint Speed;
    public ushort DelayMicroseconds;
    public byte BitsPerWord;
    public byte ChipSelectChange;
    public byte WriteWires;
    public byte ReadWires;
    public byte WordDelayMicroseconds;
    public byte Padding;
}
