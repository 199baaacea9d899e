using IpaEmbedded.Runtime.Adc;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>An ADC whose inputs a test sets, in microvolts.</summary>
public sealed class SimulatedAdc : AdcController
{
    private readonly string _nodePath;
    private readonly int[] _microvolts;
    private readonly bool[] _broken;

    internal SimulatedAdc(string nodePath, int channelCount)
    {
        _nodePath = nodePath;
        _microvolts = new int[channelCount];
        _broken = new bool[channelCount];
    }

    /// <summary>Path of the node.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <inheritdoc/>
    public override int ChannelCount
    {
        get { return _microvolts.Length; }
    }

    /// <summary>Puts a voltage in microvolts on a channel; 0 until it is set.</summary>
    public void Set(int channel, int microvolts)
    {
        _microvolts[channel] = microvolts;
        _broken[channel] = false;
    }

    /// <summary>Makes a channel's measurements fail until it is set.</summary>
    public void Break(int channel)
    {
        _broken[channel] = true;
    }

    /// <inheritdoc/>
    public override bool Read(int channel, out int microvolts)
    {
        bool measured = channel >= 0 && channel < _microvolts.Length && !_broken[channel];
        microvolts = measured ? _microvolts[channel] : 0;
        return measured;
    }
}
