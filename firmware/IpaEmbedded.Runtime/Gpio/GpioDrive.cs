namespace IpaEmbedded.Runtime.Gpio;

/// <summary>How an output drives its pin.</summary>
public enum GpioDrive
{
    /// <summary>Both levels.</summary>
    PushPull,

    /// <summary>Low only; a resistor makes the pin high.</summary>
    OpenDrain,

    /// <summary>High only; a resistor makes the pin low.</summary>
    OpenSource,
}
