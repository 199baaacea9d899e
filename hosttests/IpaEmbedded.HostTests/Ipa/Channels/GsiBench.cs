using System.Globalization;
using System.Reflection;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>
/// A GSI of any version without a chip: registers hold what was written, commands bring the states that the test names, as late as it says, with an interrupt
/// that is masked and cleared as the reference has it, and every write is noted by the register's name.
/// </summary>
internal sealed class GsiBench : RegisterBlock
{
    private readonly Dictionary<uint, uint> _values = [];
    private readonly Dictionary<uint, Register> _statusOfClear;
    private readonly InterruptLine _line;
    private readonly ConsumerInterrupt _consumer;
    private readonly List<string> _writes = [];
    private readonly GsiRegisters _table;

    public GsiBench(string compatible = "qcom,sdm845-ipa", bool listens = true)
    {
        Data = IpaVersions.ForCompatible(compatible);
        _table = Data.Gsi;
        Loop = new EventLoop(new VirtualTime());
        Heap = new ChannelBench.PlainHeap();
        _line = new InterruptLine(Loop, "gsi", false);
        _consumer = new ConsumerInterrupt(_line);
        _statusOfClear = new()
        {
            [_table.CntxtSrcChIrqClr.Offset] = _table.CntxtSrcChIrq,
            [_table.CntxtSrcEvChIrqClr.Offset] = _table.CntxtSrcEvChIrq,
            [_table.CntxtSrcIeobIrqClr.Offset] = _table.CntxtSrcIeobIrq,
            [_table.CntxtGlobIrqClr.Offset] = _table.CntxtGlobIrqStts,
            [_table.CntxtGsiIrqClr.Offset] = _table.CntxtGsiIrqStts,
        };
        Gsi = new GsiDevice(Loop, Data, this, _consumer, Heap);
        SetCounts(20, 12);
        if (listens) { Listen(); }
    }

    public IpaData Data { get; }

    public EventLoop Loop { get; }

    public ChannelBench.PlainHeap Heap { get; }

    public GsiDevice Gsi { get; }

    /// <summary>State of each channel, and of each event ring.</summary>
    public uint[] Channels { get; } = new uint[32];

    public uint[] EventRings { get; } = new uint[32];

    /// <summary>The state that a command brings, by its opcode: those of the reference.</summary>
    public Dictionary<uint, uint> Brings { get; } = new() { [0] = 1, [1] = 2, [2] = 3, [9] = 1, [10] = 0 };

    public Dictionary<uint, uint> BringsRing { get; } = new() { [0] = 1, [9] = 1, [10] = 0 };

    /// <summary>Microseconds until a command is done.</summary>
    public long Latency { get; set; }

    /// <summary>Whether commands are done without an interrupt.</summary>
    public bool IsMute { get; set; }

    /// <summary>What generic commands answer, the next first; 1 when there is no more.</summary>
    public Queue<uint> Results { get; } = new();

    /// <summary>What a read gives instead: name of the register and its value.</summary>
    public Func<string, uint, uint>? Lie { get; set; }

    /// <summary>Told of every write after it was done: name of the register and value.</summary>
    public Action<string, uint>? AfterWrite { get; set; }

    public int Reads { get; private set; }

    /// <summary>What was written since the last time, such as "CH_CMD=1000005"; of the registers that begin so, if any are named.</summary>
    public string Written(params string[] names)
    {
        string[] all = [.. _writes.Where(write => names.Length == 0 || names.Any(name => write.StartsWith(name, StringComparison.Ordinal)))];
        _writes.Clear();
        return string.Join(' ', all);
    }

    /// <summary>A channel with its endpoint; TX takes four elements per transaction.</summary>
    public GsiChannel Add(int id, bool toIpa = true, int name = EndpointName.ApModemTx, int elements = 16)
    {
        GsiChannel channel = Gsi.CreateChannel(new EndpointData { Name = name, Channel = id, Id = 3, ToIpa = toIpa, ElementCount = elements, EventCount = elements, TlvCount = 4, BufferSize = 8192 });
        _values[_table.EvCntxt4.At(channel.Events.Id)] = (uint)channel.Events.Memory.Address;
        if (toIpa) { _ = new TransmitEndpoint(channel, Heap); }
        else { Receiver = new ReceiveEndpoint(channel, Heap); }
        return channel;
    }

    /// <summary>The endpoint of the last receiving channel.</summary>
    public ReceiveEndpoint? Receiver { get; private set; }

    /// <summary>The interrupt is taken from now on, by the driver's handler.</summary>
    public void Listen()
    {
        Gsi.Setup();
        _writes.Clear();
    }

    public void SetCounts(uint channels, uint rings)
    {
        uint parameters = _table.NumChPerEe.Encode(channels);
        if (_table.HwParam4 == null) { parameters |= _table.NumEvPerEe.Encode(rings); }
        else { _values[_table.HwParam4.Offset] = _table.NumEvPerEe.Encode(rings); }
        _values[_table.HwParam2.Offset] = parameters;
    }

    /// <summary>A source is pending from now on.</summary>
    public void Raise(Register status, uint bits)
    {
        _values[status.Offset] = _values.GetValueOrDefault(status.Offset) | bits;
        UpdateLine();
    }

