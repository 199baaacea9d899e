using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Examples;

/// <summary>Shows voltage, current, power and the energy since the start once a second, of the sensor that /chosen names as "example,power-meter".</summary>
public sealed class PowerMeter
{
    private const long PeriodMicroseconds = 1000000;
    private const long MicrojoulesPerMilliwattHour = 3600000;

    private readonly Sensor _sensor;
    private readonly LineSink _display;
    private readonly DelayedWork _reading;
    private long _microjoules;

    /// <summary>Finds the sensor; nothing is read yet.</summary>
    /// <exception cref="ProbeException">Nothing is chosen, or it does not work; the message says why.</exception>
    public PowerMeter(Platform platform, LineSink display)
    {
        _sensor = Sensor.Of(platform, platform.Chosen("example,power-meter"));
        _display = display;
        _reading = new DelayedWork(platform.Loop, Read);
    }

    /// <summary>Energy since the start in microjoules.</summary>
    public long Microjoules
    {
        get { return _microjoules; }
    }

    /// <summary>Shows the first line in a second.</summary>
    public void Start()
    {
        _reading.Start(PeriodMicroseconds);
    }

    private void Read()
    {
        int millivolts;
        int microamperes;
        int microwatts;
        _reading.Start(PeriodMicroseconds);
        if (!_sensor.Read(Quantity.Voltage, out millivolts) || !_sensor.Read(Quantity.Current, out microamperes) || !_sensor.Read(Quantity.Power, out microwatts))
        {
            _display("no answer");
            return;
        }
        // A second of microwatts is as many microjoules.
        _microjoules += microwatts;
        _display(FixedPoint.Text(millivolts, 1000, 2) + " V  " + FixedPoint.Text(microamperes, 1000000, 3) + " A  " + FixedPoint.Text(microwatts, 1000000, 3) + " W  "
            + FixedPoint.Text(_microjoules, MicrojoulesPerMilliwattHour, 1) + " mWh");
    }
}
