namespace IpaEmbedded.Bindings;

/// <summary>What a source of bindings gave.</summary>
/// <param name="Source">The directory or file.</param>
/// <param name="Count">Its files that are used: those left out that an earlier source has too, and those that are no bindings.</param>
/// <param name="Sha256">SHA-256 of the paths and bytes of all its files, in lower case hexadecimal digits.</param>
public sealed record LoadedBindings(BindingSource Source, int Count, string Sha256);
