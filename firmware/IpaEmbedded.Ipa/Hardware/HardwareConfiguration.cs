using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Hardware;

/// <summary>What the IPA core is told once after power comes (IPA reference, section 3.1.2), in this order.</summary>
public sealed class HardwareConfiguration
{
    private const uint IdleThreshold = 256;
    private const uint AggregationGranularityMicroseconds = 500;
    private const uint SleepClockHertz = 32000;
    private const uint TimestampShift = 14;
    private const uint NatTimestampShift = 24;
    private const uint TimerDivider = 192;
    private const uint Granularity100Microseconds = 3;
    private const uint Granularity1Millisecond = 4;

    private readonly IpaData _data;
    private readonly IpaRegisters _table;
    private readonly RegisterBlock _registers;

    /// <summary>Creates the configuration.</summary>
    public HardwareConfiguration(IpaData data, RegisterBlock registers)
    {
        _data = data;
        _table = data.Registers;
        _registers = registers;
    }

    /// <summary>Writes the configuration.</summary>
    public void Configure()
    {
        if (_table.IpaBcr != null) { _registers.Write32(_table.IpaBcr.Offset, _data.BackwardCompatibility); }
        if (_data.TxCfgClear != 0) { Change(_table.IpaTxCfg, _data.TxCfgClear, 0); }
        if (_data.ClkonCfg != 0) { _registers.Write32(_table.ClkonCfg.Offset, _data.ClkonCfg); }
        if (_data.CompCfgSet != 0) { Change(_table.CompCfg, 0, _data.CompCfgSet); }
        ConfigureBusMasters();
        if (_table.QtimeTimestampCfg != null) { ConfigureQtime(); }
        else { ConfigureCounter(); }
        if (_data.DisablesHashing) { _registers.Write32(_table.FiltRoutHashEn.Offset, 0); }
        SetIdleIndication(IdleThreshold, 0);
    }

    /// <summary>Lets the core report busy for ever again, as after reset.</summary>
    public void Deconfigure()
    {
        SetIdleIndication(0, 1);
    }

    private void Change(Register register, uint clear, uint set)
    {
        uint value = _registers.Read32(register.Offset);
        _registers.Write32(register.Offset, (value & ~clear) | set);
    }

    private void ConfigureBusMasters()
    {
        QsbMaxWrites writes = _table.QsbMaxWrites;
        QsbMaxReads reads = _table.QsbMaxReads;
        uint write = writes.GenQmb0MaxWrites.Encode(_data.MaxWrites[0]);
        uint read = reads.GenQmb0MaxReads.Encode(_data.MaxReads[0]);
        if (reads.GenQmb0MaxReadsBeats != null) { read |= reads.GenQmb0MaxReadsBeats.Encode(_data.MaxReadBeats[0]); }
        if (_data.MaxWrites.Length > 1)
        {
            write |= writes.GenQmb1MaxWrites.Encode(_data.MaxWrites[1]);
            read |= reads.GenQmb1MaxReads.Encode(_data.MaxReads[1]);
            if (reads.GenQmb1MaxReadsBeats != null) { read |= reads.GenQmb1MaxReadsBeats.Encode(_data.MaxReadBeats[1]); }
        }
        _registers.Write32(writes.Offset, write);
        _registers.Write32(reads.Offset, read);
    }

    private void ConfigureCounter()
    {
        uint granularity = AggregationGranularityMicroseconds * SleepClockHertz / 1000000 - 1;
        _registers.Write32(_table.CounterCfg.Offset, _table.CounterCfg.AggrGranularity.Encode(granularity));
    }

    private void ConfigureQtime()
    {
        TimersXoClkDivCfg divider = _table.TimersXoClkDivCfg;
        QtimeTimestampCfg timestamp = _table.QtimeTimestampCfg;
        TimersPulseGranCfg granularity = _table.TimersPulseGranCfg;
        _registers.Write32(divider.Offset, 0);
        _registers.Write32(timestamp.Offset, timestamp.DplTimestampLsb.Encode(TimestampShift) | timestamp.DplTimestampSel.Encode(1)
            | timestamp.TagTimestampLsb.Encode(TimestampShift) | timestamp.NatTimestampLsb.Encode(NatTimestampShift));
        _registers.Write32(granularity.Offset, granularity.PulseGran0.Encode(Granularity100Microseconds)
            | granularity.PulseGran1.Encode(Granularity1Millisecond) | granularity.PulseGran2.Encode(Granularity1Millisecond));
        uint value = divider.DivValue.Encode(TimerDivider - 1);
        _registers.Write32(divider.Offset, value);
        _registers.Write32(divider.Offset, value | divider.DivEnable.Encode(1));
    }

    private void SetIdleIndication(uint threshold, uint constantNonIdle)
    {
        IdleIndicationCfg idle = _table.IdleIndicationCfg;
        if (idle == null) { return; }
        _registers.Write32(idle.Offset, idle.EnterIdleDebounceThresh.Encode(threshold) | idle.ConstNonIdleEnable.Encode(constantNonIdle));
    }
}
