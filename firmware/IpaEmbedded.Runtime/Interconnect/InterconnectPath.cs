using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>One consumer's way through the interconnects, with the bandwidth that it asks for on every node of it.</summary>
public sealed class InterconnectPath
{
    private readonly InterconnectNode[] _nodes;
    private readonly InterconnectRequest[] _requests;
    private readonly uint _tag;
    private uint _average;
    private uint _peak;
    private bool _enabled = true;
    private bool _put;

    internal InterconnectPath(InterconnectNode[] nodes, uint tag)
    {
        _nodes = nodes;
        _tag = tag;
        _requests = new InterconnectRequest[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            _requests[i] = new InterconnectRequest(this);
            _requests[i].NextOfNode = nodes[i].FirstRequest;
            nodes[i].FirstRequest = _requests[i];
        }
    }

    /// <summary>Nodes from source to destination.</summary>
    public InterconnectNode[] Nodes
    {
        get { return _nodes; }
    }

    /// <summary>Buckets in which the path counts, 0 for always.</summary>
    public uint Tag
    {
        get { return _tag; }
    }

    /// <summary>Whether what the path asks for counts.</summary>
    public bool IsEnabled
    {
        get { return _enabled; }
    }

    /// <summary>Average bandwidth asked for, in kB/s.</summary>
    public uint AverageKilobytesPerSecond
    {
        get { return _average; }
    }

    /// <summary>Peak bandwidth asked for, in kB/s.</summary>
    public uint PeakKilobytesPerSecond
    {
        get { return _peak; }
    }

    /// <summary>Asks for a bandwidth in kB/s.</summary>
    /// <exception cref="HardwareException">A provider refused; the bandwidth before counts again.</exception>
    public void SetBandwidth(uint averageKilobytesPerSecond, uint peakKilobytesPerSecond)
    {
        Change(averageKilobytesPerSecond, peakKilobytesPerSecond, _enabled);
    }

    /// <summary>Makes what the path asks for count.</summary>
    /// <exception cref="HardwareException">A provider refused; the path is as before.</exception>
    public void Enable()
    {
        Change(_average, _peak, true);
    }

    /// <summary>Makes the path count as zero.</summary>
    /// <exception cref="HardwareException">A provider refused; the path is as before.</exception>
    public void Disable()
    {
        Change(_average, _peak, false);
    }

    /// <summary>Asks for nothing any more and leaves the nodes; nothing happens the second time.</summary>
    /// <exception cref="HardwareException">A provider refused the smaller bandwidth; the path has left all the same.</exception>
    public void Release()
    {
        if (_put) { return; }
        _put = true;
        for (int i = 0; i < _nodes.Length; i++) { Leave(_nodes[i], _requests[i]); }
        Apply(0, 0, _enabled, true);
    }

    internal void Change(uint average, uint peak, bool enabled)
    {
        uint oldAverage = _average;
        uint oldPeak = _peak;
        bool oldEnabled = _enabled;
        try
        {
            Apply(average, peak, enabled, false);
        }
        catch (HardwareException)
        {
            Revert(oldAverage, oldPeak, oldEnabled);
            throw;
        }
    }

    /// <summary>Asks for what was asked for before, whatever the providers say to it.</summary>
    internal void Revert(uint average, uint peak, bool enabled)
    {
        try
        {
            Apply(average, peak, enabled, true);
        }
        catch (HardwareException)
        {
            // The request is as before; that the hardware refuses even this is the first refusal's story, which the caller gets.
        }
    }

    private static void Leave(InterconnectNode node, InterconnectRequest request)
    {
        if (node.FirstRequest == request)
        {
            node.FirstRequest = request.NextOfNode;
            return;
        }
        InterconnectRequest at = node.FirstRequest;
        while (at.NextOfNode != request) { at = at.NextOfNode; }
        at.NextOfNode = request.NextOfNode;
    }

    // Who asks for less goes on behind a refusal: what the links behind it were given must not stay.
    private void Apply(uint average, uint peak, bool enabled, bool goesOn)
    {
        HardwareException refusal = null;
        _average = average;
        _peak = peak;
        _enabled = enabled;
        for (int i = 0; i < _nodes.Length; i++) { InterconnectGraph.Aggregate(_nodes[i]); }
        // The step from one provider to the next is no link of either.
        for (int i = 1; i < _nodes.Length; i++)
        {
            if (_nodes[i - 1].Owner != _nodes[i].Owner) { continue; }
            try
            {
                _nodes[i].Owner.Commit(_nodes[i - 1], _nodes[i]);
            }
            catch (HardwareException e)
            {
                if (!goesOn) { throw; }
                if (refusal == null) { refusal = e; }
            }
        }
        if (refusal != null) { throw refusal; }
    }
}
