namespace IpaEmbedded.DeviceTree;

/// <summary>One written item of a property's value (a cell, a string, a byte): what it is, which bytes it gave, and where it stands.</summary>
public sealed record PropertyElement(ElementKind Kind, int Offset, int Length, SourceSpan Span);
