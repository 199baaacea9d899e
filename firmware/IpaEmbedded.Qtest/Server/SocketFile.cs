using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Qtest;

/// <summary>What lies at a path: told by statx, whose layout is the same on every Linux, and without following a link.</summary>
internal sealed record SocketFile(ulong Inode, ulong Device, bool IsSocket)
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7ff;

    /// <summary>Describes what lies there; null if nothing does, or if this system does not tell.</summary>
    public static SocketFile? At(string path)
    {
        byte[] fields = new byte[256];
        if (!OperatingSystem.IsLinux() || statx(CurrentFolder, path, NoFollow, BasicFields, fields) != 0)
        {
            return null;
        }
        int type = BinaryPrimitives.ReadUInt16LittleEndian(fields.AsSpan(28)) & 0xf000;
        return new SocketFile(BinaryPrimitives.ReadUInt64LittleEndian(fields.AsSpan(32)), BinaryPrimitives.ReadUInt64LittleEndian(fields.AsSpan(136)), type == 0xc000);
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] fields);
}
