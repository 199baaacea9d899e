using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Turns one bit of one event element over, after the chip has written it and before the driver reads it.</summary>
internal sealed class WrongEvent(Board board, int which, int bit) : ChipObserver
{
    private const int ElementBytes = 16;

    private int _seen;

    public override void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked)
    {
        if (board.Driver.Gsi.Channel(channel) is not { } own || _seen++ != which) { return; }
        DmaMemory memory = own.Events.Memory;
        int at = (index * ElementBytes) + (bit / 8);
        memory.Write8(at, (byte)(memory.Read8(at) ^ (1 << (bit % 8))));
    }
}
