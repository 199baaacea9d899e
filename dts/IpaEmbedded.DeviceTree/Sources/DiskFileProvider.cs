using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.DeviceTree;

/// <summary>Files of the disk.</summary>
public sealed class DiskFileProvider : FileProvider
{
    /// <inheritdoc/>
    public override string CurrentDirectory => Environment.CurrentDirectory.Replace('\\', '/');

    /// <inheritdoc/>
    public override byte[]? Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }
            using SafeFileHandle handle = File.OpenHandle(path);
            long length = RandomAccess.GetLength(handle);
            return length > MaximumFileBytes ? null : length > 0 ? File.ReadAllBytes(path) : ReadUnknown(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Files whose length the system does not know; a device that never ends is no file.</summary>
    private static byte[]? ReadUnknown(SafeFileHandle handle)
    {
        using var all = new MemoryStream();
        var part = new byte[4096];
        while (all.Length <= MaximumFileBytes)
        {
            int count = RandomAccess.Read(handle, part, all.Length);
            if (count == 0)
            {
                return all.ToArray();
            }
            all.Write(part, 0, count);
        }
        return null;
    }
}
