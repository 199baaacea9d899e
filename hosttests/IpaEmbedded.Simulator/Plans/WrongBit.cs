using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>Turns one bit of one event element over, after the chip has written it and before the driver reads it.</summary>
internal sealed class WrongBit(SimulatedBoard board, int at, int bit) : ChipObserver
{
    private const int ElementBytes = 16;

    private int _seen;

    /// <summary>Whether it happened.</summary>
    public bool HasFired => _seen >= at;

    public override void OnEvent(int ring, int index, int channel, ulong element, int length, bool blocked)
    {
        if (board.Driver?.Gsi?.Channel(channel) is not { } own || ++_seen != at)
        {
            return;
        }
        DmaMemory memory = own.Events.Memory;
        int where = (index * ElementBytes) + (bit / 8);
        memory.Write8(where, (byte)(memory.Read8(where) ^ (1 << (bit % 8))));
    }
}
