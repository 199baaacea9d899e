using System.Globalization;
using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>LEDs of a node that the kernel's own driver has, through its LED class: pins and channels stay the kernel's. Found by the names that it gives them.</summary>
internal static class KernelLeds
{
    // include/dt-bindings/leds/common.h
    private static readonly string[] Colors =
        ["white", "red", "green", "blue", "amber", "violet", "yellow", "ir", "multicolor", "rgb", "purple", "orange", "pink", "cyan", "lime"];

    /// <summary>The node's LEDs, under the children that they are.</summary>
    /// <exception cref="ProbeException">The class has none of a child's name.</exception>
    public static GpioLeds Provide(Device device, KernelDevices kernel)
    {
        var found = kernel.AllOf(device.NodePath, KernelClass.Led).Select(led => led.Name).ToList();
        var children = device.Node.Children();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var names = children.Select(child => NameOf(child, found, taken)).ToArray();
        var pins = new LedClass(kernel.Folder(KernelClass.Led.Folder).FolderPath, names);
        var leds = new GpioLed[children.Length];
        for (var i = 0; i < leds.Length; i++)
        {
            var child = children[i];
            leds[i] = new GpioLed(child.String("label", child.Name), child.String("linux,default-trigger", ""), new GpioLine(pins, i, 0, child.Path), pins.Read(i));
            device.Provide(child, leds[i]);
        }

        return new GpioLeds(leds);
    }

    /// <summary>What the kernel calls a LED: its label, else colour and function, else its node; with a number behind it when another had the name.</summary>
    internal static string ClassName(TreeNode led)
    {
        if (led.HasProperty("label"))
        {
            return led.String("label");
        }

        if (!led.HasProperty("function") && !led.HasProperty("color"))
        {
            return led.Name.Split('@')[0];
        }

        var color = led.HasProperty("color") && led.Cell("color") is var number && number < Colors.Length ? Colors[number] : "";
        var enumerator = led.HasProperty("function-enumerator") ? "-" + led.Cell("function-enumerator").ToString(CultureInfo.InvariantCulture) : "";
        return $"{color}:{led.String("function", "")}{enumerator}";
    }

    // Of several of one name the kernel numbers all but the first, in the order of the tree.
    private static string NameOf(TreeNode child, List<string> found, HashSet<string> taken)
    {
        var name = ClassName(child);
        var own = found.Where(each => NumberOf(each, name) >= 0 && !taken.Contains(each)).MinBy(each => NumberOf(each, name))
            ?? throw child.Error("label", $"a LED that the kernel shows, found {string.Join(", ", found)} and not {name}");
        taken.Add(own);
        return own;
    }

    private static int NumberOf(string found, string name) =>
        found == name ? 0
        : found.StartsWith(name + "_", StringComparison.Ordinal) && int.TryParse(found.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : -1;
}
