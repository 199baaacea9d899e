namespace IpaEmbedded.DeviceTree;

/// <summary>Why a text has no layout and is left alone; each stands behind "cannot format: ".</summary>
internal static class LayoutRefusals
{
    public const string BecomesDirective = "this would become a preprocessor line at the start of a line of its own";
    public const string ContinuedLine = "a line that goes on behind a backslash has no layout";
    public const string DirectiveGoesOn = "the text ends where a preprocessor line goes on";
    public const string EndsInsideNode = "the text ends inside a node";
    public const string EndsInsideStatement = "the text ends inside a statement";
    public const string IncludeWithoutName = "/include/ without a file name";
    public const string LoneBrace = "a '}' without its '{'";
    public const string LoneHash = "a '#' stands alone";
    public const string LoneParenthesis = "a ')' without its '('";
    public const string MissingSemicolon = "a ';' is missing";
    public const string MissingValue = "a value is missing before the ','";
    public const string NotUtf8 = "the text is not UTF-8";
    public const string OpenComment = "a comment does not end";
    public const string OpenReference = "a path reference does not end";
    public const string OpenString = "a string does not end";
    public static readonly string TooDeep = $"nodes are nested more than {Limits.NodeDepth} deep";
}
