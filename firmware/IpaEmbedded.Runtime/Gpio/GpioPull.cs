namespace IpaEmbedded.Runtime.Gpio;

/// <summary>Bias of a pin, as the flags of a specifier ask for it (include/dt-bindings/gpio/gpio.h).</summary>
public enum GpioPull
{
    /// <summary>Whatever the board's pin control has set.</summary>
    Unchanged,

    /// <summary>No resistor.</summary>
    Disabled,

    /// <summary>A resistor to the supply.</summary>
    Up,

    /// <summary>A resistor to ground.</summary>
    Down,
}
