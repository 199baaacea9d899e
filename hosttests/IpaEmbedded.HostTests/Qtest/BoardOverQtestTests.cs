using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qtest;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Simulation;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>A whole board from its device tree, every supplier of the IPA included, once in this process and once over the socket.</summary>
[TestClass]
public sealed class BoardOverQtestTests
{
    [TestMethod]
    [DataRow(0u)]
    [DataRow(11u)]
    public void A_device_tree_boots_over_the_socket_with_the_accesses_and_times_that_it_has_in_process(uint seed)
    {
        var loop = new EventLoop(new VirtualTime());
        var soc = new FakeSoc(loop, Chips.Sdm845(), SocMap.Sdm845(), Timing(seed), true);
        string[] here = Boot(loop, new FakeSocPlatform(soc), soc.Board, soc.Memory, 2);

        using var bench = new QtestBench(timing: Timing(seed));
        var hardware = new QtestHardware(bench.Client);
        var remote = new EventLoop(new QtestTime(hardware));
        var heap = new QtestHeap(hardware.Mirror, QtestMachine.RamAddress, QtestMachine.DefaultRamBytes);
        string[] there = Boot(remote, new QtestSocPlatform(hardware, remote, SocMap.Sdm845()), new QtestBoard(hardware), heap, 2);

        for (int i = 0; i < Math.Min(here.Length, there.Length); i++)
        {
            Assert.AreEqual(here[i], there[i], $"line {i}");
        }
        Assert.HasCount(here.Length, there);
        Assert.IsGreaterThan(400, here.Length);
        Assert.AreEqual(2, there.Count(line => line.EndsWith(" received 84", StringComparison.Ordinal)));
        Assert.AreEqual("0", bench.Client.Execute("chip_violations"));
    }

    private static ChipTiming Timing(uint seed) => seed == 0 ? ChipTiming.Immediate() : ChipTiming.Latency(seed);

    private static string[] Boot(EventLoop loop, SocPlatform io, IoMapper board, DmaHeap heap, int requests)
    {
        var lines = new List<string>();
        var drivers = new DriverTable();
        RuntimeDrivers.Register(drivers);
        SocServices services = QualcommDrivers.Register(drivers, io);
        var binding = new IpaPlatformDriver(services, null);
        drivers.Add(binding);
        var platform = new Platform(loop, new FlattenedTree(BoardTree.ModemInit), heap, new LoggingBoard(board, loop, lines), drivers);
        platform.Probe();
        IpaDriver driver = binding.Bound;
        Assert.IsNotNull(driver);
        loop.Post(new WorkItem(() => services.Supervisor("mpss").Start()));
        for (int i = 0; i < 5000 && !driver.Interface.IsRegistered; i++)
        {
            loop.Run(1000);
        }
        loop.Post(new WorkItem(driver.Interface.Open));
        loop.RunPending();
        RmnetInterface rmnet = new RmnetPort(driver.Interface, RmnetFormat.For(driver.Data)).CreateInterface(0);
        rmnet.SetSink(new Sink(loop, lines));
        for (int i = 0; i < requests; i++)
        {
            Assert.AreEqual(TransmitStatus.Accepted, rmnet.Send(Echo, 0, Echo.Length, false, false));
            loop.Run(5000);
        }
        return [.. lines];
    }

    /// <summary>An ICMP echo request from 192.0.2.2 to 192.0.2.1 with 56 bytes of zeros.</summary>
    private static readonly byte[] Echo =
    [
        0x45, 0, 0, 84, 0, 1, 0x40, 0, 0x40, 1, 0xb6, 0xa4, 192, 0, 2, 2, 192, 0, 2, 1,
        8, 0, 0xf7, 0xfe, 0, 0, 0, 1, .. new byte[56],
    ];

    private sealed class Sink(EventLoop loop, List<string> lines) : PacketSink
    {
        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified) => lines.Add($"{loop.Now} received {length}");
    }

    private sealed class LoggingBoard(IoMapper inner, EventLoop loop, List<string> lines) : IoMapper
    {
        public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => new LoggingBlock(inner.MapRegisters(address, size, label), label, loop, lines);

        public override DmaMemory MapMemory(ulong address, ulong size, string label) => inner.MapMemory(address, size, label);
    }

    private sealed class LoggingBlock(RegisterBlock inner, string label, EventLoop loop, List<string> lines) : RegisterBlock
    {
        public override uint Read32(uint offset)
        {
            uint value = inner.Read32(offset);
            lines.Add($"{loop.Now} {loop.Context} read {label} {offset:x} {Text(value)}");
            return value;
        }

        public override void Write32(uint offset, uint value)
        {
            lines.Add($"{loop.Now} {loop.Context} write {label} {offset:x} {Text(value)}");
            inner.Write32(offset, value);
        }

        public override void DmaWriteBarrier() => inner.DmaWriteBarrier();

        // Where buffers lie is the heap's business.
        private static string Text(uint value) => value >= 0x80000000 && value < 0x90000000 ? "address" : value.ToString("x8");
    }
}
