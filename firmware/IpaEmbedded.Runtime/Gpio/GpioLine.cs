using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Gpio;

/// <summary>One pin as its consumer sees it: active or not, whichever level that is on the board.</summary>
public sealed class GpioLine
{
    /// <summary>Flag of a specifier: low is active. All flags are those of include/dt-bindings/gpio/gpio.h.</summary>
    public const uint ActiveLow = 1;

    /// <summary>Flag of a specifier: the pin is driven to one level only.</summary>
    public const uint SingleEnded = 2;

    /// <summary>Flag of a specifier: with <see cref="SingleEnded"/>, open drain; without it, open source.</summary>
    public const uint OpenDrain = 4;

    /// <summary>Flag of a specifier: the level need not survive sleep.</summary>
    public const uint Transitory = 8;

    /// <summary>Flag of a specifier: a resistor to the supply.</summary>
    public const uint PullUp = 16;

    /// <summary>Flag of a specifier: a resistor to ground.</summary>
    public const uint PullDown = 32;

    /// <summary>Flag of a specifier: no resistor.</summary>
    public const uint PullDisable = 64;

    private readonly GpioController _controller;
    private readonly int _pin;
    private readonly string _consumer;
    private readonly bool _activeLow;
    private readonly GpioPull _pull;
    private readonly GpioDrive _drive;
    private GpioEdgeHandler _handler;
    private bool _byDirection;
    private bool _used;

    /// <summary>Creates a consumer's hold on a pin; nothing happens to the pin yet.</summary>
    public GpioLine(GpioController controller, int pin, uint flags, string consumer)
    {
        _controller = controller;
        _pin = pin;
        _consumer = consumer;
        _activeLow = (flags & ActiveLow) != 0;
        _pull = (flags & PullUp) != 0 ? GpioPull.Up : (flags & PullDown) != 0 ? GpioPull.Down : (flags & PullDisable) != 0 ? GpioPull.Disabled : GpioPull.Unchanged;
        _drive = (flags & SingleEnded) == 0 ? GpioDrive.PushPull : (flags & OpenDrain) != 0 ? GpioDrive.OpenDrain : GpioDrive.OpenSource;
    }

    /// <summary>The controller.</summary>
    public GpioController Controller
    {
        get { return _controller; }
    }

    /// <summary>Number of the pin at its controller.</summary>
    public int Pin
    {
        get { return _pin; }
    }

    /// <summary>Who holds the pin: the path of the node that names it.</summary>
    public string Consumer
    {
        get { return _consumer; }
    }

    /// <summary>Whether low is the active level.</summary>
    public bool IsActiveLow
    {
        get { return _activeLow; }
    }

    /// <summary>Makes the pin an input with the bias that the tree asks for.</summary>
    public void SetInput()
    {
        // Bias is a wish: boards without it have resistors of their own.
        _used = true;
        _controller.SetPull(_pin, _pull);
        _controller.SetInput(_pin);
    }

    /// <summary>Makes the pin an output that starts active or not.</summary>
    public void SetOutput(bool active)
    {
        bool high = active != _activeLow;
        _used = true;
        _controller.SetPull(_pin, _pull);
        bool drives = _controller.SetDrive(_pin, _drive);
        _byDirection = !drives && _drive != GpioDrive.PushPull;
        if (_byDirection) { DriveByDirection(high); }
        else { _controller.SetOutput(_pin, high); }
    }

    /// <summary>Whether the pin is active.</summary>
    public bool Read()
    {
        return _controller.Read(_pin) != _activeLow;
    }

    /// <summary>Drives the pin active or not.</summary>
    public void Write(bool active)
    {
        bool high = active != _activeLow;
        if (_byDirection) { DriveByDirection(high); }
        else { _controller.Write(_pin, high); }
    }

    /// <summary>
    /// Makes the pin an input and calls a handler after each edge with whether the pin is now active; false when the controller has no edges: poll it. Ends with null,
    /// and when the device that holds the pin is removed.
    /// </summary>
    public bool Watch(GpioEdgeHandler handler)
    {
        _handler = handler;
        if (handler == null) { return _controller.Watch(_pin, null); }
        SetInput();
        return _controller.Watch(_pin, OnEdge);
    }

    internal static GpioLine Take(Device device, GpioController controller, TreeNode node, string property, uint pin, uint flags)
    {
        if (pin >= (uint)controller.PinCount) { throw node.Error(property, "a pin below " + controller.PinCount.ToString() + ", found " + pin.ToString()); }
        GpioLine holder = controller.LineOf((int)pin);
        if (holder != null) { throw node.Error(property, "a pin that is free, found " + pin.ToString() + ", which " + holder.Consumer + " has"); }
        GpioLine line = new GpioLine(controller, (int)pin, flags, node.Path);
        controller.Hold((int)pin, line);
        device.OnRelease(line.Release);
        return line;
    }

    internal void Release()
    {
        if (_handler != null) { _controller.Watch(_pin, null); }
        _handler = null;
        _controller.Hold(_pin, null);
        if (_used) { _controller.Free(_pin); }
    }

    private void OnEdge(bool high)
    {
        if (_handler != null) { _handler(high != _activeLow); }
    }

    private void DriveByDirection(bool high)
    {
        bool driven = high != (_drive == GpioDrive.OpenDrain);
        if (driven) { _controller.SetOutput(_pin, high); }
        else { _controller.SetInput(_pin); }
    }
}
