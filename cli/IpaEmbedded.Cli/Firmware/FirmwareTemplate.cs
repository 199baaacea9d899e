using System.Text;

namespace IpaEmbedded.Cli.Firmware;

/// <summary>The application that <c>ipa firmware new</c> writes.</summary>
internal static class FirmwareTemplate
{
    /// <summary>The board that is taken without <c>--board</c>: it needs no library of its own and has 8 MB of memory.</summary>
    public const string DefaultBoard = "stm32f429-disco";

    private const int MaxLength = 60;
    private const string Prefix = "firmware-template/";

    private const string AddedLed = """

        #include <dt-bindings/gpio/gpio.h>

        / {
        	aliases {
        		led0 = &led_added;
        	};

        	/* The board's own is a chip of colours; this one is wired to GPIO 7. */
        	leds {
        		compatible = "gpio-leds";

        		led_added: led-added {
        			gpios = <&gpio0 7 GPIO_ACTIVE_HIGH>;
        		};
        	};
        };
        """;

    /// <summary>Our boards whose pins and buses nanoFramework's numbers are known of.</summary>
    public static IReadOnlyList<string> Boards { get; } = ["stm32f429-disco", "stm32f769-disco", "esp32-devkitc", "esp32-devkitc-wrover", "esp32s3-devkitc", "rpi-pico"];

    /// <summary>The boards in words.</summary>
    public static string BoardList => string.Join(", ", Boards);

    /// <summary>Whether a name can be that of an application.</summary>
    public static bool IsName(string name) =>
        name.Length <= MaxLength && char.IsAsciiLetter(name[0]) && char.IsAsciiLetterOrDigit(name[^1]) && !name.Contains("..", StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <summary>The files: paths within the folder, and texts.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string name, string board)
    {
        bool isEsp32 = board.StartsWith("esp32", StringComparison.Ordinal);
        string controllers = isEsp32
            ? "            BoardNumbering numbering = NanoControllers.Register(drivers, tree, time);\n            Esp32Controllers.Register(drivers, (Esp32Numbering)numbering);"
            : "            NanoControllers.Register(drivers, tree, time);";
        // Neither board has an LED that is simply on or off; most clones of the first do, to the second one is wired.
        string led = board == "esp32s3-devkitc" ? AddedLed : isEsp32 ? "\n/* Most clones have an LED on GPIO 2; the original has none: wire one. */\n&clone_leds {\n\tstatus = \"okay\";\n};" : "";
        foreach (string resource in typeof(FirmwareTemplate).Assembly.GetManifestResourceNames().Where(each => each.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(typeof(FirmwareTemplate).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            string path = resource[Prefix.Length..^".txt".Length];
            string text = reader.ReadToEnd()
                .Replace("@NAMESPACE@", NamespaceOf(name), StringComparison.Ordinal)
                .Replace("@CONTROLLERS@", controllers, StringComparison.Ordinal)
                .Replace("@LED@", led, StringComparison.Ordinal)
                .Replace("@BOARD@", board, StringComparison.Ordinal)
                .Replace("@TREE@", name + ".dts", StringComparison.Ordinal)
                .Replace("@ASSEMBLY@", name.Replace('-', '_'), StringComparison.Ordinal)
                .Replace("@NAME@", name, StringComparison.Ordinal);
            yield return (path == "board.dts" ? name + ".dts" : path, text.TrimEnd('\n') + "\n");
        }
    }

    // A part that begins with a digit, or is a keyword, would be no name in C#; one that is Program or Blink would hide the class.
    private static string NamespaceOf(string name) => "Application." + string.Join('.', name.Replace('-', '_').Split('.').Select(part => char.IsAsciiDigit(part[0]) || char.IsAsciiLetterLower(part[0]) ? "_" + part : part));
}
