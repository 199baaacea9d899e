using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>QSB_MAX_READS: outstanding reads per bus master. A field that a version lacks is null.</summary>
public sealed class QsbMaxReads : Register
{
    /// <summary>GEN_QMB_0_MAX_READS.</summary>
    public readonly Field GenQmb0MaxReads;

    /// <summary>GEN_QMB_1_MAX_READS.</summary>
    public readonly Field GenQmb1MaxReads;

    /// <summary>GEN_QMB_0_MAX_READS_BEATS.</summary>
    public readonly Field GenQmb0MaxReadsBeats;

    /// <summary>GEN_QMB_1_MAX_READS_BEATS.</summary>
    public readonly Field GenQmb1MaxReadsBeats;

    /// <summary>Creates the register as one version has it.</summary>
    public QsbMaxReads(uint offset, uint stride, Field[] fields)
        : base("QSB_MAX_READS", offset, stride, Access.ReadWrite, fields)
    {
        GenQmb0MaxReads = Find("GEN_QMB_0_MAX_READS");
        GenQmb1MaxReads = Find("GEN_QMB_1_MAX_READS");
        GenQmb0MaxReadsBeats = Find("GEN_QMB_0_MAX_READS_BEATS");
        GenQmb1MaxReadsBeats = Find("GEN_QMB_1_MAX_READS_BEATS");
    }
}
