namespace IpaEmbedded.DeviceTree;

/// <summary>The most of everything that hostile input could ask for without end; what passes one is refused with a finding.</summary>
internal static class Limits
{
    /// <summary>Nodes inside one another, the root node counted, in source and in a blob.</summary>
    public const int NodeDepth = 2048;

    /// <summary>Files open inside one another, the first counted; GCC's preprocessor stops at 200.</summary>
    public const int IncludeDepth = 32;

    /// <summary>Files that one compilation takes in, each use counted.</summary>
    public const int IncludedFiles = 10_000;

    /// <summary>Bytes of the files that one compilation takes in, each use counted.</summary>
    public const long IncludedBytes = 64L << 20;

    /// <summary>Bytes of text that leave the preprocessor.</summary>
    public const int PreprocessedBytes = 256 << 20;

    /// <summary>Parentheses and operators inside one another in the expression of <c>#if</c>.</summary>
    public const int ExpressionDepth = 256;

    /// <summary>Tokens that one use of a macro may become.</summary>
    public const int ExpandedTokens = 500_000;

    /// <summary>Tokens that all uses of macros together may become.</summary>
    public const long AllExpandedTokens = 50_000_000;

    /// <summary>Cells of an address or of a size; PCI addresses have three, the most in use.</summary>
    public const uint AddressCells = 4;
}
