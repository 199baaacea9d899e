namespace IpaEmbedded.SimulatedDevices;

/// <summary>One quantity of a simulated chip by name: what a sensor senses, a memory's or a clock's state.</summary>
public sealed class SimulatedValue
{
    private readonly string _name;
    private readonly string _unit;
    private readonly int _scale;
    private readonly int _minimum;
    private readonly int _maximum;
    internal int Number;

    internal SimulatedValue(string name, string unit, int scale, int number, int minimum, int maximum)
    {
        _name = name;
        _unit = unit;
        _scale = scale;
        Number = number;
        _minimum = minimum;
        _maximum = maximum;
    }

    /// <summary>Name, such as "temperature".</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Unit for people, such as "°C"; empty for plain numbers.</summary>
    public string Unit
    {
        get { return _unit; }
    }

    /// <summary>How many steps of the value make one unit: 1000 for millidegrees.</summary>
    public int Scale
    {
        get { return _scale; }
    }

    /// <summary>Least value, in steps.</summary>
    public int Minimum
    {
        get { return _minimum; }
    }

    /// <summary>Largest value, in steps.</summary>
    public int Maximum
    {
        get { return _maximum; }
    }

    /// <summary>The value in steps.</summary>
    public int Value
    {
        get { return Number; }
    }
}
