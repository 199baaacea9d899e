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
    private const uint Granularity10Milliseconds = 5;

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
        if (_data.HasBackwardCompatibility) { _registers.Write32(_table.IpaBcr.Offset, _data.BackwardCompatibility); }
        if (_data.TxCfgClear != 0) { Change(_table.IpaTxCfg, _data.TxCfgClear, 0); }
        if (_data.ClkonCfg != 0) { _registers.Write32(_table.ClkonCfg.Offset, _data.ClkonCfg); }
        if (_data.CompCfgSet != 0) { Change(_table.CompCfg, 0, _data.CompCfgSet); }
        ConfigureBusMasters();
        if (_data.CountsInQtime) { ConfigureQtime(); }
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
        uint value = BusCheck.Read(_registers, register);
        _registers.Write32(register.Offset, (value & ~clear) | set);
    }

    private void ConfigureBusMasters()
    {
        uint writes = _table.GenQmb0MaxWrites.Encode(_data.MaxWrites[0]);
        uint reads = _table.GenQmb0MaxReads.Encode(_data.MaxReads[0]);
        if (_data.MaxReadBeats[0] != 0) { reads |= _table.GenQmb0MaxReadsBeats.Encode(_data.MaxReadBeats[0]); }
        if (_data.MaxWrites.Length > 1)
        {
            writes |= _table.GenQmb1MaxWrites.Encode(_data.MaxWrites[1]);
            reads |= _table.GenQmb1MaxReads.Encode(_data.MaxReads[1]);
            if (_data.MaxReadBeats[1] != 0) { reads |= _table.GenQmb1MaxReadsBeats.Encode(_data.MaxReadBeats[1]); }
        }
        _registers.Write32(_table.QsbMaxWrites.Offset, writes);
        _registers.Write32(_table.QsbMaxReads.Offset, reads);
    }

    private void ConfigureCounter()
    {
        uint granularity = AggregationGranularityMicroseconds * SleepClockHertz / 1000000 - 1;
        _registers.Write32(_table.CounterCfg.Offset, _table.AggrGranularity.Encode(granularity));
    }

    private void ConfigureQtime()
    {
        uint divider = _table.TimersXoClkDivCfg.Offset;
        _registers.Write32(divider, 0);
        uint shifts = _table.TagTimestampLsb.Encode(TimestampShift) | _table.NatTimestampLsb.Encode(NatTimestampShift);
        if (_table.DplTimestampLsb != null) { shifts |= _table.DplTimestampLsb.Encode(TimestampShift) | _table.DplTimestampSel.Mask; }
        _registers.Write32(_table.QtimeTimestampCfg.Offset, shifts);
        uint coarsest = _table.PulseGran3 != null ? Granularity10Milliseconds : Granularity1Millisecond;
        uint pulses = _table.PulseGran0.Encode(Granularity100Microseconds) | _table.PulseGran1.Encode(Granularity1Millisecond) | _table.PulseGran2.Encode(coarsest);
        if (_table.PulseGran3 != null) { pulses |= _table.PulseGran3.Encode(coarsest); }
        _registers.Write32(_table.TimersPulseGranCfg.Offset, pulses);
        uint value = _table.DivValue.Encode(TimerDivider - 1);
        _registers.Write32(divider, value);
        _registers.Write32(divider, value | _table.DivEnable.Mask);
    }

    private void SetIdleIndication(uint threshold, uint constantNonIdle)
    {
        if (!_data.ReportsIdle) { return; }
        _registers.Write32(_table.IdleIndicationCfg.Offset, _table.EnterIdleDebounceThresh.Encode(threshold) | _table.ConstNonIdleEnable.Encode(constantNonIdle));
    }
}
