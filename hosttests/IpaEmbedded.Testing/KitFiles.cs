using System.Reflection;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Testing;

/// <summary>The disk, and in a directory of their own the include files that come with this package.</summary>
internal sealed class KitFiles : FileProvider
{
    /// <summary>Where the package's include files are, such as <c>dt-bindings/gpio/gpio.h</c>.</summary>
    public const string IncludeDirectory = "/IpaEmbedded.Testing/include";

    private static readonly Assembly Kit = typeof(KitFiles).Assembly;

    /// <summary>The package's bindings, each with its path below the root of bindings.</summary>
    public static IEnumerable<(string Path, SourceFile File)> Bindings =>
        from name in Kit.GetManifestResourceNames()
        where name.StartsWith("schemas/", StringComparison.Ordinal)
        orderby name
        select (name["schemas/".Length..], new SourceFile("IpaEmbedded.Testing/" + name, Resource(name)!));

    /// <inheritdoc/>
    public override string CurrentDirectory => Disk.CurrentDirectory;

    /// <inheritdoc/>
    public override byte[]? Read(string path) =>
        path.StartsWith(IncludeDirectory, StringComparison.Ordinal) ? Resource(path[(IncludeDirectory.Length - "include".Length)..]) : Disk.Read(path);

    /// <inheritdoc/>
    public override string? LinkTarget(string path) => Disk.LinkTarget(path);

    private static byte[]? Resource(string name)
    {
        using var stream = Kit.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
