namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>How a receive buffer is divided, in bytes. The values are those of the recorded Linux driver on arm64 (conformance kit).</summary>
public static class ReceiveLayout
{
    /// <summary>Before what the hardware may write.</summary>
    public const int Headroom = 64;

    /// <summary>Largest packet.</summary>
    public const int Mtu = 1500;

    /// <summary>What one packet costs besides its bytes: headroom and 320 bytes at the end.</summary>
    public const int PacketOverhead = Headroom + 320;
}
