namespace IpaEmbedded.DeviceTree;

/// <summary>What a macro stands for.</summary>
internal sealed class Macro(byte[] name, PreprocessorToken[] body, int parameterCount, bool isVariadic, SourceSpan? definedAt)
{
    public byte[] Name { get; } = name;

    public PreprocessorToken[] Body { get; } = body;

    /// <summary>Number of parameters, the variable one included; -1 if the macro is used without parentheses.</summary>
    public int ParameterCount { get; } = parameterCount;

    public bool IsFunction => ParameterCount >= 0;

    public bool IsVariadic { get; } = isVariadic;

    /// <summary>True if the body has a <c>__VA_OPT__</c>.</summary>
    public bool HasOption { get; } = isVariadic && Array.Exists(body, static token => token.Is("__VA_OPT__"u8));

    public SourceSpan? DefinedAt { get; } = definedAt;

    /// <summary>Which macro it is, if its text depends on the place of use.</summary>
    public BuiltInMacro BuiltIn { get; init; }

    /// <summary>True while the macro's own expansion is being read again.</summary>
    public bool IsExpanding { get; set; }

    public bool SameAs(Macro other)
    {
        if (ParameterCount != other.ParameterCount || IsVariadic != other.IsVariadic || Body.Length != other.Body.Length)
        {
            return false;
        }
        for (int i = 0; i < Body.Length; i++)
        {
            if (!Body[i].Text.SequenceEqual(other.Body[i].Text) || (i > 0 && Body[i].SpaceBefore != other.Body[i].SpaceBefore))
            {
                return false;
            }
        }
        return true;
    }
}
