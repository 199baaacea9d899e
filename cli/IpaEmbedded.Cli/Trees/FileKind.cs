namespace IpaEmbedded.Cli;

/// <summary>What a file is by its content.</summary>
public enum FileKind
{
    /// <summary>A flattened device tree.</summary>
    Blob,

    /// <summary>Device tree source.</summary>
    Source,

    /// <summary>A binding.</summary>
    Yaml,

    /// <summary>None of these.</summary>
    Unknown,
}
