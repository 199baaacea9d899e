namespace IpaEmbedded.NanoBuild;

/// <summary>An assembly of nanoFramework that was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dll">Path of the .dll that sources are compiled against.</param>
/// <param name="Pe">Path of the .pe that goes onto the board; null if none was found, and then the converter makes it.</param>
/// <param name="Version">Version of the assembly.</param>
public sealed record NanoLibrary(string Name, string Dll, string? Pe, Version Version);
