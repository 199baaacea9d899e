using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Directories of bindings in which a file is found by its <c>$id</c>, which says its path: only what is asked for is read. Not
/// for several threads at once.
/// </summary>
public sealed class BindingLibrary
{
    private const string Site = "http://devicetree.org";
    private const string Schemas = Site + "/schemas/";

    private readonly Dictionary<string, SchemaValue?> _read = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string> _directories;

    /// <param name="directories">The directories; a file in an earlier one wins.</param>
    public BindingLibrary(params IReadOnlyList<string> directories)
    {
        _directories = directories;
    }

    /// <summary>The directories.</summary>
    public IReadOnlyList<string> Directories => _directories;

    /// <summary>Takes a file that was read already, by the <c>$id</c> that it gives itself.</summary>
    internal void Add(SchemaValue root)
    {
        if (root.Find("$id") is { IsString: true } id)
        {
            _read.TryAdd(id.Text.TrimEnd('#'), root);
        }
    }

    /// <summary>What a reference in a file leads to, with the file that holds it; null if there is no such thing.</summary>
    internal (SchemaValue Value, SchemaValue File)? Resolve(string reference, SchemaValue from)
    {
        var parts = SchemaReference.Parse(reference);
        SchemaValue? file = parts.Address.Length == 0 ? from : Find(Absolute(parts.Address, from.Find("$id")?.Text ?? ""));
        return file is not null && parts.FindIn(file) is { } value ? (value, file) : null;
    }

    /// <summary>Names of the files beside the one that a reference means, for somebody who mistyped it.</summary>
    internal IEnumerable<string> NamesBeside(string reference, SchemaValue from)
    {
        string address = Absolute(SchemaReference.Parse(reference).Address, from.Find("$id")?.Text ?? "");
        if (!address.StartsWith(Schemas, StringComparison.Ordinal) || address.Contains("..", StringComparison.Ordinal))
        {
            return [];
        }
        string folder = Path.GetDirectoryName(address[Schemas.Length..]) ?? "";
        return _directories.Select(each => Path.Combine(each, folder)).Where(Directory.Exists)
            .SelectMany(each => Directory.EnumerateFiles(each, "*.yaml")).Select(each => Path.GetFileName(each)!).Distinct();
    }

    private static string Absolute(string address, string id)
    {
        if (address.StartsWith("http:", StringComparison.Ordinal))
        {
            return address;
        }
        string joined = address.StartsWith('/') ? Site + address : id[..(id.LastIndexOf('/') + 1)] + address;
        return Uri.TryCreate(joined, UriKind.Absolute, out Uri? uri) ? Uri.UnescapeDataString(uri.GetLeftPart(UriPartial.Path)) : joined;
    }

    private SchemaValue? Find(string address)
    {
        if (!_read.TryGetValue(address, out SchemaValue? root))
        {
            root = address.StartsWith(Schemas, StringComparison.Ordinal) ? Read(address[Schemas.Length..]) : null;
            _read.Add(address, root);
        }
        return root;
    }

    private SchemaValue? Read(string path)
    {
        foreach (string directory in _directories)
        {
            string file = Path.Combine(directory, path);
            string inside = (DiskFile.RealPathOf(directory) ?? directory).TrimEnd('/') + "/";
            if (DiskFile.Read(file, real => real.StartsWith(inside, StringComparison.Ordinal)) is { Outcome: FileOutcome.Read } reading
                && BindingFileReader.Read(new SourceFile(file, reading.Bytes), new CopiedValues(), []) is { } root)
            {
                return root;
            }
        }
        return null;
    }
}
