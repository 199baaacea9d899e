using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>The pins of one GPIO controller by number; levels are electrical, whatever a consumer means by active.</summary>
/// <remarks>
/// Bias and drive are asked for before the pin becomes an input or output, and count from then on. A pin has one consumer at a time; the node's
/// hogs ("gpio-hog") are consumers from the moment at which the controller is provided.
/// </remarks>
public abstract class GpioController : Provider
{
    /// <summary>What a controller is called in errors.</summary>
    public const string ProviderKind = "GPIO controller";

    private GpioLine[] _held;

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Number of pins.</summary>
    public abstract int PinCount { get; }

    /// <summary>Makes a pin an input.</summary>
    public abstract void SetInput(int pin);

    /// <summary>Makes a pin an output that starts with a level.</summary>
    public abstract void SetOutput(int pin, bool high);

    /// <summary>Level of a pin.</summary>
    public abstract bool Read(int pin);

    /// <summary>Drives an output pin.</summary>
    public abstract void Write(int pin, bool high);

    /// <summary>Chooses the bias that the pin has from its next direction on; false when the controller has none to choose.</summary>
    public virtual bool SetPull(int pin, GpioPull pull)
    {
        return pull == GpioPull.Unchanged;
    }

    /// <summary>Chooses how the pin drives from its next direction on; false when the controller cannot: the line then does it by changing direction.</summary>
    public virtual bool SetDrive(int pin, GpioDrive drive)
    {
        return drive == GpioDrive.PushPull;
    }

    /// <summary>Calls a handler after each edge of an input pin, on the event loop's thread; null ends it. False when the controller cannot: the consumer then polls.</summary>
    public virtual bool Watch(int pin, GpioEdgeHandler handler)
    {
        return false;
    }

    /// <summary>Gives a pin back that was an input or output and that no consumer has any more; it keeps its level where the hardware can.</summary>
    public virtual void Free(int pin)
    {
    }

    /// <summary>
    /// Pin and flags that a specifier of "#gpio-cells" cells names; false when it names none. Two cells, unless a controller of several banks says otherwise.
    /// </summary>
    public virtual bool Translate(uint[] specifier, out uint pin, out uint flags)
    {
        bool fits = specifier.Length == 2 && specifier[0] < (uint)PinCount;
        pin = fits ? specifier[0] : 0;
        flags = fits ? specifier[1] : 0;
        return fits;
    }

    /// <summary>The consumer's line of a pin, or null.</summary>
    public GpioLine LineOf(int pin)
    {
        return _held == null ? null : _held[pin];
    }

    internal void Hold(int pin, GpioLine line)
    {
        if (_held == null) { _held = new GpioLine[PinCount]; }
        _held[pin] = line;
    }

    internal override void OnProvided(Device device, TreeNode node)
    {
        GpioHogs.Take(device, node, this);
    }
}
