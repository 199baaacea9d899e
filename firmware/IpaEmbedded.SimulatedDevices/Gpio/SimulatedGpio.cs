using System.Collections;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// A GPIO controller whose pins a test drives from outside, or the pins of a chip that has some. Edges reach a driver as interrupts of the event loop; a pin that
/// nobody drives or pulls reads low.
/// </summary>
public sealed class SimulatedGpio : GpioController
{
    private readonly string _nodePath;
    private readonly EventLoop _loop;
    private readonly BoardSanitizer _breaches;
    private readonly SimulatedPin[] _pins;
    private readonly ArrayList _edges = new ArrayList();
    private readonly EventLoopTimer _interrupt;
    private SimulatedPinHandler _observer;

    internal SimulatedGpio(string nodePath, EventLoop loop, BoardSanitizer breaches, int pinCount)
    {
        _nodePath = nodePath;
        _loop = loop;
        _breaches = breaches;
        _pins = new SimulatedPin[pinCount];
        _interrupt = new EventLoopTimer(loop, DeliverEdges);
    }

    /// <summary>Path of the node.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <inheritdoc/>
    public override int PinCount
    {
        get { return _pins.Length; }
    }

    /// <summary>Who is told of every new level of a wire, or null.</summary>
    public SimulatedPinHandler Observer
    {
        get { return _observer; }
        set { _observer = value; }
    }

    /// <summary>What is on a wire.</summary>
    public bool Level(int pin)
    {
        return At(pin).Level;
    }

    /// <summary>Whether a driver has made the pin an output.</summary>
    public bool IsOutput(int pin)
    {
        return At(pin).IsOutput;
    }

    /// <summary>Whether nobody drives or pulls a wire.</summary>
    public bool IsFloating(int pin)
    {
        return At(pin).IsFloating;
    }

    /// <summary>The bias that a driver has given a pin.</summary>
    public GpioPull Pull(int pin)
    {
        return At(pin).Pull;
    }

    /// <summary>Number of edges that a wire has had.</summary>
    public int EdgeCount(int pin)
    {
        return At(pin).EdgeCount;
    }

    /// <summary>Event loop time of a wire's last edge in microseconds; 0 when there was none.</summary>
    public long LastEdge(int pin)
    {
        return At(pin).LastEdge;
    }

    /// <summary>The outside world drives a wire, strongly, until <see cref="Release"/>.</summary>
    public void Drive(int pin, bool high)
    {
        SimulatedPin wire = At(pin);
        wire.IsDrivenOutside = true;
        wire.OutsideHigh = high;
        Update(pin, wire);
    }

    /// <summary>The outside world lets go of a wire.</summary>
    public void Release(int pin)
    {
        SimulatedPin wire = At(pin);
        wire.IsDrivenOutside = false;
        Update(pin, wire);
    }

    /// <summary>Puts a resistor of the board on a wire, or takes it off (<see cref="GpioPull.Disabled"/>).</summary>
    public void Tie(int pin, GpioPull resistor)
    {
        SimulatedPin wire = At(pin);
        wire.Resistor = resistor;
        Update(pin, wire);
    }

    /// <inheritdoc/>
    public override bool SetPull(int pin, GpioPull pull)
    {
        if (pull != GpioPull.Unchanged) { At(pin).NextPull = pull; }
        return true;
    }

    /// <inheritdoc/>
    public override bool SetDrive(int pin, GpioDrive drive)
    {
        At(pin).NextDrive = drive;
        return true;
    }

    /// <inheritdoc/>
    public override void SetInput(int pin)
    {
        SimulatedPin wire = At(pin);
        wire.ApplyBias();
        wire.IsOutput = false;
        Update(pin, wire);
    }

    /// <inheritdoc/>
    public override void SetOutput(int pin, bool high)
    {
        SimulatedPin wire = At(pin);
        wire.ApplyBias();
        wire.IsOutput = true;
        wire.OutputHigh = high;
        Update(pin, wire);
    }

    /// <inheritdoc/>
    public override bool Read(int pin)
    {
        SimulatedPin wire = At(pin);
        if (wire.IsFloating) { _breaches.Report(BoardRule.FloatingInput, _nodePath, "pin " + pin.ToString() + " is read, but nobody drives or pulls it"); }
        return wire.Level;
    }

    /// <inheritdoc/>
    public override void Write(int pin, bool high)
    {
        SimulatedPin wire = At(pin);
        wire.OutputHigh = high;
        Update(pin, wire);
    }

    /// <inheritdoc/>
    public override bool Watch(int pin, GpioEdgeHandler handler)
    {
        At(pin).Handler = handler;
        return true;
    }

    /// <summary>Three cells are a bank of 32, a pin and flags; one is a pin.</summary>
    public override bool Translate(uint[] specifier, out uint pin, out uint flags)
    {
        bool banks = specifier.Length == 3 && specifier[1] < 32;
        bool fits = banks ? specifier[0] < (uint)_pins.Length / 32 : specifier.Length > 0 && specifier.Length < 3 && specifier[0] < (uint)_pins.Length;
        pin = !fits ? 0 : banks ? specifier[0] * 32 + specifier[1] : specifier[0];
        flags = fits && specifier.Length > 1 ? specifier[specifier.Length - 1] : 0;
        return fits;
    }

    /// <summary>Event loop time in microseconds at which a wire got its level, or somebody who gives it one.</summary>
    internal long LastChange(int pin)
    {
        return At(pin).LastChange;
    }

    private SimulatedPin At(int pin)
    {
        SimulatedPin wire = _pins[pin];
        if (wire == null)
        {
            wire = new SimulatedPin();
            _pins[pin] = wire;
        }
        return wire;
    }

    private void Update(int pin, SimulatedPin wire)
    {
        if (wire.IsConflict)
        {
            _breaches.Report(BoardRule.OutputConflict, _nodePath, "pin " + pin.ToString() + " drives " + (wire.OutputHigh ? "high" : "low") + " against the board's output");
        }
        bool level = wire.Resolve();
        if (level != wire.Level || wire.IsFloating != wire.WasFloating) { wire.LastChange = _loop.Now; }
        wire.WasFloating = wire.IsFloating;
        if (level == wire.Level) { return; }
        wire.Level = level;
        wire.EdgeCount++;
        wire.LastEdge = _loop.Now;
        if (wire.Handler != null && !wire.IsOutput)
        {
            _edges.Add(new Edge(wire, wire.Handler, level));
            _interrupt.Start(0);
        }
        if (_observer != null) { _observer(this, pin, level); }
    }

    private void DeliverEdges()
    {
        // A handler may cause edges of its own, which come at the end.
        while (_edges.Count > 0)
        {
            Edge edge = (Edge)_edges[0];
            _edges.RemoveAt(0);
            if (edge.Wire.Handler == edge.Handler) { edge.Handler(edge.Level); }
        }
    }

    private sealed class Edge
    {
        internal readonly SimulatedPin Wire;
        internal readonly GpioEdgeHandler Handler;
        internal readonly bool Level;

        internal Edge(SimulatedPin wire, GpioEdgeHandler handler, bool level)
        {
            Wire = wire;
            Handler = handler;
            Level = level;
        }
    }
}
