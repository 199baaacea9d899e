using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Copies values of one binding file, for aliases and short forms, as long as they stay few.</summary>
internal sealed class CopiedValues
{
    private int _left = Limits.CopiedValues;

    /// <summary>The value whose copy was refused first; null if none was.</summary>
    public SourceSpan? RefusedAt { get; private set; }

    /// <summary>A copy that shares nothing with the value but its place; null if that were too many.</summary>
    public SchemaValue? TryCopy(SchemaValue value)
    {
        if (_left >= 0)
        {
            _left -= value.CountValues(_left + 1);
        }
        if (_left >= 0)
        {
            return value.Clone();
        }
        RefusedAt ??= value.Span;
        return null;
    }
}
