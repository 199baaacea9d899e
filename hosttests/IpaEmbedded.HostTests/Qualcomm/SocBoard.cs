using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>An SDM845, or an SC7180, without the IPA: memory images written from the reference, and links that record what reaches them.</summary>
internal sealed class SocBoard : IoMapper
{
    private readonly Dictionary<ulong, DmaMemory> _memory = [];
    private readonly DriverTable _drivers = new();
    private readonly Heap _heap = new();

    internal SocBoard(byte[] blob)
        : this(blob, SmemImage.Address, CommandDatabase(0x85fe0000, Sdm845BusClocks.Names, OnSdm845))
    {
    }

    private SocBoard(byte[] blob, ulong smem, DmaMemory commandDatabase)
    {
        Io = new Links(this);
        Services = QualcommDrivers.Register(_drivers, Io);
        _drivers.Add(new FixedClockDriver());
        Platform = new Platform(Loop, new FlattenedTree(blob), _heap, this, _drivers);
        _memory[smem] = SmemImage.Create();
        _memory[commandDatabase.Address] = commandDatabase;
        _memory[0x0c300000] = MessageRam.Create();
        var answer = new EventLoopTimer(Loop, () =>
        {
            MessageRam.Answer(_memory[0x0c300000], Messages);
            Io.Gic!.Raise(389);
        });
        Io.OnKick = channel =>
        {
            if (channel == 0) { answer.Start(50); }
        };
    }

    internal EventLoop Loop { get; } = new(new VirtualTime());

    internal Platform Platform { get; }

    internal SocServices Services { get; }

    internal Links Io { get; }

    internal DmaMemory CommandDb => _memory[0x85fe0000];

    internal DmaMemory Smem => _memory[SmemImage.Address];

    /// <summary>Commands that reached RPMh: state, then address=word with "!" for one that is waited for.</summary>
    internal List<string> Votes { get; } = [];

    /// <summary>Adds a driver whose Probe is the test's.</summary>
    internal void Add(string compatible, Action<Device> probe) => _drivers.Add(new TestDriver(compatible, [], probe));

    internal static SocBoard Probed(Action<SocBoard>? before = null, string extra = "")
    {
        var board = new SocBoard(Compile(extra));
        before?.Invoke(board);
        board.Platform.Probe();
        return board;
    }

    internal static SocBoard Sc7180(string extra) =>
        new(Compile(extra, "sc7180-modem-init.dts"), 0x80900000, CommandDatabase(0x80820000, Sc7180BusClocks.Names, OnSc7180));

    /// <summary>What the always-on subsystem was told.</summary>
    internal List<string> Messages { get; } = [];

    /// <summary>A board of ours, with text behind it.</summary>
    internal static byte[] Compile(string extra = "", string name = "sdm845-modem-init.dts") => BoardTree.Compile(name, extra);

    internal Device Device(string path)
    {
        var device = Platform.FindDevice(path);
        Assert.IsNotNull(device, path);
        return device;
    }

