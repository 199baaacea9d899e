using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Says whether packets for an RX endpoint that nobody serves are dropped, and after how long.</summary>
internal sealed class HeadOfLineBlocking
{
    private const uint TimerClockHertz = 128000000;
    private const uint QtimeUnitMicroseconds = 100;
    private const uint QtimeCoarseUnitMicroseconds = 1000;
    private const uint QtimeCoarsestUnitMicroseconds = 10000;

    private readonly IpaData _data;
    private readonly RegisterBlock _registers;

    internal HeadOfLineBlocking(IpaData data, RegisterBlock registers)
    {
        _data = data;
        _registers = registers;
    }

    /// <summary>Programs an endpoint at setup: drop at once, or not at all.</summary>
    internal void Set(int endpoint, bool drop)
    {
        if (drop) { Enable(endpoint); }
        else { Write(endpoint, 0); }
    }

    /// <summary>Drops at once: switched off while the timer changes, then on.</summary>
    internal void DropAtOnce(int endpoint)
    {
        Write(endpoint, 0);
        Enable(endpoint);
    }

    /// <summary>Encodes a time for the version's timer register.</summary>
    internal uint Timer(uint microseconds)
    {
        IpaRegisters table = _data.Registers;
        if (_data.CountsInQtime)
        {
            uint fine = (microseconds + QtimeUnitMicroseconds / 2) / QtimeUnitMicroseconds;
            if (fine <= table.TimerLimit.Maximum) { return table.TimerLimit.Encode(fine); }
            uint coarse = (microseconds + QtimeCoarseUnitMicroseconds / 2) / QtimeCoarseUnitMicroseconds;
            if (coarse <= table.TimerLimit.Maximum) { return table.TimerLimit.Encode(coarse) | table.TimerGranSel.Encode(1); }
            uint coarsest = (microseconds + QtimeCoarsestUnitMicroseconds / 2) / QtimeCoarsestUnitMicroseconds;
            if (table.TimerGranSel.Maximum == 1 || coarsest > table.TimerLimit.Maximum) { ThrowTooLong(microseconds); }
            return table.TimerLimit.Encode(coarsest) | table.TimerGranSel.Encode(2);
        }
        ulong ticks = ((ulong)microseconds * _data.CoreClockHertz + TimerClockHertz / 2) / TimerClockHertz;
        // Of a clock below 128 MHz every time fits.
        if (!_data.ScalesHeadOfLineTimer) { return table.TimerBaseValue.Encode((uint)ticks); }
        // Base times two to the power of scale: keep the highest bits.
        uint scale = 0;
        while ((ticks >> (int)scale) > table.TimerBaseValue.Maximum) { scale++; }
        return table.TimerBaseValue.Encode((uint)(ticks >> (int)scale)) | table.TimerScale.Encode(scale);
    }

    private static void ThrowTooLong(uint microseconds)
    {
        throw new IpaException(IpaError.BadData, "head-of-line timer of " + microseconds.ToString() + " us does not fit");
    }

    private void Enable(int endpoint)
    {
        _registers.Write32(_data.Registers.EndpInitHolBlockTimer.At(endpoint), Timer(0));
        Write(endpoint, 1);
        if (_data.HeadOfLineEnableTwice) { Write(endpoint, 1); }
    }

    private void Write(int endpoint, uint value)
    {
        _registers.Write32(_data.Registers.EndpInitHolBlockEn.At(endpoint), _data.Registers.HolBlockEn.Encode(value));
    }
}
