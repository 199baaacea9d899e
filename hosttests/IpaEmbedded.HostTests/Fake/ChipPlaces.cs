namespace IpaEmbedded.HostTests.Fake;

/// <summary>Where a version has what a bench touches, and which channels are whose: literals from the reference, sections 3, 8.6 and 18, none from the tables that driver and fake share.</summary>
internal sealed record ChipPlaces(string Version, string Compatible)
{
    public static ChipPlaces V3_1 { get; } = new("3.1", "qcom,msm8998-ipa")
    {
        CommandTx = 6, CommandEndpoint = 22, LanRx = 7, LanEndpoint = 15, ModemTx = 5, ModemTxEndpoint = 3, ModemRx = 8, ModemRxEndpoint = 16,
        ModemsReceiving = 18, ModemsSending = 5, Control = 0x800, OtherEnvironments = 0,
    };

    public static ChipPlaces V3_5_1 { get; } = new("3.5.1", "qcom,sdm845-ipa") { Control = 0x800 };

    public static ChipPlaces V4_2 { get; } = new("4.2", "qcom,sc7180-ipa")
    {
        CommandTx = 1, CommandEndpoint = 6, LanRx = 2, LanEndpoint = 8, ModemTx = 0, ModemTxEndpoint = 1, ModemRx = 3, ModemRxEndpoint = 9,
        ModemsReceiving = 10, ModemsSending = 4, ModemsSendingChannel = 0, Flush = 0x14c, HasHashes = false, CommandService = 0x0f, DataService = 0x400,
    };

    public static ChipPlaces V4_5 { get; } = Fourth(new("4.5", "qcom,sdx55-ipa")
    {
        CommandTx = 9, CommandEndpoint = 7, LanRx = 10, LanEndpoint = 16, ModemTx = 7, ModemTxEndpoint = 2, ModemRx = 1, ModemRxEndpoint = 14, ModemsReceiving = 21,
    });

    public static ChipPlaces V4_7 { get; } = Fourth(new("4.7", "qcom,sm6350-ipa")
    {
        CommandTx = 5, CommandEndpoint = 7, LanRx = 14, LanEndpoint = 9, ModemTx = 2, ModemTxEndpoint = 2, ModemRx = 7, ModemRxEndpoint = 16, ModemsReceiving = 14,
    });

    public static ChipPlaces V4_9 { get; } = Fourth(new("4.9", "qcom,sm8350-ipa")
    {
        CommandTx = 6, CommandEndpoint = 7, LanRx = 7, LanEndpoint = 11, ModemTx = 2, ModemTxEndpoint = 2, ModemRx = 12, ModemRxEndpoint = 20, ModemsReceiving = 16,
    }) with
    { Interrupts = 0x4000, CommandService = 0x0100000f, DataService = 0x01000400 };

    public static ChipPlaces V4_11 { get; } = Fourth(new("4.11", "qcom,sc7280-ipa")
    {
        CommandTx = 5, CommandEndpoint = 7, LanRx = 14, LanEndpoint = 9, ModemTx = 2, ModemTxEndpoint = 2, ModemRx = 7, ModemRxEndpoint = 16, ModemsReceiving = 14,
    }) with
    { Interrupts = 0x4000, CommandService = 0x0100000f, DataService = 0x01000400 };

    public static ChipPlaces V5_0 { get; } = Fifth("5.0", "qcom,sdx65-ipa") with { Route = 0x38, RouteReserved = 0x20000000, SharedMemorySize = 0x40 };

    public static ChipPlaces V5_5 { get; } = Fifth("5.5", "qcom,sm8550-ipa") with { Route = 0x54, RouteReserved = 0x20000000, SharedMemorySize = 0x5c };

    public static IReadOnlyList<ChipPlaces> All { get; } = [V3_1, V3_5_1, V4_2, V4_5, V4_7, V4_9, V4_11, V5_0, V5_5];

    public int CommandTx { get; init; } = 4;

