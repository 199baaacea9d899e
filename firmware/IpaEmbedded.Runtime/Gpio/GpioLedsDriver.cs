using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>Serves "gpio-leds" nodes: each child is a LED on a pin. Read this one before writing a driver of your own.</summary>
public sealed class GpioLedsDriver : Driver
{
    private static readonly string[] Names = { "gpio-leds" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        TreeNode[] children = device.Node.Children();
        GpioLed[] leds = new GpioLed[children.Length];
        // All pins are found before one is driven: a deferral leaves the board as it was.
        for (int i = 0; i < children.Length; i++)
        {
            TreeNode child = children[i];
            string name = child.String("label", child.Name);
            leds[i] = new GpioLed(name, child.String("linux,default-trigger", ""), device.Gpio(child, "gpios", 0));
            string state = child.String("default-state", "off");
            if (state != "on" && state != "off" && state != "keep") { throw child.Error("default-state", "\"on\", \"off\" or \"keep\", found \"" + state + "\""); }
        }
        for (int i = 0; i < children.Length; i++)
        {
            string state = children[i].String("default-state", "off");
            if (state == "keep") { leds[i].Keep(); }
            else { leds[i].Start(state == "on"); }
            device.Provide(children[i], leds[i]);
        }
        device.DriverData = new GpioLeds(leds);
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        GpioLeds leds = (GpioLeds)device.DriverData;
        for (int i = 0; i < leds.Count; i++) { leds.At(i).Set(false); }
    }
}
