using System.Runtime.InteropServices;
using IpaEmbedded.DeviceTree;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Cli;

/// <summary>Gives a new file the user and group of the one whose place it takes, so that root does not take people's files away from them.</summary>
internal static class FileOwner
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>True if the file has that group now; its user too, as far as this process may set it.</summary>
    public static bool Keep(SafeFileHandle file, (uint User, uint Group) owner)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }
        using DiskFile? made = DiskFile.Find("/proc/self/fd/" + file.DangerousGetHandle(), out _);
        return made?.Owner == owner || fchown(file, owner.User, owner.Group) == 0 || made?.Owner?.Group == owner.Group || fchown(file, Unchanged, owner.Group) == 0;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int fchown(SafeFileHandle file, uint user, uint group);
}
