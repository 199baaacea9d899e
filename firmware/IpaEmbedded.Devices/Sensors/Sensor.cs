using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>Something that measures, whatever is behind it: a chip on a bus, an ADC, a kernel. Values have a quantity, whose unit is fixed, and a label.</summary>
public abstract class Sensor : Provider
{
    /// <summary>What a sensor is called in errors.</summary>
    public const string ProviderKind = "sensor";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>Number of values.</summary>
    public abstract int Count { get; }

    /// <summary>What a value measures.</summary>
    public abstract Quantity QuantityOf(int index);

    /// <summary>What tells a value from others: "temperature", "x", the name of a channel.</summary>
    public abstract string LabelOf(int index);

    /// <summary>Measures a value in the unit of its quantity; false when there is none (it is then 0). Throws nothing.</summary>
    public abstract bool Read(int index, out int value);

    /// <summary>Measures the first value of a quantity; false when there is none.</summary>
    public bool Read(Quantity quantity, out int value)
    {
        for (int i = 0; i < Count; i++)
        {
            if (QuantityOf(i) == quantity) { return Read(i, out value); }
        }
        value = 0;
        return false;
    }

    /// <summary>The sensor of a node, by alias or path.</summary>
    /// <exception cref="ProbeException">There is none; the message says why.</exception>
    public static Sensor Of(Platform platform, string path)
    {
        return (Sensor)platform.Require(path, ProviderKind);
    }

    /// <summary>A value as far as 32 bits hold it: false, and 0, beyond.</summary>
    protected static bool Fit(long wide, out int value)
    {
        bool fits = wide <= 0x7fffffff && wide >= -0x7fffffff;
        value = fits ? (int)wide : 0;
        return fits;
    }
}
