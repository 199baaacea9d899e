using System;
using System.Collections;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>A simulated chip: values by name, which a test sets, and the supplies without which it does not answer.</summary>
public abstract class SimulatedChip
{
    private readonly ArrayList _values = new ArrayList();
    private string _nodePath;
    private EventLoop _loop;
    private BoardSanitizer _breaches;
    private SimulatedSupply[] _supplies = new SimulatedSupply[0];
    private bool _isPresent = true;
    private int _transferCount;
    private int _number = -1;

    /// <summary>Path of the chip's node; of its bus for a chip that no node describes.</summary>
    public string NodePath
    {
        get { return _nodePath; }
        internal set { _nodePath = value; }
    }

    /// <summary>Whether it is on the board; set it to false to test how a driver misses it.</summary>
    public bool IsPresent
    {
        get { return _isPresent; }
        set { _isPresent = value; }
    }

    /// <summary>Number of transfers that it has answered.</summary>
    public int TransferCount
    {
        get { return _transferCount; }
    }

    /// <summary>Number of its values.</summary>
    public int ValueCount
    {
        get { return _values.Count; }
    }

    /// <summary>A value by its position.</summary>
    public SimulatedValue ValueAt(int index)
    {
        return (SimulatedValue)_values[index];
    }

    /// <summary>A value by name, or null.</summary>
    public SimulatedValue Find(string name)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            SimulatedValue value = (SimulatedValue)_values[i];
            if (value.Name == name) { return value; }
        }
        return null;
    }

    /// <summary>Sets a value in its steps: ("temperature", 30000) for 30 °C.</summary>
    /// <exception cref="ArgumentException">There is no such value, or the chip cannot sense that much; the message says what there is.</exception>
    public void Set(string name, int value)
    {
        SimulatedValue found = Require(name);
        if (value < found.Minimum || value > found.Maximum)
        {
            throw new ArgumentException(name + " of " + _nodePath + " lies between " + found.Minimum.ToString() + " and " + found.Maximum.ToString() + ", found " + value.ToString());
        }
        found.Number = value;
        OnSet(found);
    }

    /// <summary>A value in its steps.</summary>
    /// <exception cref="ArgumentException">There is no such value; the message says what there is.</exception>
    public int Get(string name)
    {
        return Require(name).Number;
    }

    /// <summary>Event loop time in microseconds.</summary>
    protected long Now
    {
        get { return _loop == null ? 0 : _loop.Now; }
    }

    /// <summary>The event loop of the board that the chip is on; null before it is attached.</summary>
    protected EventLoop Loop
    {
        get { return _loop; }
    }

    /// <summary>Gives the chip a value: name, unit for people, steps in one unit, and in steps the value at the start and its bounds.</summary>
    protected SimulatedValue Add(string name, string unit, int scale, int start, int minimum, int maximum)
    {
        SimulatedValue value = new SimulatedValue(name, unit, scale, start, minimum, maximum);
        _values.Add(value);
        return value;
    }

    /// <summary>A value has been set.</summary>
    protected virtual void OnSet(SimulatedValue value)
    {
    }

    /// <summary>Tells the sanitizer of a breach of a rule by the driver; <see cref="BoardRule"/> has ids, a chip of your own may have others.</summary>
    protected void Breach(string rule, string detail)
    {
        if (_breaches != null) { _breaches.Report(rule, _nodePath, detail); }
    }

    /// <summary>Its address or chip select; -1 until it is attached or told.</summary>
    internal int PlaceOnBus
    {
        get { return _number; }
        set { _number = value; }
    }

    internal SimulatedSupply[] Supplies
    {
        set { _supplies = value; }
    }

    internal void Join(string busPath, EventLoop loop, BoardSanitizer breaches)
    {
        if (_nodePath == null) { _nodePath = busPath; }
        _loop = loop;
        _breaches = breaches;
    }

    internal void CountTransfer()
    {
        _transferCount++;
    }

    /// <summary>Whether it is there and has power; a transfer without power is a breach.</summary>
    internal bool IsReady(BusChips bus)
    {
        for (int i = 0; i < _supplies.Length; i++)
        {
            SimulatedSupply supply = _supplies[i];
            if (!supply.IsOn)
            {
                Breach(BoardRule.SupplyOff, bus.Text(_number) + " while " + supply.NodePath + " is off");
                return false;
            }
            if (supply.StableTime > _loop.Now)
            {
                Breach(BoardRule.SupplySettling, bus.Text(_number) + " " + (supply.StableTime - _loop.Now).ToString() + " us before " + supply.NodePath + " is stable");
                return false;
            }
        }
        return _isPresent;
    }

    private SimulatedValue Require(string name)
    {
        SimulatedValue found = Find(name);
        if (found != null) { return found; }
        string names = "";
        for (int i = 0; i < _values.Count; i++) { names += (i == 0 ? "" : ", ") + ((SimulatedValue)_values[i]).Name; }
        throw new ArgumentException(_nodePath + " has no value \"" + name + "\"; it has " + (names.Length == 0 ? "none" : names));
    }
}