    /// <summary>Endpoint of <see cref="CommandTx"/>.</summary>
    public uint CommandEndpoint { get; init; } = 5;

    public int LanRx { get; init; } = 5;

    public uint LanEndpoint { get; init; } = 9;

    public int ModemTx { get; init; } = 3;

    public uint ModemTxEndpoint { get; init; } = 2;

    public int ModemRx { get; init; } = 6;

    public uint ModemRxEndpoint { get; init; } = 10;

    /// <summary>An endpoint from which the modem receives.</summary>
    public uint ModemsReceiving { get; init; } = 12;

    /// <summary>MODEM_AP_TX, and its channel.</summary>
    public uint ModemsSending { get; init; } = 6;

    public uint ModemsSendingChannel { get; init; } = 4;

    public uint Channels { get; init; } = 0x1c000;

    public uint EventRings { get; init; } = 0x1d000;

    public uint Doorbells { get; init; } = 0x1e000;

    public uint EventDoorbells { get; init; } = 0x1e100;

    /// <summary>GSI_STATUS; commands lie behind it.</summary>
    public uint Environment { get; init; } = 0x1f000;

    public uint IeobMask { get; init; } = 0x1f0b8;

    public uint IeobClear { get; init; } = 0x1f0c0;

    /// <summary>CNTXT_SRC_CH_IRQ_MSK and CNTXT_SRC_EV_CH_IRQ_MSK.</summary>
    public uint ChannelMask { get; init; } = 0x1f098;

    public uint EventRingMask { get; init; } = 0x1f09c;

    /// <summary>CNTXT_GLOB_IRQ_EN, its CLR, CNTXT_GSI_IRQ_EN and CNTXT_INTSET.</summary>
    public uint GlobalEnable { get; init; } = 0x1f108;

    public uint GlobalClear { get; init; } = 0x1f110;

    public uint GeneralEnable { get; init; } = 0x1f120;

    public uint InterruptSet { get; init; } = 0x1f180;

    /// <summary>INTER_EE_SRC_CH_IRQ_MSK; INTER_EE_SRC_EV_CH_IRQ_MSK has 4 more, 12 from v5.0 on. 0 on v3.1.</summary>
    public uint OtherEnvironments { get; init; } = 0xc020;

    /// <summary>CH_C_QOS and CH_C_SCRATCH_0 of a channel.</summary>
    public uint Service { get; init; } = 0x5c;

    public uint CommandService { get; init; } = 0x20f;

    public uint DataService { get; init; } = 0x200;

    public uint Scratch { get; init; } = 0x60;

    public uint EventContext { get; init; } = 0x10010002;

    /// <summary>Direction to the IPA in CH_C_CNTXT_0.</summary>
    public uint Outward { get; init; } = 8;

    /// <summary>Whether the event ring is in CH_C_CNTXT_0, from bit 14 on, and not in CH_C_CNTXT_1 from bit 24 on.</summary>
    public bool RingInContext { get; init; } = true;

    public uint Route { get; init; } = 0x48;

    public uint RouteReserved { get; init; } = 0x02000000;

    public uint SharedMemorySize { get; init; } = 0x54;

    /// <summary>FILT_ROUT_HASH_FLUSH, from v5.0 on FILT_ROUT_CACHE_FLUSH.</summary>
    public uint Flush { get; init; } = 0x90;

    /// <summary>What flushes everything.</summary>
    public uint FlushAll => IsFifth ? 0x11u : 0x1111;

    public bool HasHashes { get; init; } = true;

    public uint ForceClose => IsFifth ? 0x6b0u : 0x1ec;

    public uint ContextBase => IsFifth ? 0x478u : 0x1e8;

    /// <summary>Limits of source groups 0 and 1 of the first type; those of destination groups lie 0x100 higher.</summary>
    public uint Limits => IsFifth ? 0x500u : 0x400;

