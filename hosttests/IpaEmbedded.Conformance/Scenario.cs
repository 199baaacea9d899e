using IpaEmbedded.Ipa;

namespace IpaEmbedded.Conformance;

/// <summary>A scenario of the conformance kit: a list of steps, and what is special about the hardware.</summary>
public sealed record Scenario(string Name, string[] Steps, GsiFirmwareLoader Loader = GsiFirmwareLoader.Modem, bool AsksForRepeats = false)
{
    private static readonly string[] UpToOpen = ["probe", "modem_up", "setup", "handshake", "open"];

    /// <summary>Every scenario.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("main", [.. UpToOpen, "tx3", "rx3", "stop", "crash", "modem_up", "handshake2", "open2", "system_suspend", "system_resume", "stop2", "remove", "end"]),
        new("data", [.. UpToOpen, "tx_more", "tx_bad", "tx_flood", "rx_wrap", "lan_exc", "stop", "remove", "end"]),
        new("pm", ["probe", "modem_up", "clock_query", "setup", "handshake", "open", "idle", "suspend_irq", "idle", "tx1", "system_suspend", "suspend_irq",
            "system_resume", "idle", "uc_event", "clock_query", "stop", "idle", "remove", "end"]),
        new("rpm", [.. UpToOpen, "idle", "suspend_irq", "idle", "tx1", "idle", "stop", "idle", "clock_query", "remove", "end"]),
        new("crashopen", [.. UpToOpen, "tx3", "crash", "modem_up", "handshake2", "open2", "tx1", "rx3", "remove", "end"]),
        new("alt", ["probe", "modem_up", "setup", "handshake_alt", "open", "tx1", "stop", "modem_stop", "modem_up", "handshake2", "remove", "end"]),
        new("tz", ["probe", "modem_up", "handshake", "open", "tx1", "rx3", "stop", "remove", "end"], Loader: GsiFirmwareLoader.Self),
        new("retry", [.. UpToOpen, "tx1", "stop", "crash", "remove", "end"], AsksForRepeats: true),
        new("skip", ["probe", "modem_up", "handshake", "open", "tx1", "rx3", "stop", "remove", "end"], Loader: GsiFirmwareLoader.Skip),
    ];

    /// <summary>Finds a scenario by name, or null.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
