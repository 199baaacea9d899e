namespace IpaEmbedded.DeviceTree;

/// <summary>The permanent ids of this library's findings: DT10xx syntax, DT11xx preprocessor, DT20xx tree, DT21xx blob, DT22xx checks.</summary>
public static class DiagnosticIds
{
    public const string UnexpectedText = "DT1001";
    public const string MissingSemicolon = "DT1002";
    public const string UnexpectedEnd = "DT1003";
    public const string MissingVersion = "DT1004";
    public const string PropertyAfterChild = "DT1005";
    public const string MalformedInteger = "DT1006";
    public const string IntegerTooLarge = "DT1007";
    public const string ElementOutOfRange = "DT1008";
    public const string ElementWidth = "DT1009";
    public const string DivisionByZero = "DT1010";
    public const string CharacterLiteral = "DT1011";
    public const string EscapeSequence = "DT1012";
    public const string UnterminatedString = "DT1013";
    public const string UnterminatedComment = "DT1014";
    public const string ByteString = "DT1015";
    public const string ReferenceWidth = "DT1016";
    public const string TooDeep = "DT1017";
    public const string ReservationMisplaced = "DT1018";
    public const string HeaderDisagrees = "DT1019";
    public const string FileNotFound = "DT1020";
    public const string IncludeDepth = "DT1021";
    public const string CommentWithoutLineEnd = "DT1022";
    public const string TooManyErrors = "DT1023";
    public const string FileOutsideRoots = "DT1024";
    public const string TextTooLarge = "DT1025";

    public const string ErrorDirective = "DT1101";
    public const string ConditionalUnbalanced = "DT1102";
    public const string ConditionalExpression = "DT1103";
    public const string MacroDefinition = "DT1104";
    public const string MacroArguments = "DT1105";
    public const string IncludeDirective = "DT1106";
    public const string MacroRedefined = "DT1107";
    public const string MacroExpansionTooLarge = "DT1108";
    public const string WarningDirective = "DT1109";

    public const string DuplicateNode = "DT2001";
    public const string DuplicateProperty = "DT2002";
    public const string NodeNameCharacters = "DT2003";
    public const string NodeNameFormat = "DT2004";
    public const string PropertyNameCharacters = "DT2005";
    public const string NameProperty = "DT2006";
    public const string UnitAddress = "DT2007";
    public const string DuplicateLabel = "DT2008";
    public const string ExplicitPhandle = "DT2009";
    public const string UnknownReference = "DT2010";
    public const string UnknownTarget = "DT2011";
    public const string SymbolExists = "DT2012";

    public const string BlobTruncated = "DT2101";
    public const string BlobMagic = "DT2102";
    public const string BlobVersion = "DT2103";
    public const string BlobBlock = "DT2104";
    public const string BlobReserveMap = "DT2105";
    public const string BlobStructure = "DT2106";
    public const string BlobName = "DT2107";
    public const string BlobProperty = "DT2108";
    public const string BlobDepth = "DT2109";
    public const string BlobNodePath = "DT2110";

    public const string OverlayTarget = "DT2301";
    public const string OverlaySymbol = "DT2302";
    public const string OverlayFixup = "DT2303";
    public const string OverlayPhandle = "DT2304";
    public const string NotExpressible = "DT2305";
}
