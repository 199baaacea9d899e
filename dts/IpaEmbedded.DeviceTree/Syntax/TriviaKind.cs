namespace IpaEmbedded.DeviceTree;

/// <summary>What stands between tokens, besides white space.</summary>
internal enum TriviaKind : byte
{
    LineComment,
    BlockComment,

    /// <summary>A line for the preprocessor, with the lines that are joined to it.</summary>
    Directive,
}
