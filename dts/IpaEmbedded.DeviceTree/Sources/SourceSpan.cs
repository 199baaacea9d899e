namespace IpaEmbedded.DeviceTree;

/// <summary>A run of bytes in a source file; the line and column that people count are computed on demand.</summary>
public readonly record struct SourceSpan(SourceFile File, int Offset, int Length)
{
    /// <summary>Where the span starts; file and line follow line markers.</summary>
    public SourcePosition Start => File.PositionAt(Offset);

    /// <summary>The position just behind the last byte.</summary>
    public SourcePosition End => File.PositionAt(Math.Min(Offset + Length, File.Text.Length));

    /// <summary>The file that the author knows: the one named by a line marker, else the file itself.</summary>
    public string FileName => Start.FileName;

    /// <summary>Line of the first byte, from 1.</summary>
    public int Line => Start.Line;

    /// <summary>Byte column of the first byte, from 1.</summary>
    public int Column => Start.Column;

    /// <inheritdoc/>
    public override string ToString() => Start.ToString();
}
