using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Devices.Keys;

/// <summary>Serves "gpio-keys" and "gpio-keys-polled" nodes: each child is a key on a pin. DriverData is the array of them, in the order of the tree.</summary>
public sealed class GpioKeysDriver : Driver
{
    private const uint DebounceMilliseconds = 5;

    private static readonly string[] Names = { "gpio-keys", "gpio-keys-polled" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        TreeNode[] children = device.Node.Children();
        Key[] keys = new Key[children.Length];
        GpioKey[] readers = new GpioKey[children.Length];
        uint poll = 0;
        if (device.Node.IsCompatible("gpio-keys-polled"))
        {
            poll = device.Node.Cell("poll-interval");
            if (poll == 0) { throw device.Error("poll-interval", "milliseconds above 0"); }
        }
        // Zephyr's trees have one interval for all keys.
        uint debounce = device.Node.Cell("debounce-interval-ms", DebounceMilliseconds);
        for (int i = 0; i < children.Length; i++)
        {
            GpioLine line = device.Gpio(children[i], "gpios", 0);
            keys[i] = new Key(children[i]);
            readers[i] = new GpioKey(device.Loop, keys[i], line, children[i].Cell("debounce-interval", debounce), poll);
        }
        for (int i = 0; i < children.Length; i++)
        {
            device.OnRelease(readers[i].Stop);
            readers[i].Start();
            device.Provide(children[i], keys[i]);
        }
        device.DriverData = keys;
    }
}
