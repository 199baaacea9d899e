namespace IpaEmbedded.NanoBuild;

/// <summary>A tool that does not start or does not end, a file that cannot be read or written: nothing that the author of sources wrote wrong.</summary>
public sealed class NanoBuildException(string message) : Exception(message);
