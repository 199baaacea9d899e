using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.DeviceTree;

/// <summary>The calls of Linux that hold a file without opening it; numbers are those of its headers and the same on all that .NET runs on, unless said.</summary>
internal static class LinuxFiles
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;
    private const int EmptyPath = 0x1000;
    private const uint BasicFacts = 0x7ff;
    private const int NoEntry = 2;
    private const int NoDirectory = 20;
    private const int NameTooLong = 36;
    private const int TooManyLinks = 40;

    // O_NOFOLLOW is the one that differs.
    private static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Armv6 or Architecture.Ppc64le ? 0x8000 : 0x20000;

    /// <summary>Holds what a path leads to; a device does not notice, a pipe does not wait. Null, with the reason, if there is nothing.</summary>
    public static SafeFileHandle? Hold(string path, bool followsLink, out FileOutcome outcome)
    {
        int descriptor = open(path, PathOnly | CloseOnExec | (followsLink ? 0 : NoFollow));
        outcome = descriptor >= 0 ? FileOutcome.Read
            : Marshal.GetLastPInvokeError() is NoEntry or NoDirectory or NameTooLong or TooManyLinks ? FileOutcome.NotFound
            : FileOutcome.NotReadable;
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }

    /// <summary>The facts of a held file as <c>struct statx</c> lays them out; null if the system refuses.</summary>
    public static byte[]? Facts(SafeFileHandle held)
    {
        var facts = new byte[256];
        return statx(held, "", EmptyPath, BasicFacts, facts) == 0 ? facts : null;
    }

    /// <summary>Where the system shows what a descriptor is; opening that opens the very file.</summary>
    public static string PlaceOf(SafeFileHandle held) => "/proc/self/fd/" + held.DangerousGetHandle();

    /// <summary>Opens a held file without waiting and without changing it; null if it is not allowed.</summary>
    public static SafeFileHandle? Open(SafeFileHandle held, bool forWriting)
    {
        int descriptor = open(PlaceOf(held), (forWriting ? 1 : 0) | CloseOnExec | NonBlocking);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(SafeFileHandle directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] facts);
}
