using IpaEmbedded.Boards.Linux.I2c;
using IpaEmbedded.Boards.Linux.Spi;

namespace IpaEmbedded.Boards.Linux.Interop;

/// <summary>Transfers whose structures point to the caller's bytes, which are pinned for the call. Each gives the kernel's answer, negative for an error number.</summary>
internal static unsafe class BusTransfer
{
    /// <summary>What an I2C bus can do.</summary>
    public static int Functionality(int descriptor, out ulong functionality)
    {
        // The kernel fills a long.
        nuint filled = 0;
        var result = LibC.TryControl(descriptor, I2cControl.GetFunctionality, &filled);
        functionality = filled;
        return result;
    }

    /// <summary>Writes, then reads after a repeated start; with nothing to do it sends the address alone. Gives the number of messages that went through, of <paramref name="count"/>.</summary>
    public static int I2c(int descriptor, int address, ushort flags, ReadOnlySpan<byte> write, Span<byte> read, out int count)
    {
        var messages = stackalloc I2cMessage[2];
        count = 0;
        fixed (byte* writePointer = write, readPointer = read)
        {
            if (write.Length > 0 || read.Length == 0)
            {
                messages[count++] = new I2cMessage { Address = (ushort)address, Flags = flags, Length = (ushort)write.Length, Buffer = (nint)writePointer };
            }

            if (read.Length > 0)
            {
                messages[count++] = new I2cMessage { Address = (ushort)address, Flags = (ushort)(flags | I2cMessage.ReadFlag), Length = (ushort)read.Length, Buffer = (nint)readPointer };
            }

            var transfer = new I2cControl.Messages { First = (nint)messages, Count = (uint)count };
            return LibC.TryControl(descriptor, I2cControl.TransferMessages, &transfer);
        }
    }

    /// <summary>Moves bytes both ways at once; an empty span sends zeros, or drops what comes. Gives the number of bytes.</summary>
    public static int Spi(int descriptor, uint speed, ReadOnlySpan<byte> write, Span<byte> read, int count)
    {
        fixed (byte* writePointer = write, readPointer = read)
        {
            var message = new SpiMessage { Write = (ulong)writePointer, Read = (ulong)readPointer, Length = (uint)count, Speed = speed, BitsPerWord = 8 };
            return LibC.TryControl(descriptor, SpiMessage.SendOne, &message);
        }
    }
}
