using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The text of one binding file, its path below its source, and the source.</summary>
internal sealed record BindingText(string Path, SourceFile File, BindingSource Origin);
