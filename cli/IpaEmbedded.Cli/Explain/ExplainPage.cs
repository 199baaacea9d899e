namespace IpaEmbedded.Cli.Explain;

/// <summary>What a finding means: a title, a few sentences, and examples that are wrong and right.</summary>
public sealed record ExplainPage(string Id, string Title, string Text, IReadOnlyList<PageExample> Examples);
