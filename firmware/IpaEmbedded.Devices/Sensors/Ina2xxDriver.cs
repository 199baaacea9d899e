using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>Serves power meters of the INA219 and INA226 families (hwmon/ti,ina2xx.yaml). DriverData is the <see cref="Ina2xx"/>.</summary>
public sealed class Ina2xxDriver : Driver
{
    // Where the node has no "shunt-resistor": 10 milliohms, as its binding says.
    private const uint ShuntMicroohms = 10000;

    private static readonly string[] Names = { "ti,ina219", "ti,ina220", "ti,ina226", "ti,ina230", "ti,ina231" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        uint shunt = device.Node.Cell("shunt-resistor", ShuntMicroohms);
        if (shunt == 0) { throw device.Error("shunt-resistor", "microohms above 0"); }
        I2cClient client = device.I2c();
        device.Supply("vs").Enable();
        bool first = device.Node.IsCompatible("ti,ina219") || device.Node.IsCompatible("ti,ina220");
        Ina2xx sensor = new Ina2xx(client, first ? Ina2xxModel.Ina219 : Ina2xxModel.Ina226, shunt);
        sensor.Start();
        device.Provide(sensor);
        device.DriverData = sensor;
    }
}