    internal void RequireBound(params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.AreEqual("", Device(path).Reason, path);
            Assert.AreEqual(DeviceState.Bound, Device(path).State, path);
        }
    }

    internal byte[] ReadHeap(ulong address, int length)
    {
        var bytes = new byte[length];
        _heap.Find(address).CopyTo(0, bytes, 0, length);
        return bytes;
    }

    public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => new Words();

    public override DmaMemory MapMemory(ulong address, ulong size, string label) =>
        _memory.TryGetValue(address, out var memory) ? memory : _memory[address] = new DmaMemory(address, (int)size);

    // Unit, width and domain of each bus clock are made up, small and different where a test computes with them.
    private static (uint Unit, int Width, int Domain) OnSdm845(string name) => name switch
    {
        "IP0" => (15000, 8, 3),
        "MC0" => (2000000, 4, 0),
        "SH0" => (1000000, 16, 1),
        "ACV" => (1, 1, 0),
        "SN0" => (5000000, 16, 2),
        "SN11" => (5000000, 16, 2),
        "SN1" => (5000000, 8, 2),
        "SN12" or "SN3" => (1000000, 8, 2),
        "CN0" => (1000000, 4, 3),
        _ => (1000000, 8, 4),
    };

    private static (uint Unit, int Width, int Domain) OnSc7180(string name) => name switch
    {
        "SN9" => (5000000, 16, 2),
        "SH4" => (2000000, 16, 1),
        _ => OnSdm845(name),
    };

    private static DmaMemory CommandDatabase(ulong address, string[] busClocks, Func<string, (uint Unit, int Width, int Domain)> numbersOf)
    {
        var memory = new DmaMemory(address, 0x20000);
        memory.CopyFrom(4, [0xdb, 0x30, 0x03, 0x0c], 0, 4);
        var names = new List<(string Name, uint Address)>
        {
            ("xo.lvl", 0x30010), ("lnbclka2", 0x40210), ("lnbclka3", 0x40220), ("rfclka1", 0x40230), ("rfclka2", 0x40240), ("rfclka3", 0x40250), ("IP0", 0x50100),
        };
        for (var i = 0; i < busClocks.Length; i++) { names.Add((busClocks[i], 0x50000u + 4 * (uint)i)); }
        memory.Write16(8, 5);
        memory.Write16(8 + 4, (ushort)(24 * names.Count));
        memory.Write16(8 + 6, (ushort)names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var entry = 144 + 24 * i;
            var data = 144 + 24 * names.Count + 8 * i;
            for (var c = 0; c < names[i].Name.Length; c++) { memory.Write8(entry + c, (byte)names[i].Name[c]); }
            memory.Write32(entry + 16, names[i].Address);
            memory.Write16(entry + 20, 8);
            memory.Write16(entry + 22, (ushort)(8 * i));
            var (unit, width, domain) = numbersOf(names[i].Name);
            memory.Write32(data, unit);
            memory.Write16(data + 4, (ushort)width);
            memory.Write8(data + 6, (byte)domain);
        }

        return memory;
    }

    /// <summary>Records what leaves the SoC's services.</summary>
    internal sealed class Links(SocBoard board) : SocPlatform
    {
        internal List<int> Kicks { get; } = [];

        internal Action<int>? OnKick { get; set; }

        internal GicController? Gic { get; private set; }

        internal RecordingLink ModemLink { get; } = new();

        internal RemoteProcessorControl? Control { get; set; }

        internal SecureMonitor? Monitor { get; set; }

        internal Func<RpmhState, bool> Accepts { get; set; } = _ => true;

        public override SecureMonitor SecureMonitor => Monitor!;

        public override RpmhLink OpenRpmh(Device device) => new Recorder(board);

        public override QrtrLink OpenQrtr(string label, int remoteProcessor) => ModemLink;

        public override RemoteProcessorControl OpenProcessor(string name) => Control!;

        public override void ConnectInterrupts(GicController controller) => Gic = controller;

        public override Mailbox OpenMailbox(Device device) => new Kicker(this);

        private sealed class Kicker(Links links) : Mailbox
        {
            public override void Kick(int channel)
            {
                links.Kicks.Add(channel);
                links.OnKick?.Invoke(channel);
            }
        }
    }

    private sealed class Recorder(SocBoard board) : RpmhLink
    {
        public override void Send(RpmhState state, uint[] addresses, uint[] data, bool[] waits, int count)
        {
            if (!board.Io.Accepts(state)) { throw new HardwareException("apps_rsc: no set is free"); }
            board.Votes.Add(state + " " + string.Join(" ", Enumerable.Range(0, count).Select(i => $"{addresses[i]:x}={data[i]:x8}{(waits[i] ? "!" : "")}")));
        }

        public override void Invalidate() => board.Votes.Add("invalidate");
    }

    private sealed class Words : RegisterBlock
    {
        private readonly Dictionary<uint, uint> _words = [];

        public override uint Read32(uint offset) => _words.GetValueOrDefault(offset);

        public override void Write32(uint offset, uint value) => _words[offset] = value;
    }

    private sealed class Heap : DmaHeap
    {
        private readonly List<DmaMemory> _live = [];
        private ulong _next = 0x180000000;

        public override DmaMemory Allocate(string label, int size, int alignment)
        {
            var memory = new DmaMemory(_next, size);
            _next += 0x100000;
            _live.Add(memory);
            return memory;
        }

        public override void Free(DmaMemory memory) => Assert.IsTrue(_live.Remove(memory));

        internal DmaMemory Find(ulong address) => _live.Single(memory => memory.Address == address);
    }
}
