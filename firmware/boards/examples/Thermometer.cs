using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Examples;

/// <summary>Shows the temperature of the sensor "ambient-temp0" once a second, in tenths of a degree, and lights "led0" above 30 degrees.</summary>
public sealed class Thermometer
{
    private const long PeriodMicroseconds = 1000000;
    private const int WarmMillidegrees = 30000;

    private readonly Sensor _sensor;
    private readonly Led _warm;
    private readonly LineSink _display;
    private readonly DelayedWork _reading;

    /// <summary>Finds sensor and LED by their aliases; nothing is read yet.</summary>
    /// <exception cref="ProbeException">The board lacks one of them; the message says why.</exception>
    public Thermometer(Platform platform, LineSink display)
    {
        _sensor = Sensor.Of(platform, "ambient-temp0");
        _warm = Led.Of(platform, "led0");
        _display = display;
        _reading = new DelayedWork(platform.Loop, Read);
    }

    /// <summary>Shows the first line.</summary>
    public void Start()
    {
        Read();
    }

    private void Read()
    {
        int millidegrees;
        bool read = _sensor.Read(Quantity.Temperature, out millidegrees);
        _display(read ? FixedPoint.Text(millidegrees, 1000, 1) + " C" : "no answer");
        if (read) { _warm.Set(millidegrees > WarmMillidegrees); }
        _reading.Start(PeriodMicroseconds);
    }
}
