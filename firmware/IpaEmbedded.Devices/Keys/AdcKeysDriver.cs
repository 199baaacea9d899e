using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Keys;

/// <summary>Serves "adc-keys" nodes: keys that put different voltages on one ADC input. DriverData is the array of them.</summary>
public sealed class AdcKeysDriver : Driver
{
    private const uint PollMilliseconds = 50;

    private static readonly string[] Names = { "adc-keys" };

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
        uint[] thresholds = new uint[children.Length];
        for (int i = 0; i < children.Length; i++)
        {
            keys[i] = new Key(children[i]);
            thresholds[i] = children[i].Cell("press-threshold-microvolt");
        }
        uint poll = device.Node.Cell("poll-interval", PollMilliseconds);
        if (poll == 0) { throw device.Error("poll-interval", "milliseconds above 0"); }
        AdcKeys reader = new AdcKeys(device.Loop, device.IoChannel(device.Node, 0), keys, thresholds, device.Node.Cell("keyup-threshold-microvolt"), poll);
        device.OnRelease(reader.Stop);
        reader.Start();
        for (int i = 0; i < children.Length; i++) { device.Provide(children[i], keys[i]); }
        device.DriverData = keys;
    }
}
