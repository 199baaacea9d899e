using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Files held in memory, by path; ./ in front of a path says nothing.</summary>
public sealed class MemoryFileProvider : FileProvider
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a text file, or replaces it.</summary>
    public MemoryFileProvider Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file, or replaces it; the bytes are not copied.</summary>
    public MemoryFileProvider Add(string path, byte[] bytes)
    {
        _files[NameOf(path)] = bytes;
        return this;
    }

    /// <inheritdoc/>
    public override byte[]? Read(string path) => _files.GetValueOrDefault(NameOf(path));

    private static string NameOf(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
}
