using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>What the hardware was told to do.</summary>
internal sealed class SweptLog : ChipObserver
{
    /// <summary>Resets of channels.</summary>
    public int Resets { get; private set; }

    /// <summary>Who else looks.</summary>
    public Action<int, int>? AfterEvent { get; set; }

    public override void OnChannelCommand(int channel, uint opcode, uint before, uint after)
    {
        if (opcode == GsiOpcode.Reset) { Resets++; }
    }

    public override void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked) => AfterEvent?.Invoke(ring, index);
}
