using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A file of the disk, held before it is opened: what it is and where it really lies cannot change any more, whatever
/// happens to its path. So what was checked is what is read; a device is not touched and a named pipe does not wait.
/// On Linux that is certain; elsewhere the path is looked at before and after opening. Which other names a file has
/// (hard links) no system tells: a hard link to an outside file counts as lying where it is.
/// </summary>
public sealed class DiskFile : IDisposable
{
    private const int ModeAt = 28, OwnerAt = 20, GroupAt = 24, LengthAt = 40;

    private readonly string _path;
    private readonly SafeFileHandle? _held;

    private DiskFile(string path, SafeFileHandle? held, string realPath, DiskFileKind kind)
    {
        _path = path;
        _held = held;
        RealPath = realPath;
        Kind = kind;
    }

    /// <summary>What it is.</summary>
    public DiskFileKind Kind { get; }

    /// <summary>Its full path without links.</summary>
    public string RealPath { get; }

    /// <summary>Its length in bytes; 0 also for what the system does not know the length of.</summary>
    public long Length { get; private init; }

    /// <summary>Its permissions; null where the system has none.</summary>
    public UnixFileMode? Permissions { get; private init; }

    /// <summary>Numbers of the user and the group that own it; null where they are not known.</summary>
    public (uint User, uint Group)? Owner { get; private init; }

