using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>COUNTER_CFG: time unit of aggregation before v4.5. A field that a version lacks is null.</summary>
public sealed class CounterCfg : Register
{
    /// <summary>EOT_COAL_GRANULARITY.</summary>
    public readonly Field EotCoalGranularity;

    /// <summary>AGGR_GRANULARITY.</summary>
    public readonly Field AggrGranularity;

    /// <summary>Creates the register as one version has it.</summary>
    public CounterCfg(uint offset, uint stride, Field[] fields)
        : base("COUNTER_CFG", offset, stride, Access.ReadWrite, fields)
    {
        EotCoalGranularity = Find("EOT_COAL_GRANULARITY");
        AggrGranularity = Find("AGGR_GRANULARITY");
    }
}
