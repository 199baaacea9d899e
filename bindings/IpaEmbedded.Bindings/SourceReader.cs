using System.Security.Cryptography;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Reads the files of one source of bindings, with a sum over all of them.</summary>
internal sealed class SourceReader
{
    private const string Extension = ".yaml";

    private SourceReader(BindingSource source)
    {
        Source = source;
    }

    public BindingSource Source { get; }

    /// <summary>The files, each with its path below the source.</summary>
    public List<(string Path, SourceFile File)> Files { get; } = [];

    /// <summary>What could not be read (DT4009).</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    public string Sha256 { get; private set; } = "";

    public static SourceReader Read(BindingSource source)
    {
        var reader = new SourceReader(source);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string path, FileReading reading) in Readings(source))
        {
            if (reading.Outcome == FileOutcome.Read)
            {
                string below = path == source.Path ? Path.GetFileName(path) : Path.GetRelativePath(source.Path, path).Replace('\\', '/');
                reader.Files.Add((below, new SourceFile(path, reading.Bytes)));
                sum.AppendData(Encoding.UTF8.GetBytes($"{below}\0{reading.Bytes.Length}\0"));
                sum.AppendData(reading.Bytes);
            }
            else if (!path.EndsWith(Extension, StringComparison.Ordinal) && path != source.Path)
            {
                reader.Diagnostics.Add(new Diagnostic("DT4009", DiagnosticSeverity.Warning, "a link is not followed; if it leads to bindings, name their directory itself") { FileName = path });
            }
            else
            {
                reader.Diagnostics.Add(new Diagnostic("DT4009", DiagnosticSeverity.Error, "the file cannot be read: " + reading.Reason) { FileName = path });
            }
        }
        reader.Sha256 = Convert.ToHexStringLower(sum.GetHashAndReset());
        return reader;
    }

    /// <summary>The sum over several sources.</summary>
    public static string SumOf(IEnumerable<string> sums) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sums))));

    private static IEnumerable<(string Path, FileReading Reading)> Readings(BindingSource source)
    {
        IEnumerable<(string Path, FileReading)> all = Directory.Exists(source.Path) ? BindingDirectory.Read(source.Path) : [(source.Path, DiskFile.Read(source.Path))];
        return source.Except is { } except ? all.Where(each => !each.Path.StartsWith(except + Path.DirectorySeparatorChar, StringComparison.Ordinal)) : all;
    }
}
