namespace IpaEmbedded.DeviceTree;

/// <summary>The permanent ids of this library's findings: DT10xx syntax, DT11xx preprocessor, DT20xx tree, DT21xx blob, DT22xx checks.</summary>
public static class DiagnosticIds
{
    /// <summary>Something stands where it cannot.</summary>
    public const string UnexpectedText = "DT1001";
    /// <summary>A semicolon is missing.</summary>
    public const string MissingSemicolon = "DT1002";
    /// <summary>The text ends too early.</summary>
    public const string UnexpectedEnd = "DT1003";
    /// <summary>The text does not begin with /dts-v1/.</summary>
    public const string MissingVersion = "DT1004";
    /// <summary>A property comes after a child node.</summary>
    public const string PropertyAfterChild = "DT1005";
    /// <summary>A number is misspelt.</summary>
    public const string MalformedInteger = "DT1006";
    /// <summary>A number has more than 64 bits.</summary>
    public const string IntegerTooLarge = "DT1007";
    /// <summary>A number does not fit in its element.</summary>
    public const string ElementOutOfRange = "DT1008";
    /// <summary>Elements of that width do not exist.</summary>
    public const string ElementWidth = "DT1009";
    /// <summary>Division by zero.</summary>
    public const string DivisionByZero = "DT1010";
    /// <summary>A character literal is not one character.</summary>
    public const string CharacterLiteral = "DT1011";
    /// <summary>An escape sequence is incomplete.</summary>
    public const string EscapeSequence = "DT1012";
    /// <summary>A string does not end.</summary>
    public const string UnterminatedString = "DT1013";
    /// <summary>A comment does not end.</summary>
    public const string UnterminatedComment = "DT1014";
    /// <summary>A byte string holds something else than bytes.</summary>
    public const string ByteString = "DT1015";
    /// <summary>A reference stands among elements that are not cells.</summary>
    public const string ReferenceWidth = "DT1016";
    /// <summary>Nodes are nested too deep.</summary>
    public const string TooDeep = "DT1017";
    /// <summary>/memreserve/ comes too late.</summary>
    public const string ReservationMisplaced = "DT1018";
    /// <summary>Two headers disagree.</summary>
    public const string HeaderDisagrees = "DT1019";
    /// <summary>A file cannot be found.</summary>
    public const string FileNotFound = "DT1020";
    /// <summary>Files include one another without end.</summary>
    public const string IncludeDepth = "DT1021";
    /// <summary>The last line is a comment without line end.</summary>
    public const string CommentWithoutLineEnd = "DT1022";
    /// <summary>There are too many errors.</summary>
    public const string TooManyErrors = "DT1023";
    /// <summary>A file lies outside the directories that files may come from.</summary>
    public const string FileOutsideRoots = "DT1024";
    /// <summary>The text is too large.</summary>
    public const string TextTooLarge = "DT1025";

    /// <summary>The source says that it is wrong.</summary>
    public const string ErrorDirective = "DT1101";
    /// <summary>#if and #endif do not match.</summary>
    public const string ConditionalUnbalanced = "DT1102";
    /// <summary>The condition of an #if cannot be evaluated.</summary>
    public const string ConditionalExpression = "DT1103";
    /// <summary>A macro cannot be defined so.</summary>
    public const string MacroDefinition = "DT1104";
    /// <summary>A macro is used with the wrong arguments.</summary>
    public const string MacroArguments = "DT1105";
    /// <summary>An #include names no file.</summary>
    public const string IncludeDirective = "DT1106";
    /// <summary>A macro is defined again with another meaning.</summary>
    public const string MacroRedefined = "DT1107";
    /// <summary>A macro grows beyond measure.</summary>
    public const string MacroExpansionTooLarge = "DT1108";
    /// <summary>The source warns.</summary>
    public const string WarningDirective = "DT1109";

    /// <summary>A node is defined twice in one body.</summary>
    public const string DuplicateNode = "DT2001";
    /// <summary>A property is given twice in one body.</summary>
    public const string DuplicateProperty = "DT2002";
    /// <summary>A node's name has a forbidden character.</summary>
    public const string NodeNameCharacters = "DT2003";
    /// <summary>A node's name has more than one @.</summary>
    public const string NodeNameFormat = "DT2004";
    /// <summary>A property's name has a forbidden character.</summary>
    public const string PropertyNameCharacters = "DT2005";
    /// <summary>The property 'name' is not the node's name.</summary>
    public const string NameProperty = "DT2006";
    /// <summary>The unit address is not the first address in reg.</summary>
    public const string UnitAddress = "DT2007";
    /// <summary>A label is in use already.</summary>
    public const string DuplicateLabel = "DT2008";
    /// <summary>A phandle that the source gives is impossible.</summary>
    public const string ExplicitPhandle = "DT2009";
    /// <summary>A reference leads nowhere.</summary>
    public const string UnknownReference = "DT2010";
    /// <summary>There is no such node to change or delete.</summary>
    public const string UnknownTarget = "DT2011";
    /// <summary>A symbol or alias with that name exists.</summary>
    public const string SymbolExists = "DT2012";

    /// <summary>The blob is shorter than it says.</summary>
    public const string BlobTruncated = "DT2101";
    /// <summary>The file is no device tree blob.</summary>
    public const string BlobMagic = "DT2102";
    /// <summary>The blob's version is unknown.</summary>
    public const string BlobVersion = "DT2103";
    /// <summary>A block lies outside the blob.</summary>
    public const string BlobBlock = "DT2104";
    /// <summary>The memory reserve map does not end.</summary>
    public const string BlobReserveMap = "DT2105";
    /// <summary>The structure block is out of order.</summary>
    public const string BlobStructure = "DT2106";
    /// <summary>A node's name is impossible.</summary>
    public const string BlobName = "DT2107";
    /// <summary>A property does not fit in its block.</summary>
    public const string BlobProperty = "DT2108";
    /// <summary>The blob's nodes are nested too deep.</summary>
    public const string BlobDepth = "DT2109";
    /// <summary>A node's path does not continue its parent's.</summary>
    public const string BlobNodePath = "DT2110";

    /// <summary>An overlay's fragment has no target.</summary>
    public const string OverlayTarget = "DT2301";
    /// <summary>The base lacks a label that the overlay needs.</summary>
    public const string OverlaySymbol = "DT2302";
    /// <summary>An overlay's fixups are damaged.</summary>
    public const string OverlayFixup = "DT2303";
    /// <summary>There are not enough phandles.</summary>
    public const string OverlayPhandle = "DT2304";
    /// <summary>A name cannot be written in source.</summary>
    public const string NotExpressible = "DT2305";
    /// <summary>Overlay and base are too large together.</summary>
    public const string OverlayWork = "DT2306";
}
