using IpaEmbedded.Qualcomm.Aoss.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>The always-on subsystem behind its message RAM: brings link and channel up, takes messages, keeps the last ones.</summary>
public sealed class FakeAoss
{
    private const int BoxOffset = 0x100;
    private const int BoxSize = 0x64;
    private const int Kept = 16;
    private const string RetentionOn = "{ class: bcm, res: ipa_pc, val: 1 }";
    private const string RetentionOff = "{ class: bcm, res: ipa_pc, val: 0 }";

    private readonly FakeSoc _soc;
    private readonly DmaMemory _ram;
    private readonly string[] _messages = new string[Kept];
    private int _count;

    internal FakeAoss(FakeSoc soc, DmaMemory ram)
    {
        _soc = soc;
        _ram = ram;
        ram.Write32(MessageRamLayout.Magic, MessageRamLayout.MagicWord);
        ram.Write32(MessageRamLayout.Version, 1);
        ram.Write32(MessageRamLayout.RemoteLinkState, MessageRamLayout.Up);
        ram.Write32(MessageRamLayout.RemoteChannelState, MessageRamLayout.Down);
        ram.Write32(MessageRamLayout.LocalBoxSize, BoxSize);
        ram.Write32(MessageRamLayout.LocalBoxOffset, BoxOffset);
    }

    /// <summary>Whether it ignores everything, for tests of time-outs.</summary>
    public bool IsMute { get; set; }

    /// <summary>Times that it was rung so far.</summary>
    public int Kicks { get; private set; }

    /// <summary>The n-th ring from 1 is not heard; 0 for none.</summary>
    public int LoseKickAt { get; set; }

    /// <summary>Messages so far.</summary>
    public int MessageCount
    {
        get { return _count; }
    }

    /// <summary>The text of a message, of which the last 16 are kept.</summary>
    public string MessageAt(int index)
    {
        return _messages[index % Kept];
    }

    internal void OnKick()
    {
        if (++Kicks == LoseKickAt || IsMute) { return; }
        Follow(MessageRamLayout.LocalLinkState, MessageRamLayout.LocalLinkAcknowledge);
        Follow(MessageRamLayout.LocalChannelState, MessageRamLayout.RemoteChannelState);
        Follow(MessageRamLayout.RemoteChannelAcknowledge, MessageRamLayout.LocalChannelAcknowledge);
        int length = (int)_ram.Read32(BoxOffset);
        if (length != 0 && ((length & 3) != 0 || length < 0 || length > BoxSize - 4 || _ram.Read8(BoxOffset + 3 + length) != 0))
        {
            _soc.Sanitizer.Report(SanitizerRule.QmpMessage, "aoss", 0, null, 0, (uint)length, null);
        }
        if (length > 0 && length <= BoxSize - 4)
        {
            string text = "";
            for (int i = 0; i < length; i++)
            {
                byte character = _ram.Read8(BoxOffset + 4 + i);
                if (character == 0) { break; }
                text += ((char)character).ToString();
            }
            _messages[_count++ % Kept] = text;
            if (text == RetentionOn) { _soc.Chip.IsRetained = true; }
            if (text == RetentionOff) { _soc.Chip.IsRetained = false; }
            _ram.Write32(BoxOffset, 0);
        }
        _soc.RaiseInterrupt(_soc.Map.AossInterrupt);
    }

    private void Follow(int from, int to)
    {
        uint value = _ram.Read32(from);
        if (value != 0 && _ram.Read32(to) != value) { _ram.Write32(to, value); }
    }
}
