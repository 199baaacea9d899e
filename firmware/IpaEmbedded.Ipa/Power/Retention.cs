using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Power;

/// <summary>Asks the always-on subsystem to keep IPA registers and memory while power is collapsed; only where the tree names one.</summary>
public sealed class Retention
{
    private const int MessageSize = 36;

    private readonly AossMessages _messages;
    private uint _failures;
    private string _lastFailure;

    /// <summary>Creates the sender; null when the board has no such subsystem.</summary>
    public Retention(AossMessages messages)
    {
        _messages = messages;
    }

    /// <summary>Messages that were not taken; the IPA then works, but forgets more while it sleeps.</summary>
    public uint FailureCount
    {
        get { return _failures; }
    }

    /// <summary>Why the last message was not taken, or null.</summary>
    public string LastFailure
    {
        get { return _lastFailure; }
    }

    /// <summary>Asks for retention.</summary>
    public void Enable()
    {
        Send("{ class: bcm, res: ipa_pc, val: 1 }");
    }

    /// <summary>Gives retention up.</summary>
    public void Disable()
    {
        Send("{ class: bcm, res: ipa_pc, val: 0 }");
    }

    private void Send(string text)
    {
        if (_messages == null) { return; }
        try
        {
            _messages.Send(text, MessageSize);
        }
        catch (HardwareException e)
        {
            _failures++;
            _lastFailure = e.Message;
        }
    }
}
