namespace IpaEmbedded.Ipa.Commands;

/// <summary>How a version spells its immediate commands.</summary>
public sealed class CommandFormat
{
    /// <summary>Whether the pipeline clear option is in the opcode (and register offsets have more than 16 bits).</summary>
    public readonly bool ClearOptionInOpcode;

    /// <summary>Creates the format.</summary>
    public CommandFormat(bool clearOptionInOpcode)
    {
        ClearOptionInOpcode = clearOptionInOpcode;
    }
}
