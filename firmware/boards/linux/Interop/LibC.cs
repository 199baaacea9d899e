using System.Runtime.InteropServices;

namespace IpaEmbedded.Boards.Linux.Interop;

/// <summary>The C library's calls that this board needs, each of which throws with the path and the system's message when it fails.</summary>
internal static partial class LibC
{
    public const int ReadWrite = 2;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int Synchronous = 0x101000;
    public const int TryAgain = 11;
    public const int Interrupted = 4;
    public const int NotPermitted = 1;
    public const int NoSuchFile = 2;
    public const int InputOutputError = 5;
    public const int AccessDenied = 13;
    public const int DeviceBusy = 16;
    public const int InvalidArgument = 22;
    public const int BadDescriptorState = 77;

    private const int ProtectReadWrite = 3;
    private const int MapShared = 1;

    /// <summary>Opens a file and returns its descriptor.</summary>
    public static int Open(string path, int flags)
    {
        var descriptor = open(path, flags | CloseOnExec);
        return descriptor >= 0 ? descriptor : throw Failure("open", path);
    }

    /// <summary>Opens a file; what the system says instead, as a negative number, when it refuses.</summary>
    public static int TryOpen(string path, int flags)
    {
        var descriptor = open(path, flags | CloseOnExec);
        return descriptor >= 0 ? descriptor : -Marshal.GetLastPInvokeError();
    }

    public static void Close(int descriptor) => _ = close(descriptor);

    /// <summary>Maps a part of a file for reading and writing, shared with the device behind it.</summary>
    public static nint Map(int descriptor, string path, long offset, long size)
    {
        var mapped = mmap(0, (nuint)size, ProtectReadWrite, MapShared, descriptor, (nint)offset);
        return mapped != -1 ? NotDumped(mapped, size) : throw Failure("mmap", path);
    }

    /// <summary>Maps memory that no file backs, with the given extra flags.</summary>
    public static nint MapAnonymous(int flags, long size)
    {
        const int Anonymous = 0x20;
        var mapped = mmap(0, (nuint)size, ProtectReadWrite, MapShared | Anonymous | flags, -1, 0);
        return mapped != -1 ? NotDumped(mapped, size) : throw Failure("mmap", "anonymous memory");
    }

    public static void Unmap(nint address, long size) => _ = munmap(address, (nuint)size);

    /// <summary>Runs a device control on a structure; the structure may be changed.</summary>
    public static unsafe void Control(int descriptor, string path, string what, ulong request, Span<byte> argument)
    {
        fixed (byte* pointer = argument)
        {
            if (ioctl(descriptor, (nuint)request, (nint)pointer) < 0)
            {
                throw Failure(what, path);
            }
        }
    }

