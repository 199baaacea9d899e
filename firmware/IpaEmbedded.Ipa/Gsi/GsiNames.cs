using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>Names of hardware states and commands for messages.</summary>
internal static class GsiNames
{
    /// <summary>Name of a channel state.</summary>
    internal static string OfChannelState(uint state)
    {
        switch (state)
        {
            case ChannelState.NotAllocated: return "NOT_ALLOCATED";
            case ChannelState.Allocated: return "ALLOCATED";
            case ChannelState.Started: return "STARTED";
            case ChannelState.Stopped: return "STOPPED";
            case ChannelState.StopInProgress: return "STOP_IN_PROC";
            case ChannelState.FlowControlled: return "FLOW_CONTROLLED";
            case ChannelState.Error: return "ERROR";
            default: return "state " + state.ToString();
        }
    }

    /// <summary>Name of an event ring state.</summary>
    internal static string OfEventRingState(uint state)
    {
        switch (state)
        {
            case EventRingState.NotAllocated: return "NOT_ALLOCATED";
            case EventRingState.Allocated: return "ALLOCATED";
            case EventRingState.Error: return "ERROR";
            default: return "state " + state.ToString();
        }
    }

    /// <summary>Name of a command for a channel or an event ring, of those that the driver gives.</summary>
    internal static string OfCommand(uint opcode)
    {
        switch (opcode)
        {
            case GsiOpcode.Allocate: return "ALLOCATE";
            case GsiOpcode.Start: return "START";
            case GsiOpcode.Stop: return "STOP";
            case GsiOpcode.Reset: return "RESET";
            default: return "DE_ALLOC";
        }
    }

    /// <summary>Name of a generic command, which is for a channel of the modem, of those that the driver gives.</summary>
    internal static string OfGenericCommand(uint opcode)
    {
        switch (opcode)
        {
            case GsiOpcode.GenericHaltChannel: return "HALT_CHANNEL";
            case GsiOpcode.GenericAllocateChannel: return "ALLOCATE_CHANNEL";
            case GsiOpcode.GenericEnableFlowControl: return "ENABLE_FLOW_CONTROL";
            default: return "DISABLE_FLOW_CONTROL";
        }
    }
}
