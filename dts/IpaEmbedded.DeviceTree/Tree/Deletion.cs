namespace IpaEmbedded.DeviceTree;

/// <summary>A statement that deletes a property or a child of a node, as a run of parser input.</summary>
internal sealed record Deletion(string Name, SourceMap Map, int Start, int End);
