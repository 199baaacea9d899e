using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>QSB_MAX_WRITES: outstanding writes per bus master. A field that a version lacks is null.</summary>
public sealed class QsbMaxWrites : Register
{
    /// <summary>GEN_QMB_0_MAX_WRITES.</summary>
    public readonly Field GenQmb0MaxWrites;

    /// <summary>GEN_QMB_1_MAX_WRITES.</summary>
    public readonly Field GenQmb1MaxWrites;

    /// <summary>Creates the register as one version has it.</summary>
    public QsbMaxWrites(uint offset, uint stride, Field[] fields)
        : base("QSB_MAX_WRITES", offset, stride, Access.ReadWrite, fields)
    {
        GenQmb0MaxWrites = Find("GEN_QMB_0_MAX_WRITES");
        GenQmb1MaxWrites = Find("GEN_QMB_1_MAX_WRITES");
    }
}
