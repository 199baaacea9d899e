namespace IpaEmbedded.NanoBuild;

/// <summary>Something that a build needs and this machine does not have.</summary>
/// <param name="What">What it is: an assembly, the converter, or the SDK.</param>
/// <param name="Install">What to install: a package with its version, or a program.</param>
/// <param name="Places">Where it was looked for.</param>
public sealed record MissingItem(string What, string Install, IReadOnlyList<string> Places);
