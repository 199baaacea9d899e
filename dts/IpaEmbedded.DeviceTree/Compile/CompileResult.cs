namespace IpaEmbedded.DeviceTree;

/// <summary>What a compilation gave: the tree, or null if it has errors, and everything there is to say about the text.</summary>
public sealed record CompileResult(DeviceTreeDocument? Tree, DiagnosticBag Diagnostics)
{
    /// <summary>Paths of the files that were included or inserted, once for each use, in their order; without the text itself.</summary>
    public IReadOnlyCollection<string> Files { get; init; } = [];
}
