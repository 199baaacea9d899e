using IpaEmbedded.Runtime.Adc;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>Channels of ADCs as voltages in millivolts.</summary>
public sealed class IioHwmon : Sensor
{
    private readonly AdcInput[] _inputs;
    private readonly string[] _labels;

    internal IioHwmon(AdcInput[] inputs, string[] labels)
    {
        _inputs = inputs;
        _labels = labels;
    }

    /// <inheritdoc/>
    public override int Count
    {
        get { return _inputs.Length; }
    }

    /// <inheritdoc/>
    public override Quantity QuantityOf(int index)
    {
        return Quantity.Voltage;
    }

    /// <inheritdoc/>
    public override string LabelOf(int index)
    {
        return index < _labels.Length ? _labels[index] : "in" + index.ToString();
    }

    /// <inheritdoc/>
    public override bool Read(int index, out int value)
    {
        int microvolts;
        bool read = _inputs[index].Read(out microvolts);
        value = microvolts / 1000;
        return read;
    }
}
