using System.Globalization;

namespace IpaEmbedded.Cli.Desk;

/// <summary>Names of the codes that keys of boards have (include/dt-bindings/input/linux-event-codes.h).</summary>
internal static class KeyCodes
{
    private static readonly Dictionary<uint, string> Names = new()
    {
        [1] = "KEY_ESC", [2] = "KEY_1", [3] = "KEY_2", [4] = "KEY_3", [5] = "KEY_4", [11] = "KEY_0", [28] = "KEY_ENTER", [30] = "KEY_A", [48] = "KEY_B",
        [57] = "KEY_SPACE", [59] = "KEY_F1", [60] = "KEY_F2", [102] = "KEY_HOME", [103] = "KEY_UP", [105] = "KEY_LEFT", [106] = "KEY_RIGHT", [108] = "KEY_DOWN",
        [113] = "KEY_MUTE", [114] = "KEY_VOLUMEDOWN", [115] = "KEY_VOLUMEUP", [116] = "KEY_POWER", [139] = "KEY_MENU", [142] = "KEY_SLEEP", [143] = "KEY_WAKEUP",
        [148] = "KEY_PROG1", [149] = "KEY_PROG2", [158] = "KEY_BACK", [164] = "KEY_PLAYPAUSE", [207] = "KEY_PLAY", [256] = "BTN_0", [257] = "BTN_1", [258] = "BTN_2",
        [352] = "KEY_OK", [408] = "KEY_RESTART",
    };

    /// <summary>Name of a code; its number where it has none here.</summary>
    public static string NameOf(uint code) => Names.GetValueOrDefault(code) ?? code.ToString(CultureInfo.InvariantCulture);
}
