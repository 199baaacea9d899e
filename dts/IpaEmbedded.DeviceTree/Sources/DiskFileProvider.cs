namespace IpaEmbedded.DeviceTree;

/// <summary>Files of the disk.</summary>
public sealed class DiskFileProvider : FileProvider
{
    /// <inheritdoc/>
    public override string CurrentDirectory => Environment.CurrentDirectory.Replace('\\', '/');

    /// <inheritdoc/>
    public override byte[]? Read(string path) => DiskFile.Read(path) is { Outcome: FileOutcome.Read } reading ? reading.Bytes : null;

    /// <inheritdoc/>
    public override FileReading Read(string path, Func<string, bool>? mayLieAt) => DiskFile.Read(path, mayLieAt);

    /// <inheritdoc/>
    public override DateTime? LastWriteTime(string path) => new FileInfo(path) is { Exists: true } file ? file.LastWriteTime : null;

    /// <inheritdoc/>
    public override string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
