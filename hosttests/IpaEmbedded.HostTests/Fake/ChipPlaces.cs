namespace IpaEmbedded.HostTests.Fake;

/// <summary>Where a version has what a bench touches, and which channels are whose: literals from the reference, sections 3 and 18, none from the tables that driver and fake share.</summary>
internal sealed record ChipPlaces(string Compatible)
{
    public static ChipPlaces V3_1 { get; } = new("qcom,msm8998-ipa") { CommandTx = 6, CommandEndpoint = 22, ModemTx = 5, ModemsReceiving = 18, Control = 0x800 };

    public static ChipPlaces V3_5_1 { get; } = new("qcom,sdm845-ipa") { Control = 0x800 };

    public static ChipPlaces V4_5 { get; } = new("qcom,sdx55-ipa")
    {
        CommandTx = 9, ModemTx = 7, ModemsReceiving = 21, Channels = 0xf000, EventRings = 0x10000, Doorbells = 0x11000, EventDoorbells = 0x11100, Environment = 0x12000,
        IeobMask = 0x120b8, IeobClear = 0x120c0,
    };

    public static ChipPlaces V5_5 { get; } = new("qcom,sm8550-ipa")
    {
        CommandTx = 12, ModemTx = 11, ModemsReceiving = 21, Channels = 0x14000, EventRings = 0x1c000, Doorbells = 0x24000, EventDoorbells = 0x24800, Environment = 0x25000,
        IeobMask = 0x250ac, IeobClear = 0x250b0, Service = 0x48, Scratch = 0x4c, EventContext = 0x10000082, Outward = 0x80, RingInContext = false,
        Route = 0x54, RouteReserved = 0x20000000, SharedMemorySize = 0x5c, MicrocontrollerCommand = 0xc01c, Endpoints = 0x1000, EndpointStride = 0x80, FirstModemChannel = 0x2003,
    };

    public int CommandTx { get; init; } = 4;

    public int ModemTx { get; init; } = 3;

    /// <summary>Endpoint of <see cref="CommandTx"/>.</summary>
    public uint CommandEndpoint { get; init; } = 5;

    /// <summary>An endpoint from which the modem receives.</summary>
    public uint ModemsReceiving { get; init; } = 12;

    public uint Channels { get; init; } = 0x1c000;

    public uint EventRings { get; init; } = 0x1d000;

    public uint Doorbells { get; init; } = 0x1e000;

    public uint EventDoorbells { get; init; } = 0x1e100;

    /// <summary>GSI_STATUS; commands lie behind it.</summary>
    public uint Environment { get; init; } = 0x1f000;

    public uint IeobMask { get; init; } = 0x1f0b8;

    public uint IeobClear { get; init; } = 0x1f0c0;

    /// <summary>CH_C_QOS and CH_C_SCRATCH_0 of a channel.</summary>
    public uint Service { get; init; } = 0x5c;

    public uint Scratch { get; init; } = 0x60;

    public uint EventContext { get; init; } = 0x10010002;

    /// <summary>Direction to the IPA in CH_C_CNTXT_0.</summary>
    public uint Outward { get; init; } = 8;

    /// <summary>Whether the event ring is in CH_C_CNTXT_0, from bit 14 on, and not in CH_C_CNTXT_1 from bit 24 on.</summary>
    public bool RingInContext { get; init; } = true;

    public uint Route { get; init; } = 0x48;

    public uint RouteReserved { get; init; } = 0x02000000;

    public uint SharedMemorySize { get; init; } = 0x54;

    public uint MicrocontrollerCommand { get; init; } = 0x301c;

    public uint Endpoints { get; init; } = 0x800;

    public uint EndpointStride { get; init; } = 0x70;

    /// <summary>ENDP_INIT_CTRL, 0 from v4.0 on.</summary>
    public uint Control { get; init; }

    /// <summary>GENERIC_CMD that pauses channel 0 of the modem; the one of channel 2 has 0x40 more.</summary>
    public uint FirstModemChannel { get; init; } = 0x403;
}
