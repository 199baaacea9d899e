namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Opcodes of the GSI command registers (IPA reference, section 3.4).</summary>
public static class GsiOpcode
{
    /// <summary>ALLOCATE a channel or an event ring.</summary>
    public const uint Allocate = 0;

    /// <summary>START a channel.</summary>
    public const uint Start = 1;

    /// <summary>STOP a channel.</summary>
    public const uint Stop = 2;

    /// <summary>RESET a channel or an event ring.</summary>
    public const uint Reset = 9;

    /// <summary>DE_ALLOC a channel or an event ring.</summary>
    public const uint Deallocate = 0xa;

    /// <summary>DB_STOP a channel.</summary>
    public const uint DoorbellStop = 0xb;

    /// <summary>HALT_CHANNEL, a generic command.</summary>
    public const uint GenericHaltChannel = 1;

    /// <summary>ALLOCATE_CHANNEL, a generic command.</summary>
    public const uint GenericAllocateChannel = 2;

    /// <summary>ENABLE_FLOW_CONTROL, a generic command.</summary>
    public const uint GenericEnableFlowControl = 3;

    /// <summary>DISABLE_FLOW_CONTROL, a generic command.</summary>
    public const uint GenericDisableFlowControl = 4;

    /// <summary>QUERY_FLOW_CONTROL, a generic command.</summary>
    public const uint GenericQueryFlowControl = 5;
}
