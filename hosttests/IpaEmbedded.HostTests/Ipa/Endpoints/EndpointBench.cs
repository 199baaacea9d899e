using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Endpoints;

/// <summary>
/// The endpoints of a version over registers that only remember: every write is noted, every command of a channel works, or not when the test says so, and no
/// interrupt answers, so that each takes 550 ms.
/// </summary>
internal sealed class EndpointBench
{
    public const uint Start = 1;
    public const uint Stop = 2;
    public const uint Reset = 9;
    public const long Unanswered = 550_000;

    private readonly List<string> _log = [];

    public EndpointBench(string compatible, Action<IpaData>? change = null)
    {
        Data = IpaVersions.ForCompatible(compatible);
        change?.Invoke(Data);
        Loop = new EventLoop(new VirtualTime());
        Heap = new NotedHeap();
        Ipa = new IpaBlock(Data.Registers, _log);
        var line = new ConsumerInterrupt(new InterruptLine(Loop, "gsi", false));
        Channels = new GsiBlock(this, _log);
        Gsi = new GsiDevice(Loop, Data, Channels, line, Heap);
        Suspend = new SuspendInterrupt(Data, Ipa, null);
        Endpoints = new ApEndpoints(Loop, Data, Ipa, Gsi, Suspend, Heap);
        Endpoints.Create();
        line.Disable();
        Gsi.Resume();
        _log.Clear();
    }

    public IpaData Data { get; }

    public EventLoop Loop { get; }

    public NotedHeap Heap { get; }

    public IpaBlock Ipa { get; }

    public GsiBlock Channels { get; }

    public GsiDevice Gsi { get; }

    public SuspendInterrupt Suspend { get; }

    public ApEndpoints Endpoints { get; }

    /// <summary>Does something as work; says what was written, why it was refused, and how long it took in microseconds.</summary>
    public (string Log, string Refusal, long Microseconds) Try(Action<ApEndpoints> action)
    {
        string refusal = "";
        long took = 0;
        _log.Clear();
        Loop.Post(new WorkItem(() =>
        {
            long begin = Loop.Now;
            try
            {
                action(Endpoints);
            }
            catch (IpaException e)
            {
                refusal = e.Message;
            }
            took = Loop.Now - begin;
        }));
        Loop.Run(60_000_000);
        return (string.Join(' ', _log), refusal, took);
    }

    public string Do(Action<ApEndpoints> action)
    {
        (string log, string refusal, _) = Try(action);
        Assert.AreEqual("", refusal);
        return log;
    }

    /// <summary>The IPA's registers: what was written last, or what the test says.</summary>
    internal sealed class IpaBlock : RegisterBlock
    {
        private readonly Dictionary<uint, uint> _values = [];
        private readonly Dictionary<uint, string> _names = [];
        private readonly List<string> _log;

        public IpaBlock(IpaRegisters table, List<string> log)
        {
            _log = log;
            foreach ((string name, Register? register) in ((string, Register?)[])
            [
                ("ctrl", table.EndpInitCtrl), ("cfg", table.EndpInitCfg), ("nat", table.EndpInitNat), ("hdr", table.EndpInitHdr), ("ext", table.EndpInitHdrExt), ("mask", table.EndpInitHdrMetadataMask),
                ("mode", table.EndpInitMode), ("aggr", table.EndpInitAggr), ("drop", table.EndpInitHolBlockEn), ("timer", table.EndpInitHolBlockTimer), ("deaggr", table.EndpInitDeaggr),
                ("group", table.EndpInitRsrcGrp), ("seq", table.EndpInitSeq), ("status", table.EndpStatus), ("close", table.AggrForceClose), ("wakes", table.IrqSuspendEn), ("clear", table.IrqSuspendClr),
            ])
            {
                for (int i = 0; register is not null && i < register.Count; i++) { _names[register.At(i)] = $"{name}{i}"; }
            }
        }

        /// <summary>What a read gives, or null for what was written.</summary>
        public Func<uint, uint?>? Says { get; set; }

        public override uint Read32(uint offset) => Says?.Invoke(offset) ?? _values.GetValueOrDefault(offset);

        public override void Write32(uint offset, uint value)
        {
            _values[offset] = value;
            _log.Add($"{_names.GetValueOrDefault(offset, offset.ToString("x", System.Globalization.CultureInfo.InvariantCulture))}={value:x}");
        }

