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
    public const int PreprocessedBytes = 64 << 20;

    /// <summary>Parentheses and operators inside one another in an expression, of <c>#if</c> or of a cell.</summary>
    public const int ExpressionDepth = 256;

    /// <summary>Tokens that one use of a macro may become.</summary>
    public const int ExpandedTokens = 500_000;

    /// <summary>Tokens that all uses of macros together may become.</summary>
    public const long AllExpandedTokens = 5_000_000;

    /// <summary>Parameters of a macro.</summary>
    public const int MacroParameters = 1000;

    /// <summary>Macro uses inside the arguments of one another.</summary>
    public const int ArgumentDepth = 200;

    /// <summary>Bytes of the texts that <c>#</c> and <c>##</c> make in all uses of macros together.</summary>
    public const long MadeText = 16L << 20;

    /// <summary>Characters of the name of a node or property; the specification has 31. In a blob names may share their tails.</summary>
    public const int NameLength = 255;

    /// <summary>Nodes and properties of a tree together; the largest of the kernel has fewer than 100,000.</summary>
    public const int TreeItems = 500_000;

    /// <summary>Bytes of the paths that a tree gets for references and labels.</summary>
    public const long WrittenPaths = 64L << 20;

    /// <summary>Bytes that are moved in the base, or passed over, to apply overlays.</summary>
    public const long OverlayWork = 2L << 30;

    /// <summary>Levels of nodes that are indented, each one tab, in text that is printed or laid out.</summary>
    public const int Indentation = 64;

    /// <summary>Characters of a path that a finding shows.</summary>
    public const int ShownPath = 256;

    /// <summary>Cells of an address or of a size, unless <c>CheckOptions.MaxCells</c> says otherwise; PCI addresses have three, the most in use.</summary>
    public const uint AddressCells = 4;
}
