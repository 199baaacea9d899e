using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Graph;

/// <summary>One need of a node: whom it needs, in which way, under which name and with which arguments, and where the tree says so (null for a blob).</summary>
public sealed record GraphLink(GraphNode From, GraphNode To, GraphKind Kind, string Name, string Arguments, string Property, SourceSpan? Span);
