using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>
/// Sends immediate commands: <see cref="Begin"/>, some commands, <see cref="Run"/>. One user at a time, and each batch is done before
/// the next begins, so nothing can overtake anything.
/// </summary>
public sealed class CommandChannel : ChannelClient
{
    /// <summary>Longest time that a batch may take before the channel counts as broken, in microseconds.</summary>
    public const long TimeoutMicroseconds = 1000000;

    /// <summary>Elements that <see cref="PipelineClear"/> adds.</summary>
    public const int PipelineClearCommands = 4;

    /// <summary>Bytes of pool per ring slot: the largest payload, rounded up to a power of two so that none crosses a page.</summary>
    private const int PayloadSize = 32;
    private const int ClearDataSize = 24;

    private readonly EventLoop _loop;
    private readonly bool _clearOptionInOpcode;
    private readonly bool _wideEndpointIds;
    private readonly DmaHeap _heap;
    private readonly DmaMemory _pool;
    private readonly Completion _done = new Completion();
    private bool _open;

    /// <summary>Creates the sender on the command endpoint's channel, with a pool for payloads.</summary>
    public CommandChannel(EventLoop loop, GsiChannel channel, bool clearOptionInOpcode, bool wideEndpointIds, DmaHeap heap)
    {
        _loop = loop;
        Channel = channel;
        _clearOptionInOpcode = clearOptionInOpcode;
        _wideEndpointIds = wideEndpointIds;
        _heap = heap;
        _pool = heap.Allocate("cmd_pool", channel.Ring.Count * PayloadSize, 128);
        channel.Client = this;
    }

    /// <summary>The channel below.</summary>
    public GsiChannel Channel { get; }

    /// <summary>Frees the pool.</summary>
    public void Destroy()
    {
        _heap.Free(_pool);
    }

    /// <summary>Starts a batch of at most <paramref name="commands"/> elements.</summary>
    /// <exception cref="IpaException">Another batch is open, or the ring is full.</exception>
    public void Begin(int commands)
    {
        if (_open) { throw new IpaException(IpaError.Busy, "command channel: a batch is open already"); }
        if (Channel.NeedsReset) { throw new IpaException(IpaError.WrongState, "command channel: an earlier command timed out and the channel was not reset"); }
        if (commands > Channel.Data.TlvCount || commands > Channel.Free)
        {
            throw new IpaException(IpaError.NoResources, "command channel: no room for " + commands.ToString() + " commands");
        }
        _open = true;
    }

    /// <summary>Adds a table load; see <see cref="TableInitCommand"/>.</summary>
    public void TableInit(uint opcode, ulong source, uint hashedOffset, uint hashedSize, uint offset, uint size)
    {
        int at = Slot();
        TableInitCommand.Encode(_pool, at, source, hashedOffset, hashedSize, offset, size);
        Channel.AddCommand(_pool.Address + (ulong)at, opcode);
    }

    /// <summary>Adds a header table load.</summary>
    public void HeaderInit(ulong source, uint offset, uint size)
    {
        int at = Slot();
        HeaderInitCommand.Encode(_pool, at, source, offset, size);
        Channel.AddCommand(_pool.Address + (ulong)at, CommandOpcode.HeaderInitLocal);
    }

    /// <summary>Adds a register write.</summary>
    public void RegisterWrite(uint offset, uint value, uint mask, uint clearOption)
    {
        int at = Slot();
        RegisterWriteCommand.Encode(_pool, at, _clearOptionInOpcode, offset, value, mask, clearOption);
        Channel.AddCommand(_pool.Address + (ulong)at, WithClear(CommandOpcode.RegisterWrite, clearOption));
    }

    /// <summary>Adds a copy into IPA-local memory.</summary>
    public void CopyToLocalMemory(ulong source, uint offset, uint size)
    {
        int at = Slot();
        DmaSharedMemoryCommand.Encode(_pool, at, source, offset, size);
        Channel.AddCommand(_pool.Address + (ulong)at, CommandOpcode.DmaSharedMemory);
    }

    /// <summary>
    /// Adds the four elements that empty the pipeline: when tagged status arrives at <paramref name="statusEndpoint"/>, everything
    /// before them has left.
    /// </summary>
    public void PipelineClear(int statusEndpoint)
    {
        RegisterWrite(0, 0, 0, CommandOpcode.ClearFull);
        int at = Slot();
        PacketInitCommand.Encode(_pool, at, statusEndpoint, _wideEndpointIds);
        Channel.AddCommand(_pool.Address + (ulong)at, CommandOpcode.PacketInit);
        at = Slot();
        TagStatusCommand.Encode(_pool, at, 0);
        Channel.AddCommand(_pool.Address + (ulong)at, CommandOpcode.PacketTagStatus);
        at = Slot();
        _pool.Fill(at, ClearDataSize, 0);
        Channel.AddTransfer(_pool.Address + (ulong)at, ClearDataSize);
    }

    /// <summary>Gives the batch to the hardware and waits until it is done.</summary>
    /// <exception cref="IpaException">The hardware did not finish in time; the channel is broken until it is reset.</exception>
    public void Run()
    {
        _open = false;
        _done.Reset();
        Channel.Commit(0, true);
        if (IsDoneWithin(TimeoutMicroseconds / 2)) { return; }
        // Or the doorbell.
        Channel.RingDoorbellAgain();
        if (IsDoneWithin(TimeoutMicroseconds / 2)) { return; }
        Channel.NeedsReset = true;
        Channel.Counters.Timeouts++;
        throw new IpaException(IpaError.Timeout, "command channel " + Channel.Id.ToString() + ": a batch was not done after 1 s");
    }

    /// <inheritdoc/>
    public override void OnCompleted(uint first, int count)
    {
        _done.Complete();
    }

    private bool IsDoneWithin(long microseconds)
    {
        if (_loop.Wait(_done, microseconds)) { return true; }
        // The interrupt may have been lost; what is in the event ring decides.
        _loop.Schedule(Channel.Poll);
        return _loop.Wait(_done, 0);
    }

    private int Slot()
    {
        return Channel.NextSlot * PayloadSize;
    }

    private uint WithClear(uint opcode, uint clearOption)
    {
        return _clearOptionInOpcode ? opcode | (clearOption << CommandOpcode.ClearOptionShift) : opcode;
    }
}
