using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

[TestClass]
public sealed class SimulatedGpioTests
{
    private const string Tree = """
        / {
            pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; ngpios = <8>; };
            user { compatible = "t,user"; a-gpios = <&pins 2 0>; };
            open { compatible = "t,open"; a-gpios = <&pins 2 6>; };
            pulled { compatible = "t,pulled"; a-gpios = <&pins 2 16>; };
            gpio-keys {
                compatible = "gpio-keys";
                left { label = "Left"; linux,code = <105>; gpios = <&pins 4 1>; };
                right { linux,code = <106>; gpios = <&pins 5 0>; };
            };
        };
        """;

    private static (DeskBoard Board, SimulatedGpio Pins, GpioLine Line) Start(string compatible)
    {
        GpioLine? line = null;
        var board = new DeskBoard(Tree).With(compatible, device => line = device.Gpio("a")).Probe();
        return (board, board.Simulation.Gpio("/pins"), line!);
    }

    [TestMethod]
    public void An_output_is_on_the_wire_and_an_input_reads_what_the_world_drives()
    {
        var (board, pins, line) = Start("t,user");
        line.SetOutput(true);
        Assert.IsTrue(pins.Level(2));

        line.SetInput();
        pins.Drive(2, false);
        Assert.IsFalse(line.Read());
        pins.Drive(2, true);
        Assert.IsTrue(line.Read());
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void Edges_come_from_the_loop_one_by_one_even_when_the_level_is_back_by_then()
    {
        var (board, pins, line) = Start("t,user");
        List<bool> seen = [];
        pins.Drive(2, false);
        Assert.IsTrue(line.Watch(seen.Add));

        pins.Drive(2, true);
        pins.Drive(2, true);
        pins.Drive(2, false);
        Assert.IsEmpty(seen);
        board.Loop.RunPending();

        CollectionAssert.AreEqual(new[] { true, false }, seen);
        Assert.AreEqual(2, pins.EdgeCount(2));
    }

    [TestMethod]
    public void An_open_drain_output_lets_others_pull_low_and_needs_a_resistor_to_be_high()
    {
        var (board, pins, line) = Start("t,open");
        line.SetOutput(true);
        Assert.IsTrue(pins.IsFloating(2));

        pins.Tie(2, GpioPull.Up);
        Assert.IsTrue(pins.Level(2));
        pins.Drive(2, false);
        Assert.IsFalse(line.Read(), "wired and");
        pins.Release(2);
        line.Write(false);
        Assert.IsFalse(pins.Level(2));
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void The_pull_of_the_tree_makes_a_free_input_high()
    {
        var (board, pins, line) = Start("t,pulled");
        line.SetInput();

        Assert.IsTrue(line.Read());
        Assert.AreEqual(GpioPull.Up, pins.Pull(2));
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void Keys_of_the_tree_rest_inactive_and_drive_their_pin_when_pressed()
    {
        var (board, pins, _) = Start("t,user");
        Assert.IsTrue(pins.Level(4), "low active, at rest");
        Assert.IsFalse(pins.Level(5));

        board.Simulation.Key("Left").Press();
        board.Simulation.Key("right").Press();
        Assert.IsFalse(pins.Level(4));
        Assert.IsTrue(pins.Level(5));
        board.Simulation.Key("Left").Release();
        Assert.IsTrue(pins.Level(4));

        Assert.AreEqual("no key \"Up\"; there are Left, right", Assert.ThrowsExactly<ArgumentException>(() => board.Simulation.Key("Up")).Message);
    }
}
