using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Rpmh.Layout;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>Brings the votes of bus clocks to RPMh for all interconnects that name it: sorted by clock domain, one commit per domain.</summary>
/// <remarks>What RPMh refuses is told to the caller and sent again until it is taken: a bandwidth that nobody asks for any more must not stay.</remarks>
public sealed class BcmVoter : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "bus clock voter";

    private const long RetryMicroseconds = 10000;

    private readonly EventLoop _loop;
    private readonly EventLoopTimer _retry;
    private readonly WorkItem _retryWork;
    private readonly RpmhController _controller;
    private readonly uint _waitBuckets;
    private NocTable _table;
    private BusClockManager[] _clocks = new BusClockManager[0];
    private BusClockManager[] _queue;
    private uint[] _addresses;
    private uint[] _words;
    private bool[] _waits;
    private int _queued;
    private bool _owesTransitions;

    /// <summary>Creates the voter; <paramref name="waitBuckets"/> has a bit per bucket in which the last command of a domain is waited for.</summary>
    public BcmVoter(EventLoop loop, RpmhController controller, uint waitBuckets)
    {
        _loop = loop;
        _retry = new EventLoopTimer(loop, PostRetry);
        _retryWork = new WorkItem(Retry);
        _controller = controller;
        _waitBuckets = waitBuckets;
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>A bus clock by name; null while no interconnect with a port of it has come up.</summary>
    public BusClockManager Find(string name)
    {
        for (int i = 0; i < _clocks.Length; i++)
        {
            if (_clocks[i] != null && _clocks[i].Name == name) { return _clocks[i]; }
        }
        return null;
    }

    /// <summary>Makes room for the bus clocks of the first table that comes; false for any other table, since a voter belongs to one SoC.</summary>
    internal bool Serve(NocTable table)
    {
        if (_table != null) { return _table == table; }
        _table = table;
        int count = table.ClockNames.Length;
        _clocks = new BusClockManager[count];
        _queue = new BusClockManager[count];
        _addresses = new uint[count];
        _words = new uint[count];
        _waits = new bool[count];
        return true;
    }

    /// <summary>The bus clock of a row of the table that it serves, read from the command database at its first use.</summary>
    /// <exception cref="HardwareException">The database does not list it.</exception>
    internal BusClockManager Require(int row, CommandDatabaseTable database)
    {
        if (_clocks[row] == null)
        {
            int ports = _table.FirstClockPort[row + 1] - _table.FirstClockPort[row];
            BusClockManager clock = new BusClockManager(_table.ClockNames[row], _table.KeepAlive[row], _table.EnableMasks[row], ports);
            clock.Load(database);
            _clocks[row] = clock;
        }
        return _clocks[row];
    }

    /// <summary>Marks a bus clock for the next <see cref="Commit"/>.</summary>
    internal void Queue(BusClockManager clock)
    {
        if (clock.Queued) { return; }
        clock.Queued = true;
        _queue[_queued++] = clock;
    }

    /// <summary>Sends what is marked.</summary>
    /// <exception cref="HardwareException">RPMh did not take it.</exception>
    internal void Commit()
    {
        if (_queued == 0 && !_owesTransitions) { return; }
        Sort();
        int count = _queued;
        for (int i = 0; i < count; i++) { _queue[i].Aggregate(); }
        try
        {
            Send(RpmhState.ActiveOnly, BusClockManager.Active, count);
            for (int i = 0; i < count; i++) { _queue[i].Queued = false; }
            _queued = 0;
            CommitTransitions();
            _retry.Cancel();
        }
        catch (HardwareException failure)
        {
            _retry.Start(RetryMicroseconds);
            throw new HardwareException("bus clocks: " + failure.Message);
        }
    }

    /// <summary>Gives up what was refused so far.</summary>
    internal void Close()
    {
        _retry.Cancel();
        _loop.Cancel(_retryWork);
    }

    private void PostRetry()
    {
        _loop.Post(_retryWork);
    }

    private void Retry()
    {
        try
        {
            Commit();
        }
        catch (HardwareException)
        {
            // Who asked was told the first time; the timer runs again.
        }
    }

    /// <summary>Sends wake and sleep votes of all clocks for which they differ, or did so before.</summary>
    private void CommitTransitions()
    {
        int count = 0;
        for (int i = 0; i < _clocks.Length; i++)
        {
            BusClockManager clock = _clocks[i];
            if (clock == null) { continue; }
            bool differs = clock.X(BusClockManager.Wake) != clock.X(BusClockManager.Sleep) || clock.Y(BusClockManager.Wake) != clock.Y(BusClockManager.Sleep);
            if (differs || clock.Differs || _owesTransitions) { _queue[count++] = clock; }
            clock.Differs = differs;
        }
        if (count == 0) { return; }
        _queued = count;
        Sort();
        _queued = 0;
        _owesTransitions = true;
        Send(RpmhState.WakeOnly, BusClockManager.Wake, count);
        Send(RpmhState.Sleep, BusClockManager.Sleep, count);
        _owesTransitions = false;
    }

    private void Send(RpmhState state, int bucket, int count)
    {
        for (int i = 0; i < count; i++)
        {
            bool last = i + 1 == count || _queue[i + 1].Domain != _queue[i].Domain;
            _addresses[i] = _queue[i].Address;
            _words[i] = _queue[i].Word(bucket, last);
            _waits[i] = last && (_waitBuckets & (1u << bucket)) != 0;
        }
        int start = 0;
        while (start < count)
        {
            // A set ends with a whole domain, so that no vote is left without its commit.
            int end = start;
            for (int i = start; i < count && i - start < RpmhLayout.CommandsPerSet; i++)
            {
                if ((_words[i] & RpmhLayout.BcmCommit) != 0) { end = i + 1; }
            }
            if (end == start) { end = start + RpmhLayout.CommandsPerSet; }
            _controller.WriteSet(state, _addresses, _words, _waits, start, end - start);
            start = end;
        }
    }

    // Insertion keeps the order of marking within a domain.
    private void Sort()
    {
        for (int i = 1; i < _queued; i++)
        {
            BusClockManager clock = _queue[i];
            int at = i;
            while (at > 0 && _queue[at - 1].Domain > clock.Domain)
            {
                _queue[at] = _queue[at - 1];
                at--;
            }
            _queue[at] = clock;
        }
    }
}
