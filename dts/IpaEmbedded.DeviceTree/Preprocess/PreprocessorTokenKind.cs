namespace IpaEmbedded.DeviceTree;

/// <summary>The classes of preprocessing tokens that matter for expansion and pasting.</summary>
internal enum PreprocessorTokenKind : byte
{
    End,
    Identifier,
    Number,
    String,
    Character,
    Operator,
    Other,
    Placemarker,
}
