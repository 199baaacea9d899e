using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Simulation;

/// <summary>A platform for drivers that have nothing to do with the IPA.</summary>
[TestClass]
public sealed class SimulatedPlatformTests
{
    private const string Tree = """
        / {
            #address-cells = <1>; #size-cells = <1>;
            thermometer@4000 { compatible = "acme,thermometer"; reg = <0x4000 0x1000>; reg-names = "sensor"; };
        };
        """;

    [TestMethod]
    public void A_driver_runs_on_somebody_elses_model_of_its_device()
    {
        var platform = new SimulatedPlatform(TreeText.Compile(Tree));
        platform.Hardware.AddRegisters(0x4000, new Counter());
        RegisterBlock? registers = null;
        platform.Drivers.Add(new TestDriver("acme,thermometer", [], device => registers = device.MapRegisters("sensor")));

        Assert.AreEqual(1, platform.Probe());
        Assert.AreEqual(1u, registers!.Read32(0));
        Assert.AreEqual(2u, registers.Read32(0));
    }

    [TestMethod]
    public void Registers_that_nobody_models_keep_what_is_written_up_to_their_last_word()
    {
        RegisterBlock registers = Map(new SimulatedPlatform(TreeText.Compile(Tree)));

        registers.Write32(0xffc, 7);
        registers.Write32(0x1000, 8);

        Assert.AreEqual((7u, 0u, 0u), (registers.Read32(0xffc), registers.Read32(0x1000), registers.Read32(0)));
    }

    [TestMethod]
    public void A_driver_that_is_added_later_takes_the_place_of_an_earlier_one()
    {
        var log = new List<string>();
        var platform = new SimulatedPlatform(TreeText.Compile("/ { osc { compatible = \"fixed-clock\"; #clock-cells = <0>; clock-frequency = <1>; }; };"));
        platform.Drivers.Add(new TestDriver("fixed-clock", log));

        platform.Probe();

        CollectionAssert.AreEqual(new[] { "probe /osc" }, log);
    }

    [TestMethod]
    public void An_observer_sees_each_access_and_changes_what_a_read_gives()
    {
        var observer = new Observer();
        var platform = new SimulatedPlatform(TreeText.Compile(Tree));
        platform.Hardware.Observer = observer;
        RegisterBlock registers = Map(platform);

        registers.Write32(8, 5);

        Assert.AreEqual(105u, registers.Read32(8));
        CollectionAssert.AreEqual(new[] { "sensor 8 will be 5", "sensor 8 is 5", "sensor 8 read 5" }, observer.Log);
    }

    [TestMethod]
    public void A_board_has_room_for_as_many_blocks_and_memories_as_a_tree_names()
    {
        var board = new FakeBoard();
        for (uint i = 0; i < 200; i++)
        {
            board.MapRegisters(i * 0x1000, 0x1000, "block").Write32(0, i);
            board.MapMemory(0x10000000 + i * 0x1000, 0x1000, "memory").Write32(0, i);
        }

        for (uint i = 0; i < 200; i++)
        {
            Assert.AreEqual((i, i), (board.MapRegisters(i * 0x1000, 0x1000, "block").Read32(0), board.MapMemory(0x10000000 + i * 0x1000, 0x1000, "memory").Read32(0)));
        }
    }

    [TestMethod]
    public void Work_may_wait_and_conditions_end_the_run()
    {
        var platform = new SimulatedPlatform(TreeText.Compile(Tree));
        platform.Work(() => platform.Loop.Sleep(250));

        Assert.AreEqual(250, platform.Loop.Now);
        Assert.IsTrue(platform.RunUntil(() => platform.Loop.Now >= 1000, 5000, 100));
        Assert.AreEqual(1050, platform.Loop.Now);
        Assert.IsFalse(platform.RunUntil(() => false, 300, 100));
        Assert.AreEqual(1350, platform.Loop.Now);
    }

    private static RegisterBlock Map(SimulatedPlatform platform)
    {
        RegisterBlock? registers = null;
        platform.Drivers.Add(new TestDriver("acme,thermometer", [], device => registers = device.MapRegisters("sensor")));
        platform.Probe();
        return registers!;
    }

    private sealed class Counter : RegisterBlock
    {
        private uint _reads;

        public override uint Read32(uint offset) => ++_reads;

        public override void Write32(uint offset, uint value)
        {
        }
    }

    private sealed class Observer : RegisterObserver
    {
        public List<string> Log { get; } = [];

        public override uint OnRead(string block, uint offset, uint value)
        {
            Log.Add($"{block} {offset} read {value}");
            return value + 100;
        }

        public override void OnWrite(string block, uint offset, uint value) => Log.Add($"{block} {offset} will be {value}");

        public override void OnWritten(string block, uint offset, uint value) => Log.Add($"{block} {offset} is {value}");
    }
}
