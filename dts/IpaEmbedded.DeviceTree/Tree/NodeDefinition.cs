namespace IpaEmbedded.DeviceTree;

/// <summary>One place of the text that defines or extends a node, as a run of parser input.</summary>
internal sealed class NodeDefinition(SourceMap map, int start, int nameLength)
{
    public SourceMap Map { get; } = map;

    public int Start { get; } = start;

    public int NameLength { get; } = nameLength;

    public int End { get; set; } = start + nameLength;

    public NodeDefinition? Next { get; set; }
}
