namespace IpaEmbedded.DeviceTree;

/// <summary>Where the compiler's files come from: the disk, or texts in memory (editors and tests).</summary>
public abstract class FileProvider
{
    /// <summary>Largest file that is read.</summary>
    public const int MaximumFileBytes = 256 * 1024 * 1024;

    /// <summary>Reads files from the disk.</summary>
    public static FileProvider Disk { get; } = new DiskFileProvider();

    /// <summary>The directory that relative paths start from, with forward slashes.</summary>
    public virtual string CurrentDirectory => "";

    /// <summary>The file's bytes, or null if there is no such file or it is larger than <see cref="MaximumFileBytes"/>.</summary>
    public abstract byte[]? Read(string path);

    /// <summary>The same with the reason if there are no bytes.</summary>
    /// <param name="mayLieAt">Asked with the real path of what was found before it is opened; null lets it lie anywhere. Providers without links need not ask.</param>
    public virtual FileReading Read(string path, Func<string, bool>? mayLieAt) =>
        Read(path) is { } bytes ? new FileReading(FileOutcome.Read, bytes, null) : new FileReading(FileOutcome.NotFound);

    /// <summary>When the file was changed last, in local time; null if that is not known.</summary>
    public virtual DateTime? LastWriteTime(string path) => null;

    /// <summary>Where a symbolic link leads to, as it is written in the link; null for everything else.</summary>
    public virtual string? LinkTarget(string path) => null;
}
