namespace IpaEmbedded.Cli.Usage;

/// <summary>What a command does with the file that a value names.</summary>
public enum FileUse
{
    /// <summary>The value names no file.</summary>
    None,

    /// <summary>It is read.</summary>
    Read,

    /// <summary>It is written; - is standard output.</summary>
    Written,

    /// <summary>It is a directory.</summary>
    Directory,
}
