using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux.Leds;

/// <summary>A lamp on a line of a GPIO chip, through the character device; needs no library.</summary>
public sealed class GpioChipLed : LinkLed
{
    private readonly string _chip;
    private readonly int _line;

    private GpioChipLed(string chip, int line)
    {
        _chip = chip;
        _line = line;
    }

    /// <summary>Takes a line of a chip (/dev/gpiochip0, for example) as an output.</summary>
    public static GpioChipLed Open(string chip, uint line, bool activeLow)
    {
        var descriptor = LibC.Open(chip, LibC.ReadWrite);
        try
        {
            var request = GpioLineRequest.ForOutput(line, activeLow, "ipa link");
            LibC.Control(descriptor, chip, $"request of line {line}", GpioLineRequest.GetLine, request);
            return new GpioChipLed(chip, GpioLineRequest.DescriptorOf(request));
        }
        finally
        {
            LibC.Close(descriptor);
        }
    }

    /// <inheritdoc/>
    public override void Set(bool on) => LibC.Control(_line, _chip, "set value", GpioLineRequest.SetValues, GpioLineRequest.Values(on));

    /// <inheritdoc/>
    protected override void Release() => LibC.Close(_line);
}
