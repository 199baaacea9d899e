namespace IpaEmbedded.Cli.Boot;

/// <summary>Number of register writes of a run so far.</summary>
internal sealed class RegisterCount
{
    public long Writes { get; set; }
}
