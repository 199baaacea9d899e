using System.Runtime.InteropServices;

namespace IpaEmbedded.HostTests.Files;

/// <summary>Things of the file system that .NET does not make.</summary>
internal static class FileSystemEntry
{
    /// <summary>Makes a pipe with a name.</summary>
    public static void MakePipe(string path) => Check(mkfifo(path, Convert.ToUInt32("600", 8)), path);

    /// <summary>Gives a file a second name.</summary>
    public static void MakeHardLink(string existing, string path) => Check(link(existing, path), path);

    private static void Check(int result, string path)
    {
        if (result != 0)
        {
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int mkfifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string path);
}
