using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Qualcomm.Iommu;

/// <summary>Keeps the mappings of the SoC's IOMMU; its page tables stay as the boot firmware left them, which lets every stream through.</summary>
public sealed class IommuDriver : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return new string[] { "qcom,sdm845-smmu-500", "qcom,sc7180-smmu-500", "arm,mmu-500", "qcom,smmu-v2" }; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        device.Provide(new IommuProvider());
    }
}
