namespace IpaEmbedded.Cli;

/// <summary>Value of <c>--format</c>.</summary>
public enum OutputFormat
{
    Text,
    Json,
    Sarif,
    Msbuild,
    Github,

    /// <summary>Verdicts as JSON lines.</summary>
    Jsonl,
}
