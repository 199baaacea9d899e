using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// A folder for what tools read and write during one build. Whoever makes a build gives a new and empty one and deletes it; results are handed out as bytes, and
/// nothing else on the disk is written here.
/// </summary>
/// <param name="path">Full path of the folder.</param>
public sealed class WorkFolder(string path)
{
    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = path;

    /// <summary>Writes a file of the folder and returns its path.</summary>
    /// <exception cref="NanoBuildException">The disk does not take it.</exception>
    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        try
        {
            File.WriteAllBytes(path, bytes);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NanoBuildException($"cannot write {path}: {e.Message}");
        }
    }

    /// <summary>Deletes a file of the folder if it is there, so that none of an earlier run is taken for a new one.</summary>
    public void Delete(string name)
    {
        string path = System.IO.Path.Combine(Path, name);
        if (path.StartsWith(Path, StringComparison.Ordinal))
        {
            File.Delete(path);
        }
    }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="NanoBuildException">It cannot be read.</exception>
    public static byte[] Read(string path)
    {
        FileReading reading = DiskFile.Read(path);
        return reading.Outcome == FileOutcome.Read ? reading.Bytes : throw new NanoBuildException($"cannot read {path}: {reading.Reason}");
    }
}
