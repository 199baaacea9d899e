using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>Files held in memory, by path.</summary>
public sealed class MemoryFileProvider : FileProvider
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public MemoryFileProvider Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    public MemoryFileProvider Add(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    public override byte[]? Read(string path) => _files.GetValueOrDefault(path);
}