    /// <summary>Finds and holds what a path leads to. Null, with the reason, if there is nothing or it may not be looked at.</summary>
    /// <param name="followsLink">Whether a link at the end of the path is followed; those on the way always are.</param>
    public static DiskFile? Find(string path, out FileOutcome outcome, bool followsLink = true)
    {
        outcome = FileOutcome.NotFound;
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }
        try
        {
            return OperatingSystem.IsLinux() && FindOnLinux(path, followsLink, out outcome) is { Known: true } found ? found.File : FindByPath(path, followsLink, out outcome);
        }
        catch (UnauthorizedAccessException)
        {
            outcome = FileOutcome.NotReadable;
            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads a regular file that lies where it may; this is the one way in which a file is read.</summary>
    /// <param name="mayLieAt">Whether a file may be read that really lies at a path; null for any place.</param>
    public static FileReading Read(string path, Func<string, bool>? mayLieAt = null)
    {
        using DiskFile? file = Find(path, out FileOutcome outcome);
        return file is null ? new FileReading(outcome)
            : mayLieAt is not null && !mayLieAt(file.RealPath) ? new FileReading(FileOutcome.Outside)
            : file.Kind == DiskFileKind.Directory ? new FileReading(FileOutcome.NotFound)
            : file.Kind != DiskFileKind.Regular ? new FileReading(FileOutcome.NotRegular)
            : file.Read();
    }

    /// <summary>True for a regular file, or a link to one.</summary>
    public static bool IsRegular(string path)
    {
        using DiskFile? file = Find(path, out _);
        return file?.Kind == DiskFileKind.Regular;
    }

    /// <summary>Where a file or directory really lies; null if it cannot be found.</summary>
    public static string? RealPathOf(string path)
    {
        using DiskFile? file = Find(path, out _);
        return file?.RealPath;
    }

    /// <summary>Reads it whole, whatever it is; a pipe up to its end.</summary>
    public FileReading Read()
    {
        if (Length > FileProvider.MaximumFileBytes)
        {
            return new FileReading(FileOutcome.TooLarge);
        }
        try
        {
            if (Kind == DiskFileKind.Pipe)
            {
                // This one is opened so that it waits: its writer may be slow.
                using var stream = new FileStream(LinuxFiles.PlaceOf(_held!), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
                return Drain(stream, RealPath);
            }
            using SafeFileHandle? handle = _held is null ? OpenByPath() : LinuxFiles.Open(_held, forWriting: false);
            if (handle is null)
            {
                return new FileReading(FileOutcome.NotReadable);
            }
            return Length > 0 ? new FileReading(FileOutcome.Read, Whole(handle, (int)Length), RealPath) : Drain(new FileStream(handle, FileAccess.Read, 0), RealPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileReading(FileOutcome.NotReadable);
        }
    }

    /// <summary>Reads a stream to its end; one that has too much, such as a device without an end, is given up.</summary>
    public static FileReading Drain(Stream stream, string? realPath)
    {
        using var all = new MemoryStream();
        var part = new byte[65536];
        while (all.Length <= FileProvider.MaximumFileBytes)
        {
            int count = stream.Read(part);
            if (count == 0)
            {
                return new FileReading(FileOutcome.Read, all.ToArray(), realPath);
            }
            all.Write(part, 0, count);
        }
        return new FileReading(FileOutcome.TooLarge);
    }

    /// <summary>Whether this process may write into it.</summary>
    public bool IsWritable()
    {
        if (_held is null)
        {
            return (File.GetAttributes(_path) & FileAttributes.ReadOnly) == 0;
        }
        using SafeFileHandle? handle = LinuxFiles.Open(_held, forWriting: true);
        return handle is not null;
    }

    /// <summary>Opens a device or a named pipe to write into; a pipe waits for its reader.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not allowed.</exception>
    public FileStream OpenStream() =>
        new(_held is null ? _path : LinuxFiles.PlaceOf(_held), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();

    // Not known: a system without statx or /proc.
    private static (bool Known, DiskFile? File) FindOnLinux(string path, bool followsLink, out FileOutcome outcome)
    {
        SafeFileHandle? held = LinuxFiles.Hold(path, followsLink, out outcome);
        if (held is null)
        {
            return (true, null);
        }
        byte[]? facts = null;
        string? realPath = null;
        try
        {
            facts = LinuxFiles.Facts(held);
            realPath = new FileInfo(LinuxFiles.PlaceOf(held)).LinkTarget;
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library; the other way does.
        }
        if (facts is null || realPath is null)
        {
            held.Dispose();
            return (false, null);
        }
        ushort mode = MemoryMarshal.Read<ushort>(facts.AsSpan(ModeAt));
        return (true, new DiskFile(path, held, realPath, KindOf(mode, realPath))
        {
            Length = MemoryMarshal.Read<long>(facts.AsSpan(LengthAt)),
            Permissions = (UnixFileMode)(mode & 0xfff),
            Owner = (MemoryMarshal.Read<uint>(facts.AsSpan(OwnerAt)), MemoryMarshal.Read<uint>(facts.AsSpan(GroupAt))),
        });
    }

    private static DiskFileKind KindOf(ushort mode, string realPath) => (mode >> 12) switch
    {
        8 => DiskFileKind.Regular,
        4 => DiskFileKind.Directory,
        10 => DiskFileKind.Link,
        1 => realPath.StartsWith('/') ? DiskFileKind.NamedPipe : DiskFileKind.Pipe,
        2 => DiskFileKind.CharacterDevice,
        _ => DiskFileKind.Other,
    };

    private static DiskFile? FindByPath(string path, bool followsLink, out FileOutcome outcome)
    {
        var entry = new FileInfo(path);
        bool isLink = !followsLink && entry.LinkTarget is not null;
        bool isDirectory = Directory.Exists(path);
        outcome = isLink || isDirectory || entry.Exists ? FileOutcome.Read : FileOutcome.NotFound;
        return outcome == FileOutcome.NotFound ? null : new DiskFile(path, null, new RealPaths(FileProvider.Disk).Of(path), isLink ? DiskFileKind.Link : isDirectory ? DiskFileKind.Directory : DiskFileKind.Regular)
        {
            Length = isLink || isDirectory ? 0 : entry.Length,
            Permissions = OperatingSystem.IsWindows() ? null : entry.UnixFileMode,
        };
    }

    private SafeFileHandle? OpenByPath()
    {
        SafeFileHandle handle = File.OpenHandle(_path);
        if (new RealPaths(FileProvider.Disk).Of(_path) == RealPath)
        {
            return handle;
        }
        handle.Dispose();
        return null;
    }

    private static byte[] Whole(SafeFileHandle handle, int length)
    {
        var bytes = new byte[length];
        int read = 0;
        while (read < length)
        {
            int count = RandomAccess.Read(handle, bytes.AsSpan(read), read);
            if (count == 0)
            {
                return bytes[..read];
            }
            read += count;
        }
        return bytes;
    }
}
