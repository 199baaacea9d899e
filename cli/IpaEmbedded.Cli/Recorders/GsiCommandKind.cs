namespace IpaEmbedded.Cli.Recorders;

/// <summary>Registers that take a GSI command, each with commands of its own.</summary>
public enum GsiCommandKind
{
    Channel,
    EventRing,
    Generic,
}
