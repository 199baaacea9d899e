namespace IpaEmbedded.NanoBuild;

/// <summary>A place in a source file.</summary>
/// <param name="File">The file, as the compiler was given it.</param>
/// <param name="Line">Line from 1 on; 0 if only the file is known.</param>
/// <param name="Column">Column from 1 on; 0 if only the line is known.</param>
public sealed record SourcePlace(string File, int Line, int Column);
