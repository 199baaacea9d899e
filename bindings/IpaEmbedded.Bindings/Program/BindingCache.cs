using System.Security.Cryptography;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// A folder that keeps bindings compiled between runs, one file for each list of sources, 32 at most. It may be deleted at any time;
/// what is in it and does not belong to the texts as they are now, or to this version, is not used and written anew.
/// </summary>
/// <param name="folder">The folder; it need not be there.</param>
/// <param name="write">Writes a file whole or not at all, and makes its folder. Whether it could is nobody's concern here.</param>
public sealed class BindingCache(string folder, Action<string, byte[]> write)
{
    /// <summary>Files that there may be: a list of sources has its place among them by its sum, so that the folder does not grow for ever.</summary>
    private const int Places = 32;

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    internal byte[]? Read(IReadOnlyList<BindingSource> sources) =>
        DiskFile.Read(PathOf(sources)) is { Outcome: FileOutcome.Read } reading ? reading.Bytes : null;

    internal void Write(IReadOnlyList<BindingSource> sources, byte[] program) => write(PathOf(sources), program);

    /// <summary>What a program must have been made from to be used: these texts in this order, and this version.</summary>
    internal static byte[] KeyOf(IEnumerable<SourceReader> sources)
    {
        var text = new StringBuilder(typeof(BindingSet).Assembly.ManifestModule.ModuleVersionId.ToString());
        foreach (SourceReader each in sources)
        {
            text.Append('\n').Append(each.Sha256).Append(each.Source.Yields ? " yields" : "");
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // A list of sources has one file, so that the folder does not grow with each change of a binding.
    private string PathOf(IReadOnlyList<BindingSource> sources)
    {
        string paths = string.Join('\n', sources.Select(each => $"{Path.GetFullPath(each.Path)}\0{each.Except}"));
        return Path.Combine(Folder, $"{SHA256.HashData(Encoding.UTF8.GetBytes(paths))[0] % Places}.rules");
    }
}
