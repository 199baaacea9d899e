using System.Collections.Concurrent;

namespace IpaEmbedded.DeviceTree;

/// <summary>Files that were read once and are shared by all compilations of a batch; may be used from several threads.</summary>
public sealed class HeaderCache
{
    private readonly ConcurrentDictionary<string, (SourceFile? File, FileReading Reading)> _files = new(StringComparer.Ordinal);

    private RealPaths? _paths;

    internal RealPaths PathsOf(FileProvider files) => _paths ?? Interlocked.CompareExchange(ref _paths, new RealPaths(files), null) ?? _paths;

    /// <summary>The file, as it was read the first time, for a compilation that it may come to: each has roots of its own.</summary>
    internal (SourceFile? File, FileReading Reading) Read(string path, FileProvider files, Func<string, bool>? mayLieAt)
    {
        if (_files.TryGetValue(path, out (SourceFile? File, FileReading Reading) known))
        {
            return mayLieAt is null || known.Reading.RealPath is not { } real || mayLieAt(real) ? known : (null, new FileReading(FileOutcome.Outside));
        }
        FileReading reading = files.Read(path, mayLieAt);
        (SourceFile? File, FileReading Reading) fresh = (reading.Outcome == FileOutcome.Read ? new SourceFile(path, reading.Bytes) : null, reading);
        if (reading.Outcome is FileOutcome.Read or FileOutcome.NotFound)
        {
            _files.TryAdd(path, fresh);
        }
        return fresh;
    }
}
