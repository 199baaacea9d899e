namespace IpaEmbedded.DeviceTree;

/// <summary>What a compilation gave: the tree, or null if it has errors, and everything there is to say about the text.</summary>
public sealed record CompileResult(DeviceTreeDocument? Tree, DiagnosticBag Diagnostics);
