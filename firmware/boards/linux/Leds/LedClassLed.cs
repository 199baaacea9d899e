namespace IpaEmbedded.Boards.Linux.Leds;

/// <summary>A lamp that the kernel's LED class owns, such as one of a gpio-leds node.</summary>
public sealed class LedClassLed : LinkLed
{
    private readonly string _folder;

    /// <summary>A lamp by its name under /sys/class/leds.</summary>
    public LedClassLed(string name)
        : this(name, "/sys/class/leds")
    {
    }

    /// <summary>The same with the system's folder given.</summary>
    public LedClassLed(string name, string classFolder) => _folder = Path.Combine(classFolder, name);

    /// <inheritdoc/>
    public override void Set(bool on)
    {
        var value = on ? File.ReadAllText(Path.Combine(_folder, "max_brightness")).Trim() : "0";
        File.WriteAllText(Path.Combine(_folder, "brightness"), value);
    }
}
