namespace IpaEmbedded.DeviceTree;

/// <summary>One place of the text that defines or extends a node, as a run of parser input.</summary>
internal sealed class NodeDefinition
{
    public NodeDefinition(SourceMap map, int start, int nameLength)
    {
        Map = map;
        Start = start;
        NameLength = nameLength;
        End = start + nameLength;
    }

    public SourceMap Map { get; }

    public int Start { get; }

    public int NameLength { get; }

    public int End { get; set; }

    public NodeDefinition? Next { get; set; }
}
