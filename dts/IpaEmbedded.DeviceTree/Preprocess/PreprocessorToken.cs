namespace IpaEmbedded.DeviceTree;

/// <summary>A piece of a byte buffer as the preprocessor sees it.</summary>
internal struct PreprocessorToken
{
    public PreprocessorTokenKind Kind;
    public bool SpaceBefore;

    /// <summary>The name was met inside its own expansion and stays as it is.</summary>
    public bool NotExpanded;

    /// <summary>Index of the parameter that this name stands for in a macro body, or -1.</summary>
    public short Parameter;

    public byte[] Buffer;
    public int Start;
    public int Length;

    /// <summary>A token that stands in no text.</summary>
    public static PreprocessorToken Of(PreprocessorTokenKind kind, byte[] text, bool spaceBefore) =>
        new() { Kind = kind, Buffer = text, Length = text.Length, SpaceBefore = spaceBefore, Parameter = -1 };

    public readonly ReadOnlySpan<byte> Text => Buffer.AsSpan(Start, Length);

    public readonly bool Is(ReadOnlySpan<byte> text) => Text.SequenceEqual(text);

    public readonly bool Is(char c) => Length == 1 && Buffer[Start] == c;
}
