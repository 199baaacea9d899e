namespace IpaEmbedded.Cli;

/// <summary>Value of <c>--color</c>.</summary>
public enum ColorChoice
{
    Auto,
    Always,
    Never,
}
