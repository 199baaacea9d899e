using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>The modem's end of SMP2P in shared memory: its words "slave-kernel" and "ipa", and what the application processor shows.</summary>
internal sealed class FakeSmp2p : ModemSignals
{
    internal const int OutItem = 435;
    internal const int InItem = 428;
    internal const int Supervision = 0;
    internal const int Ipa = 1;
    internal const int FatalBit = 0;
    internal const int ReadyBit = 1;
    internal const int StopAcknowledgeBit = 3;
    private const int ClockQueryBit = 0;
    private const int SetupReadyBit = 1;
    private const byte Version = 1;

    private static readonly string[] Names = { "slave-kernel", "ipa" };

    private readonly FakeSoc _soc;
    private readonly DmaMemory _smem;
    private readonly EventLoopTimer _timer;
    private readonly uint[] _again = new uint[2];
    private bool _published;
    private uint _apStop;
    private uint _apIpa;

    internal FakeSmp2p(FakeSoc soc, EventLoop loop, DmaMemory smem)
    {
        _soc = soc;
        _smem = smem;
        _timer = new EventLoopTimer(loop, RaiseAgain);
    }

    /// <summary>Publishes the modem's words, all bits 0; a modem that does not find its item in SMEM shows nothing.</summary>
    internal void Publish()
    {
        int at = SmemImage.Find(_smem, InItem, Smp2pLayout.Size);
        if (at < 0) { return; }
        for (int i = 0; i < Names.Length; i++)
        {
            int entry = at + Smp2pLayout.Entries + i * Smp2pLayout.EntrySize;
            for (int c = 0; c < Names[i].Length; c++) { _smem.Write8(entry + c, (byte)Names[i][c]); }
            _smem.Write32(entry + Smp2pLayout.EntryNameSize, 0);
        }
        _smem.Write32(at + Smp2pLayout.Magic, Smp2pLayout.MagicWord);
        _smem.Write16(at + Smp2pLayout.LocalProcessor, SmemImage.ModemHost);
        _smem.Write16(at + Smp2pLayout.RemoteProcessor, 0);
        _smem.Write16(at + Smp2pLayout.TotalEntries, Smp2pLayout.MaxEntries);
        _smem.Write16(at + Smp2pLayout.ValidEntries, (ushort)Names.Length);
        _smem.Write32(at + Smp2pLayout.Version, Version);
        _published = true;
        _again[0] = 0;
        _again[1] = 0;
        Interrupt();
    }

    /// <summary>Makes a rising edge on a bit; a bit that is set falls first.</summary>
    internal void Pulse(int word, int bit)
    {
        if (_soc.Faults.IsMute()) { return; }
        if (!_published) { Publish(); }
        int at = ValueAt(word);
        if (at < 0) { return; }
        uint mask = 1u << bit;
        uint value = _smem.Read32(at);
        if ((value & mask) == 0)
        {
            _smem.Write32(at, value | mask);
        }
        else
        {
            _smem.Write32(at, value & ~mask);
            _again[word] |= mask;
            _timer.Start(1);
        }
        Interrupt();
    }

    public override void ClockQuery()
    {
        Pulse(Ipa, ClockQueryBit);
    }

    public override void SetupReady()
    {
        Pulse(Ipa, SetupReadyBit);
    }

    /// <summary>The application processor has changed its words.</summary>
    internal void OnKick()
    {
        int at = SmemImage.Find(_smem, OutItem, Smp2pLayout.Size);
        if (at < 0 || _smem.Read8(at + Smp2pLayout.Version) == 0) { return; }
        int count = _smem.Read16(at + Smp2pLayout.ValidEntries);
        bool good = _smem.Read32(at + Smp2pLayout.Magic) == Smp2pLayout.MagicWord && _smem.Read8(at + Smp2pLayout.Version) <= 2 && count <= Smp2pLayout.MaxEntries
            && _smem.Read16(at + Smp2pLayout.LocalProcessor) == 0 && _smem.Read16(at + Smp2pLayout.RemoteProcessor) == SmemImage.ModemHost
            && _smem.Read16(at + Smp2pLayout.TotalEntries) == Smp2pLayout.MaxEntries;
        if (!good) { _soc.Sanitizer.Report(SanitizerRule.Smp2pItem, "smp2p", (uint)at, null, 0, (uint)count, null); }
        for (int i = 0; i < count && i < Smp2pLayout.MaxEntries; i++)
        {
            int entry = at + Smp2pLayout.Entries + i * Smp2pLayout.EntrySize;
            uint value = _smem.Read32(entry + Smp2pLayout.EntryNameSize);
            if (HasName(entry, "ipa"))
            {
                if (value == _apIpa) { continue; }
                _apIpa = value;
                _soc.Modem.OnApState(3, value);
            }
            else if (HasName(entry, "master-kernel"))
            {
                uint risen = value & ~_apStop;
                _apStop = value;
                if ((risen & 1) != 0) { Pulse(Supervision, StopAcknowledgeBit); }
            }
        }
    }

    private bool HasName(int entry, string name)
    {
        for (int i = 0; i <= name.Length; i++)
        {
            if (_smem.Read8(entry + i) != (i < name.Length ? name[i] : 0)) { return false; }
        }
        return true;
    }

    // -1 when there is no such item any more.
    private int ValueAt(int word)
    {
        int at = SmemImage.Find(_smem, InItem, Smp2pLayout.Size);
        return at < 0 ? -1 : at + Smp2pLayout.Entries + word * Smp2pLayout.EntrySize + Smp2pLayout.EntryNameSize;
    }

    private void RaiseAgain()
    {
        for (int i = 0; i < _again.Length; i++)
        {
            int at = ValueAt(i);
            if (at >= 0) { _smem.Write32(at, _smem.Read32(at) | _again[i]); }
            _again[i] = 0;
        }
        Interrupt();
    }

    private void Interrupt()
    {
        _soc.RaiseInterrupt(_soc.Map.Smp2pInterrupt);
    }
}
