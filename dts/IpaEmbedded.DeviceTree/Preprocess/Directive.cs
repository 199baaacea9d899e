namespace IpaEmbedded.DeviceTree;

/// <summary>The directives; a <c>#</c> line with any other word is text.</summary>
internal enum Directive
{
    None,
    Include,
    IncludeNext,
    Define,
    Undef,
    If,
    Ifdef,
    Ifndef,
    Elif,
    Elifdef,
    Elifndef,
    Else,
    Endif,
    Error,
    Warning,
    Line,
    Pragma,
    Ident,

    /// <summary>A hash with nothing behind it, which does nothing.</summary>
    Null,
}
