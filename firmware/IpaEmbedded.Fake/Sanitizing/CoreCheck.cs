using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Holds what a driver writes into the IPA's registers that belong to no endpoint against the IPA reference, sections 3.1, 5, 6.1, 8.3 and 18.</summary>
internal sealed class CoreCheck
{
    private const int ContextAlignment = 8;

    private readonly FakeIpa _ipa;
    private readonly IpaRegisters _table;
    private readonly EndpointCheck _endpoints;
    private readonly uint _interrupts;
    private readonly bool _hashes;
    private Pipeline _pipeline;

    internal CoreCheck(FakeIpa ipa, EndpointCheck endpoints)
    {
        _ipa = ipa;
        _table = ipa.Registers;
        _endpoints = endpoints;
        _interrupts = InterruptsOf(ipa.Chip.Version);
        _hashes = ipa.Chip.Version != IpaVersion.V4_2;
        ipa.OnWrite(_table.Route, WriteRoute);
        ipa.OnWrite(_table.LocalPktProcCntxt, WriteContextBase);
        ipa.OnWrite(_table.FiltRoutHashEn, WriteHashEnable);
        ipa.OnWrite(_table.FiltRoutHashFlush, WriteFlush);
        ipa.OnWrite(_table.FiltRoutCacheFlush, WriteFlush);
        ipa.OnWrite(_table.QtimeTimestampCfg, WriteTimer);
        ipa.OnWrite(_table.TimersPulseGranCfg, WriteTimer);
        ipa.OnWrite(_table.TimersXoClkDivCfg, WriteDivider);
        ipa.OnWrite(_table.IrqSuspendEn, WriteSuspendEnable);
        for (int i = 0; i < _table.SrcRsrcGrp.Length; i++)
        {
            ipa.OnWrite(_table.SrcRsrcGrp[i], WriteLimits);
            ipa.OnWrite(_table.DstRsrcGrp[i], WriteLimits);
        }
    }

    internal void Connect(Pipeline pipeline)
    {
        _pipeline = pipeline;
    }

    /// <summary>Interrupts were enabled: the version has them (sections 6.1 and 18.4).</summary>
    internal void WriteInterruptEnable(uint value)
    {
        if ((value & ~_interrupts) != 0) { _ipa.Report(SanitizerRule.InterruptUnknown, _table.IpaIrqEn, 0, value, "0x" + (value & ~_interrupts).ToString("x") + " are none"); }
    }

    private static uint InterruptsOf(int version)
    {
        uint bits = 0x03ffffff;
        if (version >= IpaVersion.V3_5_1) { bits &= ~(1u << 1); }
        if (version >= IpaVersion.V4_5) { bits = (bits & ~(1u << 22)) | (1u << 26); }
        if (version >= IpaVersion.V4_9) { bits |= 0x38000000; }
        if (version >= IpaVersion.V5_5) { bits = (bits & ~0x3c003e01u) | 0xc0000000; }
        return bits;
    }

    private void WriteRoute(int instance, uint before, uint value)
    {
        CheckRoute((int)_table.RouteDefPipe.Decode(value), value);
        CheckRoute((int)_table.RouteFragDefPipe.Decode(value), value);
    }

    // Endpoint 0 is what a route that was taken back says (section 12, teardown).
    private void CheckRoute(int endpoint, uint value)
    {
        if (endpoint == 0) { return; }
        if (!_endpoints.MayReceive(endpoint)) { _ipa.Report(SanitizerRule.RouteEndpoint, _table.Route, 0, value, "endpoint " + endpoint.ToString() + " does not receive"); }
        else if (!_pipeline.IsStarted(endpoint)) { _ipa.Report(SanitizerRule.RouteEndpoint, _table.Route, 0, value, "endpoint " + endpoint.ToString() + " is not started"); }
    }

    private void WriteContextBase(int instance, uint before, uint value)
    {
        int address = (int)_table.IpaBaseAddr.Decode(value);
        if (!_ipa.IsUsableMemory(address, ContextAlignment) || address % ContextAlignment != 0) { _ipa.Report(SanitizerRule.ContextBase, _table.LocalPktProcCntxt, 0, value, null); }
    }

    private void WriteHashEnable(int instance, uint before, uint value)
    {
        if (!_hashes && value != 0) { _ipa.Report(SanitizerRule.HashingAbsent, _table.FiltRoutHashEn, 0, value, null); }
    }

    private void WriteFlush(int instance, uint before, uint value)
    {
        Register flush = _table.FiltRoutHashFlush ?? _table.FiltRoutCacheFlush;
        if (!_ipa.IsInside) { _ipa.Report(SanitizerRule.FlushDirect, flush, 0, value, null); }
        else if (!_hashes) { _ipa.Report(SanitizerRule.HashingAbsent, flush, 0, value, null); }
        else { _pipeline.Flushed(value == flush.DefinedMask); }
    }

    private void WriteTimer(int instance, uint before, uint value)
    {
        uint divider = _ipa.Peek(_table.TimersXoClkDivCfg, 0);
        if (value != before && _table.DivEnable.IsSet(divider)) { _ipa.Report(SanitizerRule.TimerClockRunning, _table.TimersXoClkDivCfg, 0, divider, null); }
    }

    private void WriteDivider(int instance, uint before, uint value)
    {
        if (_table.DivEnable.IsSet(value) && _table.DivValue.IsSet(value ^ before)) { _ipa.Report(SanitizerRule.TimerClockRunning, _table.TimersXoClkDivCfg, 0, value, null); }
    }

    private void WriteSuspendEnable(int word, uint before, uint value)
    {
        _endpoints.CheckSet(_table.IrqSuspendEn, word, value);
    }

    private void WriteLimits(int type, uint before, uint value)
    {
        bool good = _table.XMinLim.Decode(value) <= _table.XMaxLim.Decode(value) && _table.YMinLim.Decode(value) <= _table.YMaxLim.Decode(value);
        if (!good) { _ipa.Report(SanitizerRule.ResourceLimits, _table.SrcRsrcGrp[0], type, value, null); }
    }
}
