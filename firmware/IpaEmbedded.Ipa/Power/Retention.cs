using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Power;

/// <summary>Asks the always-on subsystem to keep IPA registers and memory while power is collapsed; only where the tree names one.</summary>
public sealed class Retention
{
    private const int MessageSize = 36;

    private readonly EventLoop _loop;
    private readonly AossMessages _messages;

    /// <summary>Creates the sender; null when the board has no such subsystem.</summary>
    public Retention(EventLoop loop, AossMessages messages)
    {
        _loop = loop;
        _messages = messages;
    }

    /// <summary>Asks for retention, and returns whether power may go from now on: it was promised, or the board has no such subsystem and never takes the registers away.</summary>
    public bool Enable()
    {
        return Send("{ class: bcm, res: ipa_pc, val: 1 }");
    }

    /// <summary>Gives retention up.</summary>
    public void Disable()
    {
        Send("{ class: bcm, res: ipa_pc, val: 0 }");
    }

    private bool Send(string text)
    {
        if (_messages == null) { return true; }
        try
        {
            _messages.Send(text, MessageSize);
            return true;
        }
        catch (HardwareException e)
        {
            _loop.Trace.Add(IpaTraceId.RetentionRefused, 0, 0, e.Message);
            return false;
        }
    }
}
