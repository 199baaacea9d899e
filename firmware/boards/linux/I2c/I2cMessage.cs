using System.Runtime.InteropServices;

namespace IpaEmbedded.Boards.Linux.I2c;

/// <summary>One part of a transfer, laid out as the kernel expects (struct i2c_msg of linux/i2c.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct I2cMessage
{
    public const ushort ReadFlag = 1;
    public const ushort TenBitFlag = 0x10;

    public ushort Address;
    public ushort Flags;
    public ushort Length;
    public nint Buffer;
}
