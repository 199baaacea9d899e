using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Qualcomm.Qmi.Layout;

namespace IpaEmbedded.Cli.Capture;

/// <summary>The messages of the IPA service on QMI and their elements, for everything that shows them (source: IPA reference, section 7.3).</summary>
public static class ModemMessageTable
{
    private const byte Request = QmiLayout.Request;
    private const byte Response = QmiLayout.Response;
    private const byte Indication = QmiLayout.Indication;

    /// <summary>Number and name of each message.</summary>
    public static IReadOnlyList<(ushort Id, string Name)> Messages { get; } =
    [
        (ModemMessages.IndicationRegister, "INDICATION_REGISTER"),
        (ModemMessages.InitDriver, "INIT_DRIVER"),
        (ModemMessages.InitComplete, "INIT_COMPLETE"),
        (ModemMessages.DriverInitComplete, "DRIVER_INIT_COMPLETE"),
    ];

    /// <summary>Every element.</summary>
    public static IReadOnlyList<ModemElement> Elements { get; } =
    [
        Flag(ModemMessages.IndicationRegister, Request, 0x10, "master_driver_init_complete"),
        Flag(ModemMessages.IndicationRegister, Request, 0x11, "data_usage_quota_reached"),
        Flag(ModemMessages.IndicationRegister, Request, 0x12, "mhi_ready"),
        Flag(ModemMessages.IndicationRegister, Request, 0x13, "endpoint_desc"),
        Flag(ModemMessages.IndicationRegister, Request, 0x14, "bw_change"),
        Result(ModemMessages.IndicationRegister, Response),
        Word(ModemMessages.InitDriver, 0x10, "platform_type"),
        Bounds(0x11, "modem_header"),
        Bounds(0x12, "v4_route"),
        Bounds(0x13, "v6_route"),
        Word(ModemMessages.InitDriver, 0x14, "v4_filter"),
        Word(ModemMessages.InitDriver, 0x15, "v6_filter"),
        new(ModemMessages.InitDriver, Request, 0x16, "modem_memory", ("start", 4), ("size", 4)),
        Word(ModemMessages.InitDriver, 0x17, "control_endpoint"),
        Flag(ModemMessages.InitDriver, Request, 0x18, "skip_uc_load"),
        Bounds(0x19, "modem_proc_ctx"),
        Bounds(0x1a, "compression"),
        Bounds(0x1b, "v4_route_hashed"),
        Bounds(0x1c, "v6_route_hashed"),
        Word(ModemMessages.InitDriver, 0x1d, "v4_filter_hashed"),
        Word(ModemMessages.InitDriver, 0x1e, "v6_filter_hashed"),
        Word(ModemMessages.InitDriver, 0x1f, "stats_quota_base"),
        Word(ModemMessages.InitDriver, 0x20, "stats_quota_size"),
        Word(ModemMessages.InitDriver, 0x21, "stats_drop_base"),
        Word(ModemMessages.InitDriver, 0x22, "stats_drop_size"),
        Result(ModemMessages.InitDriver, Response),
        new(ModemMessages.InitDriver, Response, 0x10, "ctrl_comm_dest_end_pt", ("value", 4)),
        new(ModemMessages.InitDriver, Response, 0x11, "default_end_pt", ("value", 4)),
        Flag(ModemMessages.InitDriver, Response, 0x12, "modem_driver_init_pending"),
        Result(ModemMessages.InitComplete, Indication),
        Flag(ModemMessages.DriverInitComplete, Request, ModemMessages.Status, "status"),
        Result(ModemMessages.DriverInitComplete, Response),
    ];

    /// <summary>Name of a message, or its number.</summary>
    public static string NameOf(uint message) => Messages.FirstOrDefault(each => each.Id == message).Name ?? $"message 0x{message:x2}";

    /// <summary>The element of a message, or null.</summary>
    public static ModemElement? Find(ushort message, byte kind, byte tag) => Elements.FirstOrDefault(each => each.Message == message && each.Kind == kind && each.Tag == tag);

    private static ModemElement Flag(ushort message, byte kind, byte tag, string name) => new(message, kind, tag, name, ("value", 1));

    private static ModemElement Word(ushort message, byte tag, string name) => new(message, Request, tag, name, ("value", 4));

    private static ModemElement Bounds(byte tag, string name) => new(ModemMessages.InitDriver, Request, tag, name, ("start", 4), ("end", 4));

    private static ModemElement Result(ushort message, byte kind) => new(message, kind, QmiLayout.ResultElement, "result", ("result", 2), ("error", 2));
}
