namespace IpaEmbedded.DeviceTree;

/// <summary>Where the compiler's files come from: the disk, or texts in memory (editors and tests).</summary>
public abstract class FileProvider
{
    /// <summary>Reads files from the disk.</summary>
    public static FileProvider Disk { get; } = new DiskFileProvider();

    /// <summary>The file's bytes, or null if there is no such file.</summary>
    public abstract byte[]? Read(string path);
}
