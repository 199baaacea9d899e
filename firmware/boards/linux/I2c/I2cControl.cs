using System.Runtime.InteropServices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Linux.I2c;

/// <summary>The controls of an I2C bus's device file (linux/i2c-dev.h), and what the kernel's error numbers mean (Documentation/i2c/fault-codes.rst).</summary>
internal static class I2cControl
{
    public const ulong GetFunctionality = 0x0705;
    public const ulong TransferMessages = 0x0707;
    public const ulong PlainTransfers = 1;
    public const ulong TenBitAddresses = 2;

    /// <summary>Bytes that one message has at most.</summary>
    public const int MaxMessageLength = 8192;

    /// <summary>How a transfer ended that the kernel answered with an error number.</summary>
    public static I2cStatus StatusOf(int error) => error switch
    {
        // No such device or address; remote I/O error, which controllers report that cannot tell whose acknowledgement was missing.
        6 or 121 => I2cStatus.AddressNotAcknowledged,
        // Connection timed out.
        110 => I2cStatus.ClockStretchTimeout,
        // Invalid argument; inappropriate ioctl; operation not supported; message too long.
        22 or 25 or 95 or 90 => I2cStatus.Unsupported,
        _ => I2cStatus.BusError,
    };

    /// <summary>How a transfer ended of which the kernel says how many messages were done: adapters without error numbers (i2c-virtio) do no message of an absent chip.</summary>
    public static I2cStatus StatusOf(int done, int count) =>
        done == count ? I2cStatus.FullTransfer : done == 0 ? I2cStatus.AddressNotAcknowledged : I2cStatus.PartialTransfer;

    /// <summary>The messages of one transfer (struct i2c_rdwr_ioctl_data).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Messages
    {
        public nint First;
        public uint Count;
    }
}
