using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>FLAVOR_0: endpoints that this chip has. A field that a version lacks is null.</summary>
public sealed class Flavor0 : Register
{
    /// <summary>MAX_PIPES.</summary>
    public readonly Field MaxPipes;

    /// <summary>MAX_CONS_PIPES.</summary>
    public readonly Field MaxConsPipes;

    /// <summary>MAX_PROD_PIPES.</summary>
    public readonly Field MaxProdPipes;

    /// <summary>PROD_LOWEST.</summary>
    public readonly Field ProdLowest;

    /// <summary>Creates the register as one version has it.</summary>
    public Flavor0(uint offset, uint stride, Field[] fields)
        : base("FLAVOR_0", offset, stride, Access.Read, fields)
    {
        MaxPipes = Find("MAX_PIPES");
        MaxConsPipes = Find("MAX_CONS_PIPES");
        MaxProdPipes = Find("MAX_PROD_PIPES");
        ProdLowest = Find("PROD_LOWEST");
    }
}
