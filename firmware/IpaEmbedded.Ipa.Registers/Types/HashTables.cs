using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>HashTables: one bit per hashed table. A field that a version lacks is null.</summary>
public sealed class HashTables : Register
{
    /// <summary>IPV6_ROUTER_HASH.</summary>
    public readonly Field Ipv6RouterHash;

    /// <summary>IPV6_FILTER_HASH.</summary>
    public readonly Field Ipv6FilterHash;

    /// <summary>IPV4_ROUTER_HASH.</summary>
    public readonly Field Ipv4RouterHash;

    /// <summary>IPV4_FILTER_HASH.</summary>
    public readonly Field Ipv4FilterHash;

    /// <summary>Creates the register as one version has it.</summary>
    public HashTables(string name, uint offset, uint stride, Field[] fields)
        : base(name, offset, stride, Access.ReadWrite, fields)
    {
        Ipv6RouterHash = Find("IPV6_ROUTER_HASH");
        Ipv6FilterHash = Find("IPV6_FILTER_HASH");
        Ipv4RouterHash = Find("IPV4_ROUTER_HASH");
        Ipv4FilterHash = Find("IPV4_FILTER_HASH");
    }
}
