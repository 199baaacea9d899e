namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>A port of an interconnect with the bandwidth that all paths through it ask for, per bucket, in kB/s.</summary>
public sealed class InterconnectNode
{
    /// <summary>Bit of a tag: counts while the processor is active.</summary>
    public const uint TagActive = 1;

    /// <summary>Bit of a tag: counts from wake-up on.</summary>
    public const uint TagWake = 2;

    /// <summary>Bit of a tag: counts during sleep.</summary>
    public const uint TagSleep = 4;

    /// <summary>Number of buckets: active, wake, sleep.</summary>
    public const int BucketCount = 3;

    internal InterconnectRequest FirstRequest;
    internal InterconnectNode[] Neighbours;
    internal InterconnectNode From;
    internal InterconnectNode NextInSearch;
    internal int SearchStamp;
    internal InterconnectProvider Owner;

    private readonly int _id;
    private readonly string _name;
    private readonly int[] _links;
    private readonly uint[] _sumAverage = new uint[BucketCount];
    private readonly uint[] _maximumPeak = new uint[BucketCount];
    private uint _floorAverage;
    private uint _floorPeak;
    private object _data;

    /// <summary>Creates a node; ids are unique over all providers of a platform, and links are the ids of the nodes that traffic goes on to.</summary>
    public InterconnectNode(int id, string name, int[] links)
    {
        _id = id;
        _name = name;
        _links = links;
    }

    /// <summary>Id.</summary>
    public int Id
    {
        get { return _id; }
    }

    /// <summary>Name for people and traces.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Ids of the nodes that traffic goes on to.</summary>
    public int[] Links
    {
        get { return _links; }
    }

    /// <summary>The provider, once it is registered.</summary>
    public InterconnectProvider Provider
    {
        get { return Owner; }
    }

    /// <summary>Whatever the provider keeps with the node.</summary>
    public object Data
    {
        get { return _data; }
        set { _data = value; }
    }

    /// <summary>Average bandwidth that counts at least until <see cref="InterconnectGraph.DropFloors"/>, in kB/s.</summary>
    public uint FloorAverage
    {
        get { return _floorAverage; }
    }

    /// <summary>Peak bandwidth that counts at least until <see cref="InterconnectGraph.DropFloors"/>, in kB/s.</summary>
    public uint FloorPeak
    {
        get { return _floorPeak; }
    }

    /// <summary>Sets what counts at least while not all consumers are there yet, in kB/s; call before the provider is registered.</summary>
    public void SetFloor(uint averageKilobytesPerSecond, uint peakKilobytesPerSecond)
    {
        _floorAverage = averageKilobytesPerSecond;
        _floorPeak = peakKilobytesPerSecond;
    }

    /// <summary>Sum of the averages in a bucket, in kB/s.</summary>
    public uint SumAverage(int bucket)
    {
        return _sumAverage[bucket];
    }

    /// <summary>Largest peak in a bucket, in kB/s.</summary>
    public uint MaximumPeak(int bucket)
    {
        return _maximumPeak[bucket];
    }

    internal void Clear()
    {
        for (int i = 0; i < BucketCount; i++)
        {
            _sumAverage[i] = 0;
            _maximumPeak[i] = 0;
        }
    }

    internal void Add(uint tag, uint average, uint peak)
    {
        // No tag means that the request counts always.
        uint buckets = tag == 0 ? TagActive | TagWake | TagSleep : tag;
        for (int i = 0; i < BucketCount; i++)
        {
            if ((buckets & (1u << i)) == 0) { continue; }
            _sumAverage[i] = average > 0xffffffff - _sumAverage[i] ? 0xffffffff : _sumAverage[i] + average;
            if (peak > _maximumPeak[i]) { _maximumPeak[i] = peak; }
        }
    }

    internal void RaiseToFloor()
    {
        for (int i = 0; i < BucketCount; i++)
        {
            if (_sumAverage[i] < _floorAverage) { _sumAverage[i] = _floorAverage; }
            if (_maximumPeak[i] < _floorPeak) { _maximumPeak[i] = _floorPeak; }
        }
    }
}
