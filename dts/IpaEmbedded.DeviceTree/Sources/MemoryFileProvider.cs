using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Files held in memory, by path.</summary>
public sealed class MemoryFileProvider : FileProvider
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Adds a text file, or replaces it.</summary>
    public MemoryFileProvider Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file, or replaces it; the bytes are not copied.</summary>
    public MemoryFileProvider Add(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    /// <inheritdoc/>
    public override byte[]? Read(string path) => _files.GetValueOrDefault(path);
}
