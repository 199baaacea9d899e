namespace IpaEmbedded.NanoBuild;

/// <summary>One run of nanoff.</summary>
/// <param name="What">What it does, for people.</param>
/// <param name="Arguments">What it is given.</param>
public sealed record FlashStep(string What, IReadOnlyList<string> Arguments)
{
    // Without it every run asks the network for a newer version of itself.
    private const string Quiet = "--suppressnanoffversioncheck";

    /// <summary>
    /// Puts the firmware on the board. An ESP32 takes it over the serial port; a board of STMicroelectronics over its ST-LINK, which has a USB of its own; a Pico as a
    /// drive, after it was plugged in with its button held.
    /// </summary>
    /// <param name="target">Upstream's name of the firmware.</param>
    /// <param name="port">The serial port.</param>
    /// <param name="firmware">A firmware of one's own; null for upstream's, which nanoff downloads.</param>
    public static FlashStep Update(string target, string port, string? firmware) => new($"firmware {target}",
    [
        "--update", "--target", target,
        .. FlashTarget.PlatformOf(target) switch
        {
            "stm32" => (string[])["--jtag"],
            "rpi_pico" => [],
            _ => ["--serialport", port],
        },
        .. firmware is null ? [] : (string[])["--clrfile", firmware],
        Quiet,
    ]);

    /// <summary>Puts an application on a board that has the firmware, which the firmware itself writes.</summary>
    /// <param name="port">The serial port.</param>
    /// <param name="image">The image.</param>
    public static FlashStep Deploy(string port, string image) => new("application", ["--nanodevice", "--deploy", "--serialport", port, "--image", image, Quiet]);

    /// <summary>Lists the targets that there are.</summary>
    /// <param name="target">The one that was asked for, whose family is listed.</param>
    public static FlashStep List(string target) => new("list of targets", ["--listtargets", .. FlashTarget.PlatformOf(target) is { } platform ? (string[])["--platform", platform] : [], Quiet]);
}
