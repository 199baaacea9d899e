namespace IpaEmbedded.HostTests.Boards;

/// <summary>A folder that stands in for a piece of /sys or /dev and is deleted when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string FolderPath { get; } = Directory.CreateTempSubdirectory("ipa-board-").FullName;

    /// <summary>Writes a file below the folder, creating what is missing, and returns its path.</summary>
    public string Write(string relativePath, string text) => Write(relativePath, System.Text.Encoding.ASCII.GetBytes(text));

    public string Write(string relativePath, byte[] content)
    {
        var path = Path.Combine(FolderPath, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(FolderPath, recursive: true);
}