    /// <summary>TIMERS_XO_CLK_DIV_CFG, 0 before v4.5; the registers before and behind it are those of the timers.</summary>
    public uint Divider { get; init; }

    /// <summary>IPA_IRQ_STTS less 8.</summary>
    public uint Interrupts { get; init; } = 0x3000;

    public uint InterruptEnable => Interrupts + 0xc;

    public uint InterruptClear => Interrupts + 0x10;

    public uint MicrocontrollerCommand => Interrupts + 0x1c;

    public uint SuspendEnable => Interrupts + (IsFifth ? 0x50u : 0x34);

    public uint SuspendClear => Interrupts + (IsFifth ? 0x70u : 0x38);

    public int Mailbox => IsFifth ? 0x1000 : 0;

    public uint Endpoints { get; init; } = 0x800;

    public uint EndpointStride { get; init; } = 0x70;

    /// <summary>ENDP_INIT_CTRL, 0 from v4.0 on.</summary>
    public uint Control { get; init; }

    /// <summary>GENERIC_CMD that pauses channel 0 of the modem; the one of channel 2 has 0x40 more.</summary>
    public uint FirstModemChannel { get; init; } = 0x403;

    public bool IsFifth => Version.StartsWith('5');

    /// <summary>From v4.5 on: checksums in line, Qtime.</summary>
    public bool IsInline => Divider != 0;

    public static ChipPlaces Of(string version) => All.Single(places => places.Version == version);

    /// <summary>A register of an endpoint by its offset from ENDP_INIT_CTRL's.</summary>
    public uint At(uint endpoint, uint register) => Endpoints + EndpointStride * endpoint + register;

    /// <summary>The endpoint of a channel of the application processor, null for others.</summary>
    public uint? EndpointOf(int channel) => channel == CommandTx ? CommandEndpoint : channel == LanRx ? LanEndpoint : channel == ModemTx ? ModemTxEndpoint : channel == ModemRx ? ModemRxEndpoint : null;

    private static ChipPlaces Fourth(ChipPlaces chip) => chip with
    {
        Channels = 0xf000,
        EventRings = 0x10000,
        Doorbells = 0x11000,
        EventDoorbells = 0x11100,
        Environment = 0x12000,
        IeobMask = 0x120b8,
        IeobClear = 0x120c0,
        ChannelMask = 0x12098,
        EventRingMask = 0x1209c,
        GlobalEnable = 0x12108,
        GlobalClear = 0x12110,
        GeneralEnable = 0x12120,
        InterruptSet = 0x12180,
        CommandService = 0x0f,
        DataService = 0x400,
        Flush = 0x14c,
        Divider = 0x250,
        ModemsSending = 5,
        ModemsSendingChannel = 0,
    };

    private static ChipPlaces Fifth(string version, string compatible) => new(version, compatible)
    {
        CommandTx = 12, CommandEndpoint = 14, LanRx = 13, LanEndpoint = 16, ModemTx = 11, ModemTxEndpoint = 2, ModemRx = 1, ModemRxEndpoint = 23,
        ModemsReceiving = 21, ModemsSending = 12, ModemsSendingChannel = 0,
        Channels = 0x14000, EventRings = 0x1c000, Doorbells = 0x24000, EventDoorbells = 0x24800, Environment = 0x25000, IeobMask = 0x250ac, IeobClear = 0x250b0,
        ChannelMask = 0x25094, EventRingMask = 0x250a0, GlobalEnable = 0x25204, GlobalClear = 0x25208, GeneralEnable = 0x25210, InterruptSet = 0x25220, OtherEnvironments = 0xc01c,
        Service = 0x48, Scratch = 0x4c, EventContext = 0x10000082, Outward = 0x80, RingInContext = false, CommandService = 0x0100000f, DataService = 0x01000400,
        Flush = 0x404, Divider = 0x4b0, Interrupts = 0xc000, Endpoints = 0x1000, EndpointStride = 0x80, FirstModemChannel = 0x2003,
    };
}
