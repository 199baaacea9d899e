namespace IpaEmbedded.Cli.Explain;

/// <summary>What a text of a page shows.</summary>
public enum ExampleVerdict
{
    /// <summary>It belongs to the wrong and to the right example.</summary>
    Shared,

    /// <summary>The finding appears.</summary>
    Wrong,

    /// <summary>The finding does not appear.</summary>
    Right,
}
