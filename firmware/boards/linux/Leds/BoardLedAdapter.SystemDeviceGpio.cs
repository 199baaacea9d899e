using Iot.Device.BoardLed;

namespace IpaEmbedded.Boards.Linux.Leds;

/// <summary>A lamp through the BoardLed device of Iot.Device.Bindings; the caller disposes the device.</summary>
public sealed class BoardLedAdapter : LinkLed
{
    private readonly BoardLed _device;

    public BoardLedAdapter(BoardLed device) => _device = device;

    /// <inheritdoc/>
    public override void Set(bool on) => _device.Brightness = on ? _device.MaxBrightness : 0;
}
