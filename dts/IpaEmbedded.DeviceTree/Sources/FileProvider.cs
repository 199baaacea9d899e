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

    /// <summary>Where a symbolic link leads to, as it is written in the link; null for everything else.</summary>
    public virtual string? LinkTarget(string path) => null;
}
