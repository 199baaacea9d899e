using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class GpioLineTests
{
    /// <summary>A device /d with one pin "x", taken in Probe.</summary>
    private static TestPlatform Board(TestPins pins, string specifier, Action<GpioLine>? probe = null, string more = "") => new TestPlatform($$"""
        / {
            d { compatible = "t,d"; x-gpios = <&pins {{specifier}}>; };
            e { compatible = "t,e"; y-gpio = <&pins 7 0>; };
            pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; {{more}} };
        };
        """)
        .With("t,d", device => probe?.Invoke(device.Gpio("x")))
        .With("t,pins", device => device.Provide(pins));

    [TestMethod]
    [DataRow("3 0", true, "3=output 1")]
    [DataRow("3 1", true, "3=output 0")]
    [DataRow("3 (1 | 16)", false, "3=pull Up;3=output 1")]
    [DataRow("3 32", false, "3=pull Down;3=output 0")]
    [DataRow("3 64", true, "3=pull Disabled;3=output 1")]
    public void An_output_has_level_and_bias_of_its_flags(string specifier, bool active, string calls)
    {
        var pins = new TestPins();

        Board(pins, specifier, line => line.SetOutput(active)).Probe();

        Assert.AreEqual(calls, pins.Calls);
    }

    [TestMethod]
    public void An_input_reads_active_by_its_flag()
    {
        var pins = new TestPins();
        GpioLine? line = null;
        Board(pins, "3 17", taken => { line = taken; taken.SetInput(); }).Probe();

        Assert.IsTrue(line!.Read());
        pins.Drive(3, true);
        Assert.IsFalse(line.Read());
        Assert.AreEqual("3=pull Up;3=input", pins.Calls);
        Assert.IsTrue(line.IsActiveLow);
    }

    [TestMethod]
    [DataRow("3 6", "3=drive OpenDrain;3=output 0;3=input;3=output 0")]
    [DataRow("3 7", "3=drive OpenDrain;3=input;3=output 0;3=input")]
    [DataRow("3 2", "3=drive OpenSource;3=input;3=output 1;3=input")]
    public void A_controller_without_open_drain_drives_one_level_and_lets_go_for_the_other(string specifier, string calls)
    {
        var pins = new TestPins();

        Board(pins, specifier, line => { line.SetOutput(false); line.Write(true); line.Write(false); }).Probe();

        Assert.AreEqual(calls, pins.Calls);
    }

    [TestMethod]
    public void A_controller_with_open_drain_is_asked_for_it_and_written_to()
    {
        var pins = new TestPins { HasDrive = true };

        Board(pins, "3 6", line => { line.SetOutput(false); line.Write(true); }).Probe();

        Assert.AreEqual("3=drive OpenDrain;3=output 0", pins.Calls);
        Assert.IsTrue(pins.Levels[3]);
    }

    [TestMethod]
    public void A_controller_that_says_nothing_of_push_pull_drives_both_levels()
    {
        // TestPins has no drives unless told, and PushPull is one: the line must not let go of the pin.
        var pins = new TestPins();

        Board(pins, "3 0", line => { line.SetOutput(true); line.Write(false); }).Probe();

        Assert.AreEqual("3=output 1", pins.Calls);
        Assert.IsFalse(pins.Levels[3]);
    }

    [TestMethod]
    public void A_pin_has_one_consumer_and_who_comes_later_reads_who_has_it()
    {
        var test = Board(new TestPins(), "7 0", _ => { }).With("t,e", device => device.Gpio("y")).Probe();

        Assert.AreEqual("", test.Reason("/d"));
        Assert.AreEqual("/e: y-gpio: expected a pin that is free, found 7, which /d has", test.Reason("/e"));
    }

    [TestMethod]
    public void A_pin_is_free_again_when_its_consumer_goes_or_fails()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "7 0", line => line.Watch(_ => { })).With("t,e", device => device.Gpio("y")).Probe();
        Assert.IsTrue(pins.IsWatched(7));

        test.Platform.Remove(test.Device("/d"));
        test.Platform.Retry(test.Device("/e"));
        test.Probe();

        Assert.AreEqual("", test.Reason("/e"));
        Assert.IsFalse(pins.IsWatched(7));
        Assert.AreEqual("7=input;7=free", pins.Calls);
        Assert.AreEqual("/e", pins.LineOf(7).Consumer);

        var failing = Board(pins = new TestPins(), "7 0", _ => throw new InvalidOperationException("no")).With("t,e", device => device.Gpio("y")).Probe();
        Assert.AreEqual("no", failing.Reason("/d"));
        Assert.AreEqual("", failing.Reason("/e"));
    }

    [TestMethod]
    public void Edges_are_told_as_active_or_not_until_the_handler_goes()
    {
        var pins = new TestPins { HasEdges = true };
        var told = new List<bool>();
        GpioLine? line = null;
        Board(pins, "3 1", taken => { line = taken; Assert.IsTrue(taken.Watch(told.Add)); }).Probe();

        pins.Drive(3, true);
        pins.Drive(3, false);
        line!.Watch(null);
        pins.Drive(3, true);

        CollectionAssert.AreEqual(new[] { false, true }, told);
        Assert.IsFalse(pins.IsWatched(3));
    }

    [TestMethod]
    public void A_controller_without_edges_says_so_and_the_pin_is_an_input_all_the_same()
    {
        var pins = new TestPins();

        Board(pins, "3 0", line => Assert.IsFalse(line.Watch(_ => { }))).Probe();

        Assert.AreEqual("3=input", pins.Calls);
    }

    [TestMethod]
    [DataRow("gpios = <1 0>; output-high;", "1=output 1")]
    [DataRow("gpios = <1 1>; output-high;", "1=output 0")]
    [DataRow("gpios = <1 0>, <2 1>; output-low;", "1=output 0;2=output 1")]
    [DataRow("gpios = <1 16>; input;", "1=pull Up;1=input")]
    public void Hogs_are_set_when_the_controller_comes(string hog, string calls)
    {
        var pins = new TestPins();

        var test = Board(pins, "3 0", more: "h { gpio-hog; " + hog + " };").Probe();

        Assert.AreEqual("", test.Reason("/pins"));
        Assert.AreEqual(calls, pins.Calls);
        Assert.AreEqual("/pins/h", pins.LineOf(1).Consumer);
    }

    [TestMethod]
    [DataRow("output-low;", "/pins/h: gpios: expected pins of 2 cells, found 0")]
    [DataRow("gpios = <1 0 2>; output-low;", "/pins/h: gpios: expected pins of 2 cells, found 3")]
    [DataRow("gpios = <32 0>; output-low;", "/pins/h: gpios: expected a pin and flags, found <32 0>")]
    [DataRow("gpios = <1 0>;", "/pins/h: gpio-hog: expected \"input\", \"output-low\" or \"output-high\" beside it")]
    [DataRow("gpios = <1 0>, <1 0>; input;", "/pins/h: gpios: expected a pin that is free, found 1, which /pins/h has")]
    public void A_malformed_hog_is_the_reason_of_its_controller_and_holds_no_pin(string hog, string reason)
    {
        var pins = new TestPins();

        var test = Board(pins, "3 0", more: "h { gpio-hog; " + hog + " };").Probe();

        Assert.AreEqual(reason, test.Reason("/pins"));
        Assert.IsNull(pins.LineOf(1));
        Assert.Contains("waits for /pins, which failed", Board(new TestPins(), "3 0", line => line.Read(), "h { gpio-hog; " + hog + " };").Probe().Reason("/d"));
    }

    [TestMethod]
    public void A_hogged_pin_has_its_consumer()
    {
        var test = Board(new TestPins(), "1 0", _ => { }, "h { gpio-hog; gpios = <1 0>; input; };").Probe();

        Assert.AreEqual("/d: x-gpios: expected a pin that is free, found 1, which /pins/h has", test.Reason("/d"));
    }

    [TestMethod]
    public void A_specifier_of_other_than_two_cells_is_refused_unless_the_controller_translates_it()
    {
        const string Text = "/ { d { compatible = \"t,d\"; x-gpios = <&pins 1 2 1>; }; pins: pins { compatible = \"t,pins\"; gpio-controller; #gpio-cells = <3>; }; };";
        GpioLine? line = null;

        var plain = new TestPlatform(Text).With("t,d", device => device.Gpio("x")).With("t,pins", device => device.Provide(new TestPins())).Probe();
        var banked = new TestPlatform(Text).With("t,d", device => line = device.Gpio("x")).With("t,pins", device => device.Provide(new BankedPins())).Probe();

        Assert.AreEqual("/d: x-gpios: expected a pin and flags of /pins in entry 0, found <1 2 1>", plain.Reason("/d"));
        Assert.AreEqual("", banked.Reason("/d"));
        Assert.AreEqual(34, line!.Pin);
        Assert.IsTrue(line.IsActiveLow);
    }

    /// <summary>Two banks of 32 pins, named by bank, pin and flags.</summary>
    private sealed class BankedPins : GpioController
    {
        public override int PinCount => 64;

        public override bool Translate(uint[] specifier, out uint pin, out uint flags)
        {
            pin = (specifier[0] * 32) + specifier[1];
            flags = specifier[2];
            return true;
        }

        public override void SetInput(int pin)
        {
        }

        public override void SetOutput(int pin, bool high)
        {
        }

        public override bool Read(int pin) => false;

        public override void Write(int pin, bool high)
        {
        }
    }
}
