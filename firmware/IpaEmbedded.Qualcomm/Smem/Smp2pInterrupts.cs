using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>The 32 bits of a word that another processor shows, as interrupts that follow its edges.</summary>
public sealed class Smp2pInterrupts : InterruptController
{
    private const uint Rising = 1;
    private const uint Falling = 2;

    internal readonly string EntryName;
    internal int Offset = -1;
    private readonly EventLoop _loop;
    private readonly InterruptLine[] _lines = new InterruptLine[32 * 4];
    private uint _last;

    internal Smp2pInterrupts(EventLoop loop, string entryName)
    {
        _loop = loop;
        EntryName = entryName;
    }

    /// <inheritdoc/>
    public override InterruptLine Translate(uint[] specifier)
    {
        if (specifier.Length != 2 || specifier[0] > 31 || specifier[1] == 0 || specifier[1] > (Rising | Falling)) { return null; }
        int index = (int)(specifier[0] * 4 + specifier[1]);
        if (_lines[index] == null) { _lines[index] = new InterruptLine(_loop, EntryName + " bit " + specifier[0].ToString(), true); }
        return _lines[index];
    }

    /// <summary>Reads the word and raises the lines of what changed since the last time.</summary>
    internal void Service(DmaMemory memory)
    {
        if (Offset < 0) { return; }
        uint value = memory.Read32(Offset + Smp2pLayout.EntryNameSize);
        uint changed = value ^ _last;
        _last = value;
        for (int bit = 0; changed != 0; bit++, changed >>= 1)
        {
            if ((changed & 1) == 0) { continue; }
            uint edge = ((value >> bit) & 1) != 0 ? Rising : Falling;
            Raise(bit * 4 + (int)edge);
            Raise(bit * 4 + (int)(Rising | Falling));
        }
    }

    private void Raise(int index)
    {
        if (_lines[index] != null) { _lines[index].Raise(); }
    }
}
