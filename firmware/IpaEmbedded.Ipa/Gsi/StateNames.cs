using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>Names of hardware states for messages.</summary>
public static class StateNames
{
    /// <summary>Name of a channel state.</summary>
    public static string OfChannel(uint state)
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
    public static string OfEventRing(uint state)
    {
        switch (state)
        {
            case EventRingState.NotAllocated: return "NOT_ALLOCATED";
            case EventRingState.Allocated: return "ALLOCATED";
            case EventRingState.Error: return "ERROR";
            default: return "state " + state.ToString();
        }
    }
}
