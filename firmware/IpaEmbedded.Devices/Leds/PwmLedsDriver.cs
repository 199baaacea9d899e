using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Devices.Leds;

/// <summary>Serves "pwm-leds" nodes: each child is a LED on a PWM channel. DriverData is the array of them, in the order of the tree.</summary>
public sealed class PwmLedsDriver : Driver
{
    private static readonly string[] Names = { "pwm-leds" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        TreeNode[] children = device.Node.Children();
        PwmLed[] leds = new PwmLed[children.Length];
        for (int i = 0; i < children.Length; i++)
        {
            TreeNode child = children[i];
            uint maximum = child.Cell("max-brightness", 255);
            if (maximum == 0) { throw child.Error("max-brightness", "a number above 0"); }
            uint brightness = child.Cell("default-brightness", maximum);
            if (brightness == 0 || brightness > maximum) { throw child.Error("default-brightness", "1 to " + maximum.ToString() + ", found " + brightness.ToString()); }
            string state = child.String("default-state", "off");
            if (state != "on" && state != "off") { throw child.Error("default-state", "\"on\" or \"off\", found \"" + state + "\""); }
            GpioLine enable = child.HasProperty("enable-gpios") ? device.Gpio(child, "enable-gpios", 0) : null;
            string name = child.String("label", child.Name);
            leds[i] = new PwmLed(name, child.String("linux,default-trigger", ""), device.Pwm(child, 0), enable, maximum, brightness, child.HasProperty("active-low"));
            if (enable != null) { enable.SetOutput(false); }
        }
        for (int i = 0; i < children.Length; i++)
        {
            leds[i].Set(children[i].String("default-state", "off") == "on");
            device.Provide(children[i], leds[i]);
        }
        device.DriverData = leds;
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        PwmLed[] leds = (PwmLed[])device.DriverData;
        for (int i = 0; i < leds.Length; i++) { leds[i].Set(false); }
    }
}
