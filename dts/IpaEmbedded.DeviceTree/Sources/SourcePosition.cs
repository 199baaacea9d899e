namespace IpaEmbedded.DeviceTree;

/// <summary>A place as people write it: file name, line from 1, byte column from 1.</summary>
public readonly record struct SourcePosition(string FileName, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{FileName}:{Line}:{Column}";
}
