using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_FILTER_ROUTER_HSH_CFG: what the hash of an endpoint's filter (low half) and of a route (high half) covers. A field that a version lacks is null.</summary>
public sealed class EndpFilterRouterHshCfg : Register
{
    /// <summary>FILTER_HASH_MSK_SRC_ID.</summary>
    public readonly Field FilterHashMskSrcId;

    /// <summary>FILTER_HASH_MSK_SRC_IP.</summary>
    public readonly Field FilterHashMskSrcIp;

    /// <summary>FILTER_HASH_MSK_DST_IP.</summary>
    public readonly Field FilterHashMskDstIp;

    /// <summary>FILTER_HASH_MSK_SRC_PORT.</summary>
    public readonly Field FilterHashMskSrcPort;

    /// <summary>FILTER_HASH_MSK_DST_PORT.</summary>
    public readonly Field FilterHashMskDstPort;

    /// <summary>FILTER_HASH_MSK_PROTOCOL.</summary>
    public readonly Field FilterHashMskProtocol;

    /// <summary>FILTER_HASH_MSK_METADATA.</summary>
    public readonly Field FilterHashMskMetadata;

    /// <summary>ROUTER_HASH_MSK_SRC_ID.</summary>
    public readonly Field RouterHashMskSrcId;

    /// <summary>ROUTER_HASH_MSK_SRC_IP.</summary>
    public readonly Field RouterHashMskSrcIp;

    /// <summary>ROUTER_HASH_MSK_DST_IP.</summary>
    public readonly Field RouterHashMskDstIp;

    /// <summary>ROUTER_HASH_MSK_SRC_PORT.</summary>
    public readonly Field RouterHashMskSrcPort;

    /// <summary>ROUTER_HASH_MSK_DST_PORT.</summary>
    public readonly Field RouterHashMskDstPort;

    /// <summary>ROUTER_HASH_MSK_PROTOCOL.</summary>
    public readonly Field RouterHashMskProtocol;

    /// <summary>ROUTER_HASH_MSK_METADATA.</summary>
    public readonly Field RouterHashMskMetadata;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpFilterRouterHshCfg(uint offset, uint stride, Field[] fields)
        : base("ENDP_FILTER_ROUTER_HSH_CFG", offset, stride, Access.ReadWrite, fields)
    {
        FilterHashMskSrcId = Find("FILTER_HASH_MSK_SRC_ID");
        FilterHashMskSrcIp = Find("FILTER_HASH_MSK_SRC_IP");
        FilterHashMskDstIp = Find("FILTER_HASH_MSK_DST_IP");
        FilterHashMskSrcPort = Find("FILTER_HASH_MSK_SRC_PORT");
        FilterHashMskDstPort = Find("FILTER_HASH_MSK_DST_PORT");
        FilterHashMskProtocol = Find("FILTER_HASH_MSK_PROTOCOL");
        FilterHashMskMetadata = Find("FILTER_HASH_MSK_METADATA");
        RouterHashMskSrcId = Find("ROUTER_HASH_MSK_SRC_ID");
        RouterHashMskSrcIp = Find("ROUTER_HASH_MSK_SRC_IP");
        RouterHashMskDstIp = Find("ROUTER_HASH_MSK_DST_IP");
        RouterHashMskSrcPort = Find("ROUTER_HASH_MSK_SRC_PORT");
        RouterHashMskDstPort = Find("ROUTER_HASH_MSK_DST_PORT");
        RouterHashMskProtocol = Find("ROUTER_HASH_MSK_PROTOCOL");
        RouterHashMskMetadata = Find("ROUTER_HASH_MSK_METADATA");
    }
}
