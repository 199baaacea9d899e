using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Testing;

namespace IpaEmbedded.HostTests.Testing;

/// <summary>The kit for people who test a driver of their own: what it gives, and what its failures say.</summary>
[TestClass]
public sealed class TestKitTests
{
    private const string Tree = """
        #include <dt-bindings/gpio/gpio.h>
        / {
            model = "A pump"; compatible = "acme,board";
            #address-cells = <1>; #size-cells = <1>;
            oscillator: clock { compatible = "fixed-clock"; #clock-cells = <0>; clock-frequency = <19200000>; };
            pump@4000 { compatible = "acme,pump"; reg = <0x4000 0x10>; clocks = <&oscillator>; acme,polarity = <GPIO_ACTIVE_LOW>; };
        };
        """;

    [TestMethod]
    public void A_tree_with_mistakes_fails_with_all_of_them_at_their_lines()
    {
        var failure = Assert.ThrowsExactly<TestFailedException>(() => TestTree.FromText("/ {\n a = <(1 % 0)>;\n b = <(1 / 0)>;\n};"));

        Assert.Contains("test.dts:2:", failure.Message);
        Assert.Contains("test.dts:3:", failure.Message);
    }

    [TestMethod]
    public void A_tree_is_validated_by_the_packages_own_bindings_too()
    {
        TestTree.FromText(Tree).Validate();

        var failure = Assert.ThrowsExactly<TestFailedException>(() => TestTree.FromText(Tree.Replace("clock-frequency", "clock-frequenzy", StringComparison.Ordinal)).Validate());
        Assert.Contains("'clock-frequency'", failure.Message);
    }

    [TestMethod]
    public void Included_files_of_the_package_are_found()
    {
        Assert.AreEqual(1u, new TestBoard(Tree).With(new PumpDriver()).Start().Device("/pump").Node.Cell("acme,polarity"));
    }

    [TestMethod]
    public void A_device_that_does_not_run_fails_with_its_reason_and_one_that_runs_is_not_refused()
    {
        using var board = new TestBoard(Tree).With(new PumpDriver()).Start();

        Assert.AreEqual(19200000u, board.Bound<Pump>("/pump").Rate);
        Assert.AreEqual("/pump@4000 is bound", Message(() => board.Refused("/pump")));
        Assert.AreEqual("/pump@4000: DriverData is Pump, not String", Message(() => board.Bound<string>("/pump")));
        Assert.AreEqual("/valve is no device; the devices are /clock, /pump@4000", Message(() => board.Device("/valve")));
        Assert.StartsWith("/pump@4000 is not bound: ", Message(() => new TestBoard(Tree).Start().Bound<Pump>("/pump")));
    }

    [TestMethod]
    public void A_test_of_a_sensor_on_I2C_with_its_chip_has_twenty_lines()
    {
        var source = File.ReadAllLines(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Testing/WriteYourOwnDriverTests.cs"));
        var first = Array.FindIndex(source, line => line.Contains("A_driver_of_your_own_reads_a_chip_of_your_own_on_I2C", StringComparison.Ordinal));
        var end = Array.FindIndex(source, line => line.Contains("class HygrometerDriver", StringComparison.Ordinal));

        Assert.IsGreaterThan(10, end - first);
        Assert.IsLessThanOrEqualTo(20, source[first..end].Count(line => line.Trim().Length > 0));
    }

    [TestMethod]
    public void A_broken_rule_of_a_bus_is_told_in_the_end()
    {
        using var board = new TestBoard("/ { i2c { compatible = \"acme,i2c\"; #address-cells = <1>; #size-cells = <0>; sensor@48 { compatible = \"national,lm75\"; reg = <0x48>; }; }; };").Start();
        board.Chip("/i2c/sensor").Set("temperature", 30500);
        Assert.IsTrue(board.Bound<Sensor>("/i2c/sensor").Read(Quantity.Temperature, out var millidegrees));
        Assert.AreEqual(30500, millidegrees);

        new I2cClient(board.Outside.I2c("/i2c"), 0x20, false).Write([0], 1);

        Assert.AreEqual("rules of the board were broken:\n0 us: absent-chip at /i2c: transfer to address 0x20, which no node of the bus has", Message(board.Stop));
    }

    [TestMethod]
    public void Time_passes_only_when_the_test_lets_it()
    {
        using var board = new TestBoard(Tree).With(new PumpDriver()).Start();

        Assert.AreEqual(0, board.Now);
        Assert.AreEqual(2500, board.Run(2500).Now);
        Assert.AreEqual(3000, board.Work(() => board.Simulation.Loop.Sleep(500)).Now);
    }

    [TestMethod]
    public void A_model_of_the_hardware_takes_the_place_of_storage()
    {
        using var board = new TestBoard(Tree).With(0x4000, new SevenEverywhere()).With(new PumpDriver()).Start();

        Assert.AreEqual(7u, board.Registers(0x4000).Read32(8));
        Assert.AreEqual(7u, board.Bound<Pump>("/pump").Registers.Read32(0));
    }

    [TestMethod]
    public void Memory_that_a_driver_keeps_after_its_removal_is_a_failure()
    {
        var board = new TestBoard(Tree).With(new PumpDriver { Leaks = true }).Start();

        Assert.StartsWith("not given back: pump: 64 bytes at 0x", Message(board.Stop));
        board.Dispose();
        new TestBoard(Tree).With(new PumpDriver()).Start().Stop();
    }

    [TestMethod]
    public void A_board_that_is_used_is_stopped_at_the_end_of_its_test()
    {
        Assert.StartsWith("not given back: pump: 64 bytes at 0x", Message(() =>
        {
            using var board = new TestBoard(Tree).With(new PumpDriver { Leaks = true }).Start();
        }));
    }

    [TestMethod]
    public void A_chip_that_is_not_there_is_named_with_those_that_are()
    {
        using var board = new TestBoard(Tree).With(new PumpDriver()).Start();

        Assert.AreEqual("/pump has no simulated chip; no node has one", Assert.ThrowsExactly<ArgumentException>(() => board.Chip("/pump")).Message);
    }

    private static string Message(Action action) => Assert.ThrowsExactly<TestFailedException>(action).Message;

    private sealed class PumpDriver : Driver
    {
        public bool Leaks { get; init; }

        public override string[] Compatibles => ["acme,pump"];

        public override void Probe(Device device)
        {
            if (Leaks)
            {
                device.Platform.Heap.Allocate("pump", 64, 4);
            }

            device.DriverData = new Pump(device);
        }
    }

    private sealed class Pump
    {
        public Pump(Device device)
        {
            Registers = device.MapRegisters(0);
            Rate = device.Clock(0).Rate;
        }

        public RegisterBlock Registers { get; }

        public uint Rate { get; }
    }

    private sealed class SevenEverywhere : RegisterBlock
    {
        public override uint Read32(uint offset) => 7;

        public override void Write32(uint offset, uint value)
        {
        }
    }
}