    /// <summary>Runs a device control on a structure and gives its result; what the system says instead, as a negative number, when it refuses.</summary>
    public static unsafe int TryControl(int descriptor, ulong request, void* argument)
    {
        var result = ioctl(descriptor, (nuint)request, (nint)argument);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>The exception for what the system said to a call that gave a negative number.</summary>
    public static IOException Failure(string call, string path, int error) =>
        new($"{path}: {call}: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})", error);

    /// <summary>Reads what is there; 0 when a non-blocking descriptor has nothing.</summary>
    public static unsafe int Read(int descriptor, string path, Span<byte> target)
    {
        fixed (byte* pointer = target)
        {
            var count = read(descriptor, pointer, (nuint)target.Length);
            return count >= 0 ? (int)count : Blocked() ? 0 : throw Failure("read", path);
        }
    }

    /// <summary>Writes once; 0 when a non-blocking descriptor cannot take it now.</summary>
    public static unsafe int Write(int descriptor, string path, ReadOnlySpan<byte> source)
    {
        fixed (byte* pointer = source)
        {
            var count = write(descriptor, pointer, (nuint)source.Length);
            return count >= 0 ? (int)count : Blocked() ? 0 : throw Failure("write", path);
        }
    }

    /// <summary>Reads once; what the system says instead, as a negative number, when there is nothing to read or it refuses.</summary>
    public static unsafe int TryRead(int descriptor, Span<byte> target)
    {
        fixed (byte* pointer = target)
        {
            var count = read(descriptor, pointer, (nuint)target.Length);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Writes once; what the system says instead, as a negative number, when it refuses.</summary>
    public static unsafe int TryWrite(int descriptor, ReadOnlySpan<byte> source)
    {
        fixed (byte* pointer = source)
        {
            var count = write(descriptor, pointer, (nuint)source.Length);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Moves the calling thread into a network namespace, for good.</summary>
    public static void EnterNetworkNamespace(int descriptor, string path)
    {
        const int NewNetwork = 0x40000000;
        Require(setns(descriptor, NewNetwork), "setns", path);
    }

    /// <summary>A control that reads a number behind the pointer.</summary>
    public static unsafe void Control(int descriptor, string path, string what, ulong request, int argument)
    {
        if (ioctl(descriptor, (nuint)request, (nint)(&argument)) < 0)
        {
            throw Failure(what, path);
        }
    }

    /// <summary>A control whose argument is the number itself.</summary>
    public static void ControlValue(int descriptor, string path, string what, ulong request, int argument)
    {
        if (ioctl(descriptor, (nuint)request, argument) < 0)
        {
            throw Failure(what, path);
        }
    }

    /// <summary>Waits for input on any of the entries; returns how many are ready, 0 on timeout or interruption.</summary>
    public static unsafe int Poll(Span<PollEntry> entries, long timeoutMicroseconds)
    {
        var timeout = new TimeSpec { Seconds = (nint)(timeoutMicroseconds / 1000000), Nanoseconds = (nint)(timeoutMicroseconds % 1000000 * 1000) };
        fixed (PollEntry* pointer = entries)
        {
            var ready = ppoll(pointer, (nuint)entries.Length, &timeout, 0);
            return ready >= 0 ? ready : Marshal.GetLastPInvokeError() == Interrupted ? 0 : throw Failure("ppoll", "event loop");
        }
    }

    /// <summary>A counter that wakes a poll when another thread adds to it.</summary>
    public static int EventCounter()
    {
        var descriptor = eventfd(0, CloseOnExec | NonBlocking);
        return descriptor >= 0 ? descriptor : throw Failure("eventfd", "event loop");
    }

    /// <summary>The user whose rights the process has; 0 is root.</summary>
    public static uint EffectiveUser() => geteuid();

    /// <summary>
    /// Becomes another user for good: no supplementary groups, then group, then user, real, effective and saved, in every thread; with the user
    /// the capabilities go. This thread and those that it starts gain no rights by executing a file either.
    /// </summary>
    public static void BecomeUser(uint user, uint group)
    {
        const int SetNoNewPrivileges = 38;
        Require(setgroups(0, 0), "setgroups", "rights of the process");
        Require(setresgid(group, group, group), "setresgid", "rights of the process");
        Require(setresuid(user, user, user), "setresuid", "rights of the process");
        Require(prctl(SetNoNewPrivileges, 1, 0, 0, 0), "prctl", "rights of the process");
    }

    // A core dump must not read registers, nor carry packets away. A kernel without the advice only dumps more.
    private static nint NotDumped(nint mapped, long size)
    {
        const int DoNotDump = 16;
        _ = madvise(mapped, (nuint)size, DoNotDump);
        return mapped;
    }

    private static void Require(int result, string call, string path)
    {
        if (result < 0)
        {
            throw Failure(call, path);
        }
    }

    private static bool Blocked() => Marshal.GetLastPInvokeError() is TryAgain or Interrupted;

    private static IOException Failure(string call, string path) => Failure(call, path, Marshal.GetLastPInvokeError());

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(nint address, nuint length);

    [LibraryImport("libc")]
    private static partial int madvise(nint address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request, nint argument);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint read(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint write(int descriptor, byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int ppoll(PollEntry* entries, nuint count, TimeSpec* timeout, nint signalMask);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int descriptor, int kind);

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setgroups(nuint count, nint groups);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setresgid(uint real, uint effective, uint saved);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setresuid(uint real, uint effective, uint saved);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    /// <summary>One descriptor of a poll, laid out as the system expects.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
