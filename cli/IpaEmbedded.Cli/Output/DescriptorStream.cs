using System.Runtime.InteropServices;

namespace IpaEmbedded.Cli;

/// <summary>
/// Writes to a descriptor of this process as it is. Unlike the runtime's own stream for standard output it says when nobody
/// reads any more, so that a command ends that has nobody to write for.
/// </summary>
internal sealed class DescriptorStream(int descriptor) : WriteOnlyStream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const short CanWriteNow = 4;

    /// <summary>A standard stream of this process.</summary>
    public static Stream Of(int descriptor) => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? new DescriptorStream(descriptor)
        : descriptor == 1 ? Console.OpenStandardOutput()
        : Console.OpenStandardError();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            nint count = write(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            int error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            switch (error)
            {
                case 0:
                    buffer = buffer[(int)count..];
                    break;
                case Interrupted:
                    break;
                case TryAgain:
                    // Somebody else has made the stream one that does not wait.
                    var wanted = new Wanted { Descriptor = descriptor, Events = CanWriteNow };
                    _ = poll(ref wanted, 1, -1);
                    break;
                default:
                    throw new IOException("", error);
            }
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int descriptor, ref byte bytes, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll(ref Wanted wanted, nuint count, int milliseconds);

    private struct Wanted
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
