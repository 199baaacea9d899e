namespace IpaEmbedded.Ipa.Registers;

/// <summary>Numbers of the IPA hardware versions, in order; only tables compare them, the driver never does.</summary>
public static class IpaVersion
{
    /// <summary>IPA v3.1 (MSM8998).</summary>
    public const int V3_1 = 30100;

    /// <summary>IPA v3.5.1 (SDM845).</summary>
    public const int V3_5_1 = 30501;

    /// <summary>IPA v4.0.</summary>
    public const int V4_0 = 40000;

    /// <summary>IPA v4.2 (SC7180).</summary>
    public const int V4_2 = 40200;

    /// <summary>IPA v4.5 (SDX55).</summary>
    public const int V4_5 = 40500;

    /// <summary>IPA v4.7 (SM6350).</summary>
    public const int V4_7 = 40700;

    /// <summary>IPA v4.9 (SM8350).</summary>
    public const int V4_9 = 40900;

    /// <summary>IPA v4.11 (SC7280).</summary>
    public const int V4_11 = 41100;

    /// <summary>IPA v5.0 (SDX65).</summary>
    public const int V5_0 = 50000;

    /// <summary>IPA v5.5 (SM8550, SM8650).</summary>
    public const int V5_5 = 50500;
}
