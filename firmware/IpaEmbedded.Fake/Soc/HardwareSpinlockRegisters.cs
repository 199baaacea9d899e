using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>32 hardware locks: the first to write its id owns one until 0 is written. Who holds the lock of SMEM is watched.</summary>
internal sealed class HardwareSpinlockRegisters : RegisterBlock
{
    /// <summary>Attempts to take a lock so far.</summary>
    internal int Attempts;

    /// <summary>From the n-th attempt on somebody else holds every lock, as often as <see cref="BusyAttempts"/> says; 0 for never.</summary>
    internal int BusyAt;

    /// <summary>How many attempts in a row fail.</summary>
    internal int BusyAttempts;

    private const uint Stride = 0x1000;
    private const uint SmemLock = 3;

    private readonly SmemCheck _smem;
    private readonly uint[] _owner = new uint[32];

    internal HardwareSpinlockRegisters(SmemCheck smem)
    {
        _smem = smem;
    }

    public override uint Read32(uint offset)
    {
        return offset / Stride < 32 ? _owner[offset / Stride] : 0;
    }

    public override void Write32(uint offset, uint value)
    {
        uint index = offset / Stride;
        if (index >= 32) { return; }
        uint before = _owner[index];
        if (value != 0 && ++Attempts >= BusyAt && BusyAt != 0 && Attempts < BusyAt + BusyAttempts) { return; }
        if (value == 0 || before == 0) { _owner[index] = value; }
        if (value == 0 && before == 0) { _smem.ReportRelease(index); }
        if (index == SmemLock && before != _owner[index]) { _smem.Lock(value != 0); }
    }
}
