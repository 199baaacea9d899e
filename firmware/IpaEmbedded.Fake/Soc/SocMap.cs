namespace IpaEmbedded.Fake;

/// <summary>Where a SoC has its blocks and interrupts, as its device tree says it too.</summary>
public sealed class SocMap
{
    /// <summary>Region "ipa-reg".</summary>
    public ulong IpaRegisters = 0x01e40000;

    /// <summary>Region "gsi".</summary>
    public ulong GsiRegisters = 0x01e04000;

    /// <summary>Region "ipa-shared".</summary>
    public ulong SharedMemory = 0x01e47000;

    /// <summary>Memory that the IPA uses on the chip.</summary>
    public ulong Imem = 0x146bd000;

    /// <summary>SMEM.</summary>
    public ulong Smem = 0x86000000;

    /// <summary>Command database.</summary>
    public ulong CommandDatabase = 0x85fe0000;

    /// <summary>Message RAM of the always-on subsystem.</summary>
    public ulong MessageRam = 0x0c300000;

    /// <summary>Hardware locks.</summary>
    public ulong HardwareLocks = 0x01f40000;

    /// <summary>Shared interrupt "ipa".</summary>
    public int IpaInterrupt = 311;

    /// <summary>Shared interrupt "gsi".</summary>
    public int GsiInterrupt = 432;

    /// <summary>Shared interrupt of the modem's SMP2P.</summary>
    public int Smp2pInterrupt = 451;

    /// <summary>Shared interrupt of the always-on subsystem.</summary>
    public int AossInterrupt = 389;

    /// <summary>Mailbox channel of the modem's SMP2P.</summary>
    public int Smp2pChannel = 14;

    /// <summary>Mailbox channel of the always-on subsystem.</summary>
    public int AossChannel = 0;

    /// <summary>SDM845 (source: the IPA reference, sections 1.2 to 1.4).</summary>
    public static SocMap Sdm845()
    {
        return new SocMap();
    }

    /// <summary>SC7180: other places of reserved memory and IMEM (assumed from its public device tree).</summary>
    public static SocMap Sc7180()
    {
        SocMap map = new SocMap();
        map.Imem = 0x146a8000;
        map.Smem = 0x80900000;
        map.CommandDatabase = 0x80820000;
        return map;
    }
}
