using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>IPA_IRQ_UC: interrupt to the microcontroller. A field that a version lacks is null.</summary>
public sealed class IpaIrqUc : Register
{
    /// <summary>UC_INTR.</summary>
    public readonly Field UcIntr;

    /// <summary>Creates the register as one version has it.</summary>
    public IpaIrqUc(uint offset, uint stride, Field[] fields)
        : base("IPA_IRQ_UC", offset, stride, Access.Write, fields)
    {
        UcIntr = Find("UC_INTR");
    }
}
