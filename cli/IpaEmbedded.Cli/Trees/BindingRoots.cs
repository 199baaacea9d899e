using IpaEmbedded.Bindings;

namespace IpaEmbedded.Cli;

/// <summary>
/// Where the bindings begin that a file belongs to: the checkout's, or the directory that its <c>$id</c> and its path agree
/// on. From there its references are looked up, then in the core rules.
/// </summary>
internal sealed class BindingRoots(IReadOnlyList<string> core)
{
    private const string Schemas = "http://devicetree.org/schemas/";

    private readonly Dictionary<string, BindingLibrary> _libraries = new(StringComparer.Ordinal);

    /// <summary>The bindings of the checkout that holds the file; null if it lies in none, or elsewhere in it.</summary>
    public static string? OfCheckout(string path) =>
        Checkout.OfFile(path) is { HasSchemas: true, Bindings: { } bindings } && Path.GetFullPath(path).StartsWith(Path.GetFullPath(bindings) + "/", StringComparison.Ordinal) ? bindings : null;

    /// <summary>Where to look up what a file refers to.</summary>
    public BindingLibrary LibraryFor(string path, string? id)
    {
        string root = OfCheckout(path) ?? RootByItsId(Path.GetFullPath(path), id);
        if (!_libraries.TryGetValue(root, out BindingLibrary? library))
        {
            library = new BindingLibrary([root, .. core]);
            _libraries.Add(root, library);
        }
        return library;
    }

    /// <summary>The path below the bindings of the checkout; null outside of one.</summary>
    public static string? PathBelow(string path) => OfCheckout(path) is { } root ? Path.GetRelativePath(root, Path.GetFullPath(path)).Replace('\\', '/') : null;

    private static string RootByItsId(string full, string? id)
    {
        string below = id is not null && id.StartsWith(Schemas, StringComparison.Ordinal) ? "/" + id[Schemas.Length..].TrimEnd('#') : "/";
        string slashed = full.Replace('\\', '/');
        return below.Length > 1 && slashed.EndsWith(below, StringComparison.Ordinal) ? full[..^below.Length] : Path.GetDirectoryName(full) ?? ".";
    }
}