    public void Set(Register register, uint value) => _values[register.Offset] = value;

    public uint Get(Register register) => _values.GetValueOrDefault(register.Offset);

    /// <summary>All waits together take so long from now on, as a part of the driver asks around what it does; returns what <see cref="EndLimit"/> is given.</summary>
    public long Limit(long microseconds) => (long)Waits("Begin", microseconds)!;

    public void EndLimit(long before) => Waits("End", before);

    /// <summary>The hardware has done the element in a slot, and says so in the channel's event ring; without an interrupt.</summary>
    public void Complete(GsiChannel channel, int slot, int length = 0)
    {
        uint pointer = _table.EvCntxt4.At(channel.Events.Id);
        uint at = _values[pointer] - (uint)channel.Events.Memory.Address;
        channel.Events.Memory.WriteElement((int)at, channel.Ring.Memory.Address + (ulong)slot * 16, (uint)length | 2ul << 24 | (ulong)channel.Id << 56);
        _values[pointer] = (uint)channel.Events.Memory.Address + (at + 16) % (uint)channel.Events.Memory.Size;
    }

    /// <summary>Does something as work; says why it was refused, and how long it took in microseconds.</summary>
    public (string Refusal, long Microseconds) Try(Action<GsiDevice> action)
    {
        string refusal = "";
        long took = -1;
        Loop.Post(new WorkItem(() =>
        {
            long begin = Loop.Now;
            try
            {
                action(Gsi);
            }
            catch (IpaException e)
            {
                refusal = e.Error + ": " + e.Message;
            }
            took = Loop.Now - begin;
        }));
        Loop.RunPending();
        return (refusal, took);
    }

    public override uint Read32(uint offset)
    {
        Reads++;
        Register row = _table.Find(offset, out int index);
        uint value = _values.GetValueOrDefault(offset);
        if (row == _table.ChCntxt0) { value = _table.ChState.Replace(value, Channels[index]); }
        else if (row == _table.EvCntxt0) { value = _table.EvChstate.Replace(value, EventRings[index]); }
        else if (row == _table.CntxtTypeIrq) { value = Types; }
        return Lie is { } lie ? lie(row.Name, value) : value;
    }

    public override void Write32(uint offset, uint value)
    {
        Register row = _table.Find(offset, out int index);
        _writes.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Name}{(row.Count > 1 ? "[" + index + "]" : "")}={value:x}"));
        if (_statusOfClear.TryGetValue(offset, out Register? status)) { _values[status.Offset] = _values.GetValueOrDefault(status.Offset) & ~value; }
        else { _values[offset] = value; }
        if (row == _table.ChCmd) { Command(Channels, Brings, value, _table.CntxtSrcChIrq); }
        if (row == _table.EvChCmd) { Command(EventRings, BringsRing, value, _table.CntxtSrcEvChIrq); }
        if (row == _table.GenericCmd) { Generic(); }
        UpdateLine();
        AfterWrite?.Invoke(row.Name, value);
    }

    public override void DmaWriteBarrier() => _writes.Add("barrier");

    private uint Types => _values.GetValueOrDefault(_table.CntxtTypeIrqMsk.Offset)
        & (Pending(_table.ChCtrl, _table.CntxtSrcChIrq, _table.CntxtSrcChIrqMsk) | Pending(_table.EvCtrl, _table.CntxtSrcEvChIrq, _table.CntxtSrcEvChIrqMsk)
            | Pending(_table.GlobEe, _table.CntxtGlobIrqStts, _table.CntxtGlobIrqEn) | Pending(_table.Ieob, _table.CntxtSrcIeobIrq, _table.CntxtSrcIeobIrqMsk)
            | Pending(_table.General, _table.CntxtGsiIrqStts, _table.CntxtGsiIrqEn));

    private uint Pending(Field type, Register status, Register mask) => (_values.GetValueOrDefault(status.Offset) & _values.GetValueOrDefault(mask.Offset)) != 0 ? type.Mask : 0;

    private object? Waits(string method, long microseconds)
    {
        const BindingFlags Inside = BindingFlags.Instance | BindingFlags.NonPublic;
        object waits = typeof(GsiDevice).GetField("Waits", Inside)!.GetValue(Gsi)!;
        return waits.GetType().GetMethod(method, Inside)!.Invoke(waits, [microseconds]);
    }

    private void UpdateLine() => _line.SetLevel(Types != 0);

    private void Command(uint[] states, Dictionary<uint, uint> brings, uint command, Register source) => Later(() =>
    {
        int id = (int)(command & 0xff);
        states[id] = brings.GetValueOrDefault(command >> 24, states[id]);
        if (!IsMute) { Raise(source, 1u << id); }
    });

    private void Generic() => Later(() =>
    {
        uint result = Results.Count > 0 ? Results.Dequeue() : 1;
        uint scratch = _table.CntxtScratch0.Offset;
        _values[scratch] = _table.GenericEeResult.Replace(_values.GetValueOrDefault(scratch), result);
        if (!IsMute) { Raise(_table.CntxtGlobIrqStts, _table.GpInt1.Mask); }
    });

    private void Later(EventLoopHandler action)
    {
        if (Latency == 0) { action(); }
        else { new EventLoopTimer(Loop, action).Start(Latency); }
    }
}
