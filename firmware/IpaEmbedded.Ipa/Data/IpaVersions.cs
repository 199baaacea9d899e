namespace IpaEmbedded.Ipa.Data;

/// <summary>Finds the data of a version by the `compatible` of the device tree.</summary>
public static class IpaVersions
{
    /// <summary>Returns the data for a compatible, or null when the driver does not know it.</summary>
    public static IpaData ForCompatible(string compatible)
    {
        switch (compatible)
        {
            case "qcom,msm8998-ipa": return IpaDataV3_1.Create();
            case "qcom,sdm845-ipa": return IpaDataV3_5_1.Create();
            case "qcom,sc7180-ipa": return IpaDataV4_2.Create();
            case "qcom,sdx55-ipa": return IpaDataV4_5.Create();
            case "qcom,sm6350-ipa": return IpaDataV4_7.Create();
            case "qcom,sm8350-ipa": return IpaDataV4_9.Create();
            case "qcom,sc7280-ipa": return IpaDataV4_11.Create();
            case "qcom,sdx65-ipa": return IpaDataV5_0.Create();
            case "qcom,sm8550-ipa": return IpaDataV5_5.Create();
            default: return null;
        }
    }

    /// <summary>Every compatible that the driver knows.</summary>
    public static string[] Compatibles()
    {
        return new string[]
        {
            "qcom,msm8998-ipa", "qcom,sdm845-ipa", "qcom,sc7180-ipa", "qcom,sdx55-ipa", "qcom,sm6350-ipa", "qcom,sm8350-ipa", "qcom,sc7280-ipa",
            "qcom,sdx65-ipa", "qcom,sm8550-ipa",
        };
    }
}
