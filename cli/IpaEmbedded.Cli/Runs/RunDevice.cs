namespace IpaEmbedded.Cli.Runs;

/// <summary>A device of the platform at the end of a run: its node, its state in a word, and why it is not bound (empty if it is).</summary>
public sealed record RunDevice(string NodePath, string Driver, bool IsBound, string State, string Reason);
