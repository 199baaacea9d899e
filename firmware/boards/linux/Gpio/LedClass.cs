using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>LEDs that the kernel's LED class owns, as output pins: pin n is the n-th name. For boards whose LEDs no free GPIO line reaches.</summary>
public sealed class LedClass : GpioController
{
    private readonly string _classFolder;
    private readonly string[] _names;

    /// <summary>LEDs by their names under /sys/class/leds.</summary>
    public LedClass(params string[] names)
        : this("/sys/class/leds", names)
    {
    }

    internal LedClass(string classFolder, string[] names)
    {
        _classFolder = classFolder;
        _names = names;
    }

    /// <inheritdoc/>
    public override int PinCount => _names.Length;

    /// <inheritdoc/>
    public override void SetInput(int pin) => throw new NotSupportedException($"{File(pin, "brightness")}: a LED is not an input");

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high) => Write(pin, high);

    /// <inheritdoc/>
    public override bool Read(int pin) => System.IO.File.ReadAllText(File(pin, "brightness")).Trim() != "0";

    /// <inheritdoc/>
    public override void Write(int pin, bool high)
    {
        // Zero ends a trigger of the kernel's, such as a heartbeat, which another number would only make blink at that brightness (ABI/testing/sysfs-class-led).
        if (!high || HasTrigger(pin))
        {
            System.IO.File.WriteAllText(File(pin, "brightness"), "0");
        }

        if (high)
        {
            System.IO.File.WriteAllText(File(pin, "brightness"), System.IO.File.ReadAllText(File(pin, "max_brightness")).Trim());
        }
    }

    // All triggers by name, the one in use in brackets.
    private bool HasTrigger(int pin) => new SysfsFolder(Path.Combine(_classFolder, _names[pin])).Text("trigger") is { } triggers
        && triggers.Contains('[', StringComparison.Ordinal) && !triggers.Contains("[none]", StringComparison.Ordinal);

    private string File(int pin, string name) => Path.Combine(_classFolder, _names[pin], name);
}