        public void Set(uint offset, uint value) => _values[offset] = value;
    }

    /// <summary>The GSI's: states of channels, allocated at first.</summary>
    internal sealed class GsiBlock(EndpointBench bench, List<string> log) : RegisterBlock
    {
        private readonly Dictionary<int, uint> _states = [];
        private readonly Dictionary<int, int> _events = [];

        /// <summary>When each command was given.</summary>
        public List<(string Command, long Time)> Times { get; } = [];

        /// <summary>Commands that do nothing.</summary>
        public HashSet<(int Channel, uint Opcode)> Ignored { get; } = [];

        /// <summary>How many commands of a kind do nothing before they work again.</summary>
        public Dictionary<(int Channel, uint Opcode), int> IgnoredTimes { get; } = [];

        public override uint Read32(uint offset)
        {
            GsiRegisters table = bench.Data.Gsi;
            for (int id = 0; id < 20; id++)
            {
                if (offset == table.ChCntxt6?.At(id)) { log.Add($"look{id}"); }
                // CHSTATE, bits 23 to 20.
                if (offset == table.ChCntxt0.At(id)) { return _states.GetValueOrDefault(id, 1u) << 20; }
                if (bench.Gsi?.Channel(id) is { } channel && offset == table.EvCntxt4.At(channel.Events.Id)) { return (uint)channel.Events.PointerTo((uint)_events.GetValueOrDefault(id)); }
            }
            return 0;
        }

        /// <summary>An event for the element in a slot, as the hardware writes it.</summary>
        public void Complete(int id, int slot, int length)
        {
            GsiChannel channel = bench.Gsi.Channel(id);
            int written = _events.GetValueOrDefault(id);
            channel.Events.Memory.WriteElement(written % channel.Events.Count * 16, channel.Ring.Memory.Address + (ulong)slot * 16, (uint)length | 2ul << 24 | (ulong)id << 56);
            _events[id] = written + 1;
        }

        public override void Write32(uint offset, uint value)
        {
            GsiRegisters table = bench.Data.Gsi;
            if (offset == table.ChCmd.Offset) { Command((int)(value & 0xff), value >> 24); }
            for (int id = 0; id < 20; id++)
            {
                if (bench.Gsi.Channel(id) is not { } channel) { continue; }
                if (offset == table.ChQos.At(id)) { log.Add($"qos{id}={value:x}"); }
                if (offset == table.ChDoorbell0.At(id))
                {
                    int slot = (int)(value - (uint)channel.Ring.Memory.Address) / 16;
                    channel.Ring.Memory.ReadElement((slot + channel.Ring.Count - 1) % channel.Ring.Count * 16, out ulong address, out ulong rest);
                    log.Add($"ring{id}:{slot}({(long)(address - channel.Ring.Memory.Address):x},{(uint)rest:x})");
                }
            }
        }

        private void Command(int channel, uint opcode)
        {
            log.Add($"{(opcode == Start ? "start" : opcode == Stop ? "stop" : opcode == Reset ? "reset" : "command" + opcode)}{channel}");
            Times.Add((log[^1], bench.Loop.Now));
            int left = IgnoredTimes.GetValueOrDefault((channel, opcode));
            IgnoredTimes[(channel, opcode)] = left - 1;
            if (left > 0 || Ignored.Contains((channel, opcode))) { return; }
            _states[channel] = opcode == Start ? 2u : opcode == Stop ? 3u : 1u;
        }
    }

    /// <summary>Memory above 4 GiB without an owner to ask; notes what was asked for.</summary>
    internal sealed class NotedHeap : DmaHeap
    {
        private ulong _next = 0x1_0000_0000;

        /// <summary>Label, size and alignment, in order.</summary>
        public List<string> Taken { get; } = [];

        public List<string> Freed { get; } = [];

        private readonly Dictionary<DmaMemory, string> _labels = [];

        public override DmaMemory Allocate(string label, int size, int alignment)
        {
            _next = (_next + (ulong)alignment - 1) / (ulong)alignment * (ulong)alignment;
            var memory = new DmaMemory(_next, size);
            _next += (ulong)size;
            Taken.Add($"{label} {size} {alignment}");
            _labels[memory] = label;
            return memory;
        }

        public override void Free(DmaMemory memory) => Freed.Add(_labels[memory]);
    }
}
