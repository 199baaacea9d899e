using System.Collections.Concurrent;

namespace IpaEmbedded.DeviceTree;

/// <summary>Files that were read once and are shared by all compilations of a batch; may be used from several threads.</summary>
public sealed class HeaderCache
{
    private readonly ConcurrentDictionary<string, SourceFile?> _files = new(StringComparer.Ordinal);

    private RealPaths? _paths;

    internal RealPaths PathsOf(FileProvider files) => _paths ?? Interlocked.CompareExchange(ref _paths, new RealPaths(files), null) ?? _paths;

    internal SourceFile? Read(string path, FileProvider files) =>
        _files.GetOrAdd(path, static (name, provider) => provider.Read(name) is { } bytes ? new SourceFile(name, bytes) : null, files);
}
