using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>Pins that a controller's own node sets for good: its children with "gpio-hog" (dt-schema gpio/gpio-hog.yaml).</summary>
internal static class GpioHogs
{
    internal static void Take(Device device, TreeNode controller, GpioController pins)
    {
        TreeNode[] children = controller.Children();
        for (int i = 0; i < children.Length; i++)
        {
            TreeNode hog = children[i];
            if (!hog.HasProperty("gpio-hog")) { continue; }
            uint[] cells = hog.Cells("gpios");
            uint count = controller.Cell("#gpio-cells");
            if (count == 0 || cells.Length == 0 || (uint)cells.Length % count != 0) { throw hog.Error("gpios", "pins of " + count.ToString() + " cells, found " + cells.Length.ToString()); }
            for (int at = 0; at < cells.Length; at += (int)count)
            {
                uint[] specifier = new uint[count];
                for (int cell = 0; cell < specifier.Length; cell++) { specifier[cell] = cells[at + cell]; }
                uint pin;
                uint flags;
                if (!pins.Translate(specifier, out pin, out flags)) { throw hog.Error("gpios", "a pin and flags, found " + Device.Quote(specifier)); }
                GpioLine line = GpioLine.Take(device, pins, hog, "gpios", pin, flags);
                if (hog.HasProperty("output-high")) { line.SetOutput(true); }
                else if (hog.HasProperty("output-low")) { line.SetOutput(false); }
                else if (hog.HasProperty("input")) { line.SetInput(); }
                else { throw hog.Error("gpio-hog", "\"input\", \"output-low\" or \"output-high\" beside it"); }
            }
        }
    }
}
