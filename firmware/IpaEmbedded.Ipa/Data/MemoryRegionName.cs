namespace IpaEmbedded.Ipa.Data;

/// <summary>The regions of IPA-local memory.</summary>
public static class MemoryRegionName
{
    /// <summary>Mailbox of the microcontroller.</summary>
    public const int UcShared = 0;

    /// <summary>Information of the microcontroller.</summary>
    public const int UcInfo = 1;

    /// <summary>Hashed IPv4 filter table.</summary>
    public const int V4FilterHashed = 2;

    /// <summary>IPv4 filter table.</summary>
    public const int V4Filter = 3;

    /// <summary>Hashed IPv6 filter table.</summary>
    public const int V6FilterHashed = 4;

    /// <summary>IPv6 filter table.</summary>
    public const int V6Filter = 5;

    /// <summary>Hashed IPv4 route table.</summary>
    public const int V4RouteHashed = 6;

    /// <summary>IPv4 route table.</summary>
    public const int V4Route = 7;

    /// <summary>Hashed IPv6 route table.</summary>
    public const int V6RouteHashed = 8;

    /// <summary>IPv6 route table.</summary>
    public const int V6Route = 9;

    /// <summary>The modem's headers.</summary>
    public const int ModemHeader = 10;

    /// <summary>The application processor's headers.</summary>
    public const int ApHeader = 11;

    /// <summary>The modem's processing contexts.</summary>
    public const int ModemProcCtx = 12;

    /// <summary>The application processor's processing contexts.</summary>
    public const int ApProcCtx = 13;

    /// <summary>Address translation table.</summary>
    public const int NatTable = 14;

    /// <summary>PDN configuration.</summary>
    public const int PdnConfig = 15;

    /// <summary>Quota statistics of the modem.</summary>
    public const int StatsQuotaModem = 16;

    /// <summary>Quota statistics of the application processor.</summary>
    public const int StatsQuotaAp = 17;

    /// <summary>Tethering statistics.</summary>
    public const int StatsTethering = 18;

    /// <summary>Filter and route statistics.</summary>
    public const int StatsFilterRoute = 19;

    /// <summary>Drop statistics.</summary>
    public const int StatsDrop = 20;

    /// <summary>The modem's own memory.</summary>
    public const int Modem = 21;

    /// <summary>Event ring of the microcontroller.</summary>
    public const int UcEventRing = 22;

    /// <summary>End of the memory; it only has canaries.</summary>
    public const int EndMarker = 23;

    /// <summary>IPv4 filters of the application processor, which are not used.</summary>
    public const int ApV4Filter = 24;

    /// <summary>IPv6 filters of the application processor, which are not used.</summary>
    public const int ApV6Filter = 25;

    /// <summary>Number of names.</summary>
    public const int Count = 26;
}
