namespace IpaEmbedded.Cli.Dtc;

/// <summary>An option of a program that reads its command line as getopt does.</summary>
/// <param name="Letter">The short form, without its dash; a zero character if it has none.</param>
/// <param name="Name">The long form, without its dashes.</param>
/// <param name="Value">What its value is called; null if it takes none.</param>
/// <param name="Description">What it does, in one sentence.</param>
internal sealed record GetoptOption(char Letter, string Name, string? Value, string Description);
