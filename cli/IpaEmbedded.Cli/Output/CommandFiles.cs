using System.Collections.Concurrent;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// The files that the running command has read and those that it writes, by where they really lie: what was read is never
/// overwritten, and two outputs never have one name. Known to all threads of a command and to no other command.
/// </summary>
internal static class CommandFiles
{
    private static readonly AsyncLocal<Names?> Current = new();

    /// <summary>A command begins.</summary>
    public static void Begin() => Current.Value = new Names();

    /// <summary>A file was read, or will be.</summary>
    public static void AddInput(string? realPath)
    {
        if (realPath is not null)
        {
            Current.Value?.Inputs.TryAdd(realPath, true);
        }
    }

    /// <summary>Files of the disk; what is read through them counts as read.</summary>
    public static FileProvider Counting(FileProvider files) => files == FileProvider.Disk ? Disk.Instance : files;

    /// <summary>Why a regular file, or one that is made now, may not be written; null if it may.</summary>
    /// <param name="replacesInput">True for a command whose purpose it is to change its input.</param>
    public static string? WhyNotWrite(string path, DiskFile? old, bool replacesInput)
    {
        string place = old?.RealPath ?? PlaceOf(path);
        return Current.Value is not { } names ? null
            : !replacesInput && names.Inputs.ContainsKey(place) ? "this command reads it"
            : !names.Outputs.TryAdd(place, true) ? "this command writes it already"
            : null;
    }

    /// <summary>An output was given up: its name is free again.</summary>
    public static void GiveUp(string path) => Current.Value?.Outputs.TryRemove(PlaceOf(path), out _);

    // Of a file that is not there its directory is somewhere.
    private static string PlaceOf(string path)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } name ? name : ".";
        return path == "-" ? path : Path.Combine(DiskFile.RealPathOf(folder) ?? Path.GetFullPath(folder), Path.GetFileName(path));
    }

    private sealed class Names
    {
        public ConcurrentDictionary<string, bool> Inputs { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, bool> Outputs { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Disk : FileProvider
    {
        public static Disk Instance { get; } = new();

        public override string CurrentDirectory => FileProvider.Disk.CurrentDirectory;

        public override byte[]? Read(string path) => Read(path, null) is { Outcome: FileOutcome.Read } reading ? reading.Bytes : null;

        public override FileReading Read(string path, Func<string, bool>? mayLieAt)
        {
            FileReading reading = FileProvider.Disk.Read(path, mayLieAt);
            AddInput(reading.RealPath);
            return reading;
        }

        public override DateTime? LastWriteTime(string path) => FileProvider.Disk.LastWriteTime(path);

        public override string? LinkTarget(string path) => FileProvider.Disk.LinkTarget(path);
    }
}
