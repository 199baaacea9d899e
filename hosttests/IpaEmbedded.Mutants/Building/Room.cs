using System.Globalization;

namespace IpaEmbedded.Mutants.Building;

/// <summary>A folder or a file whose mutants are asked for.</summary>
/// <param name="Name">What the report calls it: the last part of the path.</param>
/// <param name="Path">Path below the root of the repository, with forward slashes.</param>
/// <param name="Lines">Lines of a file; all if null.</param>
public sealed record Room(string Name, string Path, (int First, int Last)? Lines)
{
    /// <summary>The rooms that a run has unless it is told: the driver's, the runtime, and the readers of trees.</summary>
    public static readonly string[] Usual =
    [
        "firmware/IpaEmbedded.Ipa/Gsi", "firmware/IpaEmbedded.Ipa/Endpoints", "firmware/IpaEmbedded.Ipa/Power", "firmware/IpaEmbedded.Ipa/Modem", "firmware/IpaEmbedded.Ipa/Net",
        "firmware/IpaEmbedded.Runtime", "dts/IpaEmbedded.DeviceTree/Syntax", "dts/IpaEmbedded.DeviceTree/Flat", "dts/IpaEmbedded.DeviceTree/Overlays",
    ];

    /// <summary>Reads <c>FOLDER</c>, <c>FILE</c>, <c>FILE:12</c> or <c>FILE:12-40</c>; the last part of a usual room's path is enough.</summary>
    /// <exception cref="MutantsException">There is no such place.</exception>
    public static Room Parse(string text, string root)
    {
        string path = Usual.FirstOrDefault(usual => usual.EndsWith('/' + text, StringComparison.Ordinal) || usual.EndsWith('.' + text, StringComparison.Ordinal)) ?? text.TrimEnd('/');
        (int, int)? lines = null;
        if (path.LastIndexOf(':') is var colon and > 0)
        {
            string[] numbers = path[(colon + 1)..].Split('-');
            lines = numbers.Length <= 2 && int.TryParse(numbers[0], CultureInfo.InvariantCulture, out int first) && int.TryParse(numbers[^1], CultureInfo.InvariantCulture, out int last)
                ? (first, last) : throw new MutantsException($"'{text}' names no lines: FILE:12 or FILE:12-40");
            path = path[..colon];
        }
        string full = System.IO.Path.Combine(root, path);
        if (!Directory.Exists(full) && !File.Exists(full))
        {
            throw new MutantsException($"there is no folder and no file '{text}'");
        }
        string name = System.IO.Path.GetFileNameWithoutExtension(path) is var file && Directory.Exists(full) ? path.Split('/', '.')[^1] : file;
        return new Room(name, path, lines);
    }

    /// <summary>Whether a file lies in the room.</summary>
    public bool Contains(string file) => file == Path || file.StartsWith(Path + '/', StringComparison.Ordinal);
}
