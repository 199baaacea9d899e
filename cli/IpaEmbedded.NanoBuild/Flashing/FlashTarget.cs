namespace IpaEmbedded.NanoBuild;

/// <summary>A firmware of nanoFramework, and how it gets onto a board.</summary>
/// <param name="Board">Name of our tree of the board.</param>
/// <param name="Name">Upstream's name of the firmware, as in its list of targets of July 2026.</param>
public sealed record FlashTarget(string Board, string Name)
{
    private static readonly string[] Esp32 = ["ESP", "M5", "FEATHER", "Lilygo", "AtomS3"];
    private static readonly string[] Pico = ["RP_PICO", "RP2040", "RP2350", "PICO"];

    /// <summary>The targets of our boards.</summary>
    public static IReadOnlyList<FlashTarget> All { get; } =
    [
        new("esp32-devkitc", "ESP32_REV3"),
        new("esp32-devkitc-wrover", "ESP32_PSRAM_REV3"),
        new("esp32s3-devkitc", "ESP32_S3_QUAD"),
        new("rpi-pico", "PICO_RP2040"),
        new("stm32f429-disco", "ST_STM32F429I_DISCOVERY"),
        new("stm32f769-disco", "ST_STM32F769I_DISCOVERY"),
    ];

    /// <summary>The target of a board of ours; null if it has none.</summary>
    public static FlashTarget? OfBoard(string board) => All.FirstOrDefault(target => target.Board == board);

    /// <summary>nanoff's name of the family; null for one that it has to find out itself.</summary>
    public static string? PlatformOf(string target) =>
        Begins(target, Esp32) ? "esp32" : Begins(target, ["ST"]) ? "stm32" : Begins(target, Pico) ? "rpi_pico" : null;

    private static bool Begins(string target, string[] words) => Array.Exists(words, word => target.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
