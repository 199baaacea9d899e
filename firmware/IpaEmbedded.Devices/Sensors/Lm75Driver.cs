using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>Serves the LM75 and the chips that are read as it is (hwmon/lm75.yaml, hwmon/ti,tmp102.yaml). DriverData is the <see cref="Lm75"/>.</summary>
public sealed class Lm75Driver : Driver
{
    // What these two leave undefined below 9 bits is noise; the others fill 16 bits with zeros (data sheets: known).
    private const int BitsOfLm75 = 9;
    private const int BitsOfOthers = 16;

    private static readonly string[] Names =
    {
        "national,lm75", "national,lm75a", "national,lm75b", "adi,adt75", "ams,as6200", "atmel,at30ts74", "dallas,ds1775", "dallas,ds75", "dallas,ds7505", "gmt,g751",
        "maxim,max6625", "maxim,max6626", "maxim,max31725", "maxim,max31726", "microchip,mcp980x", "nxp,p3t1755", "nxp,pct2075", "st,stds75", "st,stlm75", "ti,tmp100", "ti,tmp101",
        "ti,tmp102", "ti,tmp105", "ti,tmp112", "ti,tmp175", "ti,tmp275", "ti,tmp75", "ti,tmp75b", "ti,tmp75c", "ti,tmp1075",
    };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        I2cClient client = device.I2c();
        device.Supply(device.HasProperty("vcc-supply") ? "vcc" : "vs").Enable();
        bool plain = device.Node.IsCompatible("national,lm75") || device.Node.IsCompatible("national,lm75a");
        Lm75 sensor = new Lm75(client, plain ? BitsOfLm75 : BitsOfOthers);
        int millidegrees;
        client.RequireFull(sensor.Read(out millidegrees), "read the temperature");
        device.Provide(sensor);
        device.DriverData = sensor;
    }
}
