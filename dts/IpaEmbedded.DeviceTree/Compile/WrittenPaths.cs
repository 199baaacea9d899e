namespace IpaEmbedded.DeviceTree;

/// <summary>Counts the bytes of paths that a tree gets for references and labels: a few bytes of text may stand for a long path.</summary>
internal sealed class WrittenPaths(DiagnosticBag diagnostics)
{
    private long _bytes;

    /// <summary>True once there were too many.</summary>
    public bool IsExhausted => _bytes > Limits.WrittenPaths;

    /// <summary>True if there may be so many bytes more; says once that there may not.</summary>
    public bool TryTake(int bytes, SourceSpan? span)
    {
        bool before = IsExhausted;
        _bytes += bytes;
        if (IsExhausted && !before)
        {
            diagnostics.Error(DiagnosticIds.TextTooLarge, $"the paths that references and labels stand for have more than {Limits.WrittenPaths >> 20} MiB together", span);
        }
        return !IsExhausted;
    }
}
