using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>Serves "iio-hwmon" nodes (hwmon/iio-hwmon.yaml): the board's voltages, named by "io-channel-names".</summary>
public sealed class IioHwmonDriver : Driver
{
    private static readonly string[] Names = { "iio-hwmon" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        int count = 0;
        PhandleList list = new PhandleList(device.Node, "io-channels", "#io-channel-cells");
        while (list.Next()) { count++; }
        if (list.Fault != null || count == 0) { throw device.Error("io-channels", list.Fault != null ? list.Fault : "at least one channel"); }
        AdcInput[] inputs = new AdcInput[count];
        for (int i = 0; i < count; i++) { inputs[i] = device.IoChannel(device.Node, i); }
        IioHwmon sensor = new IioHwmon(inputs, device.Node.Strings("io-channel-names"));
        device.Provide(sensor);
        device.DriverData = sensor;
    }
}
