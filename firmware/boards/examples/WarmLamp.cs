using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Examples;

/// <summary>Lights "led0" while "ambient-temp0" measures more than 28 degrees: the example of the README.</summary>
public sealed class WarmLamp
{
    private readonly Sensor _air;
    private readonly Led _lamp;
    private readonly DelayedWork _looking;

    /// <summary>Finds sensor and LED by their aliases and begins to look.</summary>
    /// <exception cref="ProbeException">The board lacks one of them; the message says why.</exception>
    public WarmLamp(Platform board)
    {
        _air = Sensor.Of(board, "ambient-temp0");
        _lamp = Led.Of(board, "led0");
        _looking = new DelayedWork(board.Loop, Look);
        Look();
    }

    private void Look()
    {
        int millidegrees;
        _lamp.Set(_air.Read(Quantity.Temperature, out millidegrees) && millidegrees > 28000);
        _looking.Start(1000000);
    }
}
