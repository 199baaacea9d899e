namespace IpaEmbedded.Ipa.Modem;

/// <summary>Numbers of the IPA service on QMI (IPA reference, section 7).</summary>
public static class ModemMessages
{
    /// <summary>Service id of both sides.</summary>
    public const uint Service = 0x31;

    /// <summary>Service version.</summary>
    public const uint Version = 1;

    /// <summary>Instance of the application processor's server.</summary>
    public const uint HostInstance = 1;

    /// <summary>Instance of the modem's server.</summary>
    public const uint ModemInstance = 2;

    /// <summary>INDICATION_REGISTER.</summary>
    public const ushort IndicationRegister = 0x20;

    /// <summary>INIT_DRIVER.</summary>
    public const ushort InitDriver = 0x21;

    /// <summary>INIT_COMPLETE.</summary>
    public const ushort InitComplete = 0x22;

    /// <summary>DRIVER_INIT_COMPLETE.</summary>
    public const ushort DriverInitComplete = 0x35;

    /// <summary>Largest message in bytes, the QMI header included, of either direction.</summary>
    public const int LargestMessage = 7 + 162;

    /// <summary>TLV of DRIVER_INIT_COMPLETE: status.</summary>
    public const byte Status = 0x01;

    /// <summary>Platform type of INIT_DRIVER: Android on a Qualcomm SoC.</summary>
    public const uint PlatformType = 3;
}
