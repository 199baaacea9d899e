using System;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>The paths that one consumer's node names, changed together; when a provider refuses one path, those before it go back.</summary>
public sealed class ConsumerPaths : InterconnectPaths
{
    private readonly InterconnectPath[] _paths;
    private readonly uint[] _oldAverage;
    private readonly uint[] _oldPeak;
    private readonly bool[] _oldEnabled;

    /// <summary>Creates the set over paths in the consumer's order.</summary>
    public ConsumerPaths(InterconnectPath[] paths)
    {
        _paths = paths;
        _oldAverage = new uint[paths.Length];
        _oldPeak = new uint[paths.Length];
        _oldEnabled = new bool[paths.Length];
    }

    /// <inheritdoc/>
    public override int Count
    {
        get { return _paths.Length; }
    }

    /// <summary>One of the paths.</summary>
    public InterconnectPath Path(int index)
    {
        return _paths[index];
    }

    /// <inheritdoc/>
    public override void SetBandwidth(uint[] averageKilobytesPerSecond, uint[] peakKilobytesPerSecond)
    {
        if (averageKilobytesPerSecond.Length != _paths.Length || peakKilobytesPerSecond.Length != _paths.Length)
        {
            throw new ArgumentException(_paths.Length.ToString() + " averages and peaks expected");
        }
        int done = 0;
        try
        {
            for (; done < _paths.Length; done++)
            {
                Remember(done);
                _paths[done].SetBandwidth(averageKilobytesPerSecond[done], peakKilobytesPerSecond[done]);
            }
        }
        catch (HardwareException)
        {
            Restore(done);
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Enable()
    {
        Switch(true);
    }

    /// <inheritdoc/>
    public override void Disable()
    {
        Switch(false);
    }

    /// <inheritdoc/>
    public override void Release()
    {
        HardwareException refusal = null;
        for (int i = _paths.Length - 1; i >= 0; i--)
        {
            try
            {
                _paths[i].Release();
            }
            catch (HardwareException e)
            {
                refusal = e;
            }
        }
        if (refusal != null) { throw refusal; }
    }

    private void Switch(bool enabled)
    {
        int done = 0;
        try
        {
            for (; done < _paths.Length; done++)
            {
                Remember(done);
                if (enabled) { _paths[done].Enable(); }
                else { _paths[done].Disable(); }
            }
        }
        catch (HardwareException)
        {
            Restore(done);
            throw;
        }
    }

    private void Remember(int index)
    {
        _oldAverage[index] = _paths[index].AverageKilobytesPerSecond;
        _oldPeak[index] = _paths[index].PeakKilobytesPerSecond;
        _oldEnabled[index] = _paths[index].IsEnabled;
    }

    private void Restore(int failed)
    {
        for (int i = failed - 1; i >= 0; i--) { _paths[i].Revert(_oldAverage[i], _oldPeak[i], _oldEnabled[i]); }
    }
}
