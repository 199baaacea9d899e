namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Values of fields of CH_C_QOS (IPA reference, section 3.7).</summary>
public static class ChannelService
{
    /// <summary>WRR_WEIGHT of the command channel: the largest there is.</summary>
    public const uint CommandWeight = 15;

    /// <summary>PREFETCH_MODE: only the escape buffer.</summary>
    public const uint EscapeBufferOnly = 1;
}
