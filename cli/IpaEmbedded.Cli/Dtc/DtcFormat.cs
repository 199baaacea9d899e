namespace IpaEmbedded.Cli.Dtc;

/// <summary>The formats that dtc tells by the end of a file's name.</summary>
internal static class DtcFormat
{
    /// <summary>The format, or null for a name that tells none.</summary>
    public static string? OfName(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".DTS" => "dts",
        ".YAML" => "yaml",
        ".DTB" or ".DTBO" => "dtb",
        _ => null,
    };
}
