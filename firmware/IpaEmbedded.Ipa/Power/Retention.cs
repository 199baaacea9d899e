using IpaEmbedded.Qualcomm.Aoss;

namespace IpaEmbedded.Ipa.Power;

/// <summary>Asks the always-on subsystem to keep IPA registers and memory while power is collapsed; only where the tree names one.</summary>
public sealed class Retention
{
    private const int MessageSize = 36;

    private readonly AossMessages _messages;

    /// <summary>Creates the sender; null when the board has no such subsystem.</summary>
    public Retention(AossMessages messages)
    {
        _messages = messages;
    }

    /// <summary>Asks for retention.</summary>
    public void Enable()
    {
        if (_messages != null) { _messages.Send("{ class: bcm, res: ipa_pc, val: 1 }", MessageSize); }
    }

    /// <summary>Gives retention up.</summary>
    public void Disable()
    {
        if (_messages != null) { _messages.Send("{ class: bcm, res: ipa_pc, val: 0 }", MessageSize); }
    }
}
