using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.CommandDatabase.Layout;
using IpaEmbedded.Qualcomm.Rpmh.Layout;
using IpaEmbedded.Qualcomm.Wire;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>One bus clock manager: turns the bandwidths of its ports into two votes per state of the processors.</summary>
public sealed class BusClockManager
{
    /// <summary>Bucket of votes that count at once.</summary>
    public const int Active = 0;

    /// <summary>Bucket of votes that count from wake-up on.</summary>
    public const int Wake = 1;

    /// <summary>Bucket of votes that count during sleep.</summary>
    public const int Sleep = 2;

    private const ulong VoteScale = 1000;

    internal bool Queued;
    internal bool Differs;
    private readonly string _name;
    private readonly bool _keepAlive;
    private readonly uint _enableMask;
    private readonly InterconnectNode[] _nodes;
    private readonly uint[] _busWidth;
    private readonly uint[] _channels;
    private readonly ulong[] _x = new ulong[InterconnectNode.BucketCount];
    private readonly ulong[] _y = new ulong[InterconnectNode.BucketCount];
    private int _count;
    private uint _address;
    private uint _unit;
    private uint _width;
    private int _domain;

    /// <summary>Creates a bus clock of at most so many ports; <paramref name="enableMask"/> is 0 for one that votes bandwidths.</summary>
    public BusClockManager(string name, bool keepAlive, uint enableMask, int ports)
    {
        _nodes = new InterconnectNode[ports];
        _busWidth = new uint[ports];
        _channels = new uint[ports];
        _name = name;
        _keepAlive = keepAlive;
        _enableMask = enableMask;
    }

    /// <summary>Resource name.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>RPMh address.</summary>
    public uint Address
    {
        get { return _address; }
    }

    /// <summary>Virtual clock domain; one commit covers all votes of a domain.</summary>
    public int Domain
    {
        get { return _domain; }
    }

    /// <summary>Reads address, unit, width and domain from the command database.</summary>
    /// <exception cref="HardwareException">It is not listed there, or its numbers make no sense.</exception>
    public void Load(CommandDatabaseTable database)
    {
        byte[] auxiliary = new byte[CommandDatabaseLayout.BcmSize];
        _address = database.AddressOf(_name);
        int length = database.ReadAuxiliary(_name, auxiliary);
        if (length < CommandDatabaseLayout.BcmSize)
        {
            throw new HardwareException("command DB: auxiliary data of bus clock " + _name + " has " + length.ToString() + " bytes, expected 8");
        }
        _unit = LittleEndian.Read32(auxiliary, CommandDatabaseLayout.BcmUnit);
        _width = LittleEndian.Read16(auxiliary, CommandDatabaseLayout.BcmWidth);
        _domain = auxiliary[CommandDatabaseLayout.BcmClockDomain];
        if (_unit == 0 || _width == 0)
        {
            throw new HardwareException("command DB: bus clock " + _name + " has unit " + _unit.ToString() + " and width " + _width.ToString()
                + ", expected more than 0");
        }
    }

    /// <summary>Adds a port whose bandwidth counts.</summary>
    public void AddPort(InterconnectNode node, int channels, int busWidth)
    {
        _nodes[_count] = node;
        _channels[_count] = (uint)channels;
        _busWidth[_count] = (uint)busWidth;
        _count++;
    }

    /// <summary>Takes a port away.</summary>
    public void RemovePort(InterconnectNode node)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_nodes[i] != node) { continue; }
            _count--;
            _nodes[i] = _nodes[_count];
            _channels[i] = _channels[_count];
            _busWidth[i] = _busWidth[_count];
            _nodes[_count] = null;
            return;
        }
    }

    /// <summary>First vote of a bucket.</summary>
    public ulong X(int bucket)
    {
        return _x[bucket];
    }

    /// <summary>Second vote of a bucket.</summary>
    public ulong Y(int bucket)
    {
        return _y[bucket];
    }

    /// <summary>Computes the votes from what the ports ask for now.</summary>
    public void Aggregate()
    {
        for (int bucket = 0; bucket < InterconnectNode.BucketCount; bucket++)
        {
            if (_enableMask != 0) { AggregateSwitch(bucket); }
            else { AggregateBandwidth(bucket); }
        }
        if (!_keepAlive) { return; }
        if (_enableMask != 0)
        {
            Set(Active, _enableMask);
            Set(Wake, _enableMask);
        }
        else if (_x[Active] == 0 && _y[Active] == 0)
        {
            Set(Active, 1);
            Set(Wake, 1);
        }
    }

    /// <summary>The command word of a bucket.</summary>
    public uint Word(int bucket, bool commit)
    {
        ulong x = _x[bucket] > RpmhLayout.BcmVoteMaximum ? RpmhLayout.BcmVoteMaximum : _x[bucket];
        ulong y = _y[bucket] > RpmhLayout.BcmVoteMaximum ? RpmhLayout.BcmVoteMaximum : _y[bucket];
        uint data = ((uint)x << RpmhLayout.BcmXShift) | (uint)y;
        if (data != 0) { data |= RpmhLayout.BcmValid; }
        return commit ? data | RpmhLayout.BcmCommit : data;
    }

    // Whoever asks for a little must not end up with nothing.
    private static ulong Divide(ulong number, ulong divisor)
    {
        return number != 0 && number < divisor ? 1 : number / divisor;
    }

    private void Set(int bucket, uint vote)
    {
        _x[bucket] = vote;
        _y[bucket] = vote;
    }

    private void AggregateSwitch(int bucket)
    {
        _x[bucket] = 0;
        _y[bucket] = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_nodes[i].SumAverage(bucket) != 0 || _nodes[i].MaximumPeak(bucket) != 0) { _y[bucket] = _enableMask; }
        }
    }

    private void AggregateBandwidth(int bucket)
    {
        ulong average = 0;
        ulong peak = 0;
        for (int i = 0; i < _count; i++)
        {
            ulong a = Divide((ulong)_nodes[i].SumAverage(bucket) * _width, _busWidth[i] * _channels[i]);
            ulong p = Divide((ulong)_nodes[i].MaximumPeak(bucket) * _width, _busWidth[i]);
            if (a > average) { average = a; }
            if (p > peak) { peak = p; }
        }
        _x[bucket] = Divide(average * VoteScale, _unit);
        _y[bucket] = Divide(peak * VoteScale, _unit);
    }
}
