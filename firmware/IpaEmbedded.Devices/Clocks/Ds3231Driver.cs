using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Clocks;

/// <summary>Serves "maxim,ds3231" (rtc/rtc-ds1307.yaml): a real-time clock, and its thermometer as a sensor. DriverData is the <see cref="Ds3231"/>.</summary>
public sealed class Ds3231Driver : Driver
{
    private static readonly string[] Names = { "maxim,ds3231" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        I2cClient client = device.I2c();
        device.Supply("vcc").Enable();
        Ds3231 clock = new Ds3231(client);
        int status;
        client.RequireFull(clock.ReadStatus(out status), "read the status");
        device.Provide(clock);
        device.Provide(new Thermometer(clock));
        device.DriverData = clock;
    }

    private sealed class Thermometer : Sensor
    {
        private readonly Ds3231 _clock;

        internal Thermometer(Ds3231 clock)
        {
            _clock = clock;
        }

        public override int Count
        {
            get { return 1; }
        }

        public override Quantity QuantityOf(int index)
        {
            return Quantity.Temperature;
        }

        public override string LabelOf(int index)
        {
            return "temperature";
        }

        public override bool Read(int index, out int value)
        {
            return _clock.ReadTemperature(out value);
        }
    }
}
