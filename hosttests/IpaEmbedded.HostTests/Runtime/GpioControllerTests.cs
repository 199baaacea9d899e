using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Controllers that can do little, lines that go at a bad time, LEDs one by one, and connectors on connectors.</summary>
[TestClass]
public sealed class GpioControllerTests
{
    /// <summary>A controller that says of itself only what it must, and keeps a handler longer than it should.</summary>
    private sealed class PlainPins : GpioController
    {
        public List<string> Calls { get; } = [];

        public override int PinCount => 4;

        public override void SetInput(int pin) => Calls.Add($"{pin}=input");

        public override void SetOutput(int pin, bool high) => Calls.Add($"{pin}={(high ? 1 : 0)}");

        public override bool Read(int pin) => true;

        public override void Write(int pin, bool high) => Calls.Add($"{pin}:{(high ? 1 : 0)}");
    }

    private sealed class LatePins : GpioController
    {
        public GpioEdgeHandler Handler { get; private set; } = _ => { };

        public bool Answer { get; set; } = true;

        public override int PinCount => 4;

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

        public override bool Watch(int pin, GpioEdgeHandler? handler)
        {
            Handler = handler ?? Handler;
            return Answer;
        }
    }

    [TestMethod]
    public void A_controller_that_says_nothing_has_push_pull_without_bias_and_no_edges()
    {
        var pins = new PlainPins();

        Assert.AreEqual("True False False False", string.Join(" ", Enum.GetValues<GpioPull>().Select(pull => pins.SetPull(0, pull))));
        Assert.AreEqual("True False False", string.Join(" ", Enum.GetValues<GpioDrive>().Select(drive => pins.SetDrive(0, drive))));
        Assert.IsFalse(pins.Watch(0, _ => { }));
        Assert.IsNull(pins.LineOf(3));
        pins.Free(0);
        Assert.IsEmpty(pins.Calls);
    }

    [TestMethod]
    [DataRow(new uint[] { 3, 5 }, true, 3u, 5u)]
    [DataRow(new uint[] { 0, 0 }, true, 0u, 0u)]
    [DataRow(new uint[] { 4, 5 }, false, 0u, 0u)]
    [DataRow(new uint[] { 0xffffffff, 5 }, false, 0u, 0u)]
    [DataRow(new uint[] { 3 }, false, 0u, 0u)]
    [DataRow(new uint[] { 3, 5, 1 }, false, 0u, 0u)]
    [DataRow(new uint[0], false, 0u, 0u)]
    public void A_specifier_is_a_pin_and_its_flags(uint[] specifier, bool fits, uint pin, uint flags) =>
        Assert.AreEqual((fits, pin, flags), (new PlainPins().Translate(specifier, out uint found, out uint given), found, given));

    [TestMethod]
    [DataRow(0u, "0=1 0:0 0:1")]
    [DataRow(1u, "0=0 0:1 0:0")]
    [DataRow(2u, "0=1 0=input 0=1")]
    [DataRow(3u, "0=input 0=1 0=input")]
    [DataRow(4u, "0=1 0:0 0:1")]
    [DataRow(6u, "0=input 0=0 0=input")]
    [DataRow(7u, "0=0 0=input 0=0")]
    public void A_plain_controller_drives_as_the_flags_say(uint flags, string calls)
    {
        var pins = new PlainPins();
        var line = new GpioLine(pins, 0, flags, "test");
        line.SetOutput(true);
        line.Write(false);
        line.Write(true);

        Assert.AreEqual(calls, string.Join(" ", pins.Calls));
        Assert.AreEqual((flags & 1) == 0, line.Read());
        Assert.AreEqual(("test", 0, (flags & 1) != 0), (line.Consumer, line.Pin, line.IsActiveLow));
    }

    private const string Text = """
        / { d { compatible = "t,d"; x-gpios = <&pins 3 1>; }; pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; }; };
        """;

    [TestMethod]
    public void An_output_is_given_back_and_a_pin_that_was_not_used_is_not()
    {
        foreach (bool used in (bool[])[true, false])
        {
            var pins = new TestPins();
            var test = new TestPlatform(Text).With("t,d", device => { GpioLine line = device.Gpio("x"); if (used) { line.SetOutput(false); } }).With("t,pins", device => device.Provide(pins)).Probe();
            test.Platform.Remove(test.Device("/d"));

            Assert.AreEqual(used ? "3=output 1;3=free" : "", pins.Calls);
            Assert.IsNull(pins.LineOf(3));
        }
    }

    [TestMethod]
    public void An_edge_that_comes_after_its_consumer_went_reaches_nobody()
    {
        var pins = new LatePins();
        var told = new List<bool>();
        GpioLine? line = null;
        var test = new TestPlatform(Text).With("t,d", device => { line = device.Gpio("x"); line.Watch(told.Add); }).With("t,pins", device => device.Provide(pins)).Probe();
        pins.Handler(false);
        test.Platform.Remove(test.Device("/d"));

        pins.Handler(true);

        CollectionAssert.AreEqual(new[] { true }, told);
        foreach (bool answer in (bool[])[true, false])
        {
            pins.Answer = answer;
            Assert.AreEqual(answer, line!.Watch(null), "the controller's own answer");
            Assert.AreEqual(answer, line.Watch(told.Add));
        }
    }

    [TestMethod]
    [DataRow("3 1", true)]
    [DataRow("3 2", true)]
    [DataRow("3 3", true)]
    [DataRow("3 4", false)]
    [DataRow("3 8", false)]
    public void A_pin_is_an_edge_or_a_level_line_with_the_name_of_pin_and_controller(string specifier, bool edge)
    {
        var pins = new TestPins { HasEdges = true };
        ConsumerInterrupt? interrupt = null;
        bool high = specifier != "3 8";
        pins.Levels[3] = !high;
        new TestPlatform($$"""
            / { d { compatible = "t,d"; interrupts-extended = <&pins {{specifier}}>; }; pins: pins { compatible = "t,pins"; #gpio-cells = <2>; #interrupt-cells = <2>; }; };
            """).With("t,d", device => interrupt = device.Interrupt(0)).With("t,pins", device => device.Provide(pins)).Probe();
        Assert.AreEqual("/pins 3", interrupt!.Line.Name);
        Assert.IsFalse(interrupt.Line.IsPending);

        pins.Drive(3, high);
        pins.Drive(3, !high);

        Assert.AreEqual(edge, interrupt.Line.IsPending, "a level is gone, an edge stays");
    }

    [TestMethod]
    [DataRow("<3>", "<&pins 3 1 9>", "/d: interrupts-extended: expected an interrupt of /pins in entry 0, found <3 1 9>")]
    [DataRow("<1>", "<&pins 3>", "/d: interrupts-extended: expected an interrupt of /pins in entry 0, found <3>")]
    [DataRow("<2>", "<&pins 3 5>", "/d: interrupts-extended: expected an interrupt of /pins in entry 0, found <3 5>")]
    [DataRow("<2>", "<&pins 3 16>", "/d: interrupts-extended: expected an interrupt of /pins in entry 0, found <3 16>")]
    public void A_trigger_is_one_cell_and_one_of_five(string cells, string interrupts, string reason)
    {
        var test = new TestPlatform($$"""
            / { d { compatible = "t,d"; interrupts-extended = {{interrupts}}; }; pins: pins { compatible = "t,pins"; #gpio-cells = <2>; #interrupt-cells = {{cells}}; }; };
            """).With("t,d", device => device.Interrupt(0)).With("t,pins", device => device.Provide(new TestPins { HasEdges = true })).Probe();

        Assert.AreEqual(reason, test.Reason("/d"));
    }

    [TestMethod]
    [DataRow("<0>", "h { gpio-hog; gpios = <1>; input; };", "/pins/h: gpios: expected pins of 0 cells, found 1")]
    [DataRow("<2>", "h { gpios = <1 0>; output-high; };", "")]
    [DataRow("<2>", "a { gpio-hog; gpios = <2 0>; input; status = \"disabled\"; };", "")]
    public void Children_without_gpio_hog_and_disabled_ones_hold_nothing(string cells, string child, string reason)
    {
        var pins = new TestPins();
        var test = new TestPlatform($$"""/ { pins { compatible = "t,pins"; gpio-controller; #gpio-cells = {{cells}}; {{child}} }; };""").With("t,pins", device => device.Provide(pins)).Probe();

        Assert.AreEqual(reason, test.Reason("/pins"));
        Assert.AreEqual("", pins.Calls);
        Assert.IsNull(pins.LineOf(1));
        Assert.IsNull(pins.LineOf(2));
    }

    [TestMethod]
    public void LEDs_are_found_by_name_and_by_the_first_that_shows_something_and_all_go_out()
    {
        var pins = new TestPins();
        var test = new TestPlatform("""
            / {
                leds {
                    compatible = "gpio-leds";
                    a { gpios = <&pins 0 0>; default-state = "on"; linux,default-trigger = "heartbeat"; };
                    b { gpios = <&pins 1 0>; default-state = "on"; linux,default-trigger = "netdev"; };
                    c { gpios = <&pins 2 0>; default-state = "on"; linux,default-trigger = "netdev"; };
                };
                pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; };
            };
            """).With(new GpioLedsDriver()).With("t,pins", device => device.Provide(pins)).Probe();
        var leds = (GpioLeds)test.Device("/leds").DriverData;

        Assert.AreEqual("a b c", string.Join(" ", Enumerable.Range(0, leds.Count).Select(i => leds.At(i).Name)));
        Assert.AreSame(leds.At(0), leds.FindByTrigger("heartbeat"));
        Assert.AreSame(leds.At(1), leds.FindByTrigger("netdev"));
        Assert.AreSame(leds.At(2), leds.Find("c"));
        Assert.IsNull(leds.FindByTrigger("none"));
        Assert.IsNull(leds.Find("d"));
        leds.At(1).Set(false);
        Assert.AreEqual("True False True", string.Join(" ", Enumerable.Range(0, 3).Select(i => leds.At(i).IsOn)));
        test.Platform.Remove(test.Device("/leds"));
        Assert.IsFalse(pins.Levels[0] || pins.Levels[1] || pins.Levels[2]);
        Assert.IsTrue(new GpioLed("x", "", new GpioLine(pins, 5, 0, "x"), true).IsOn);
        Assert.IsFalse(new GpioLed("x", "", new GpioLine(pins, 5, 0, "x"), false).IsOn);
        Assert.IsFalse(new GpioLed("x", "", new GpioLine(pins, 5, 0, "x")).IsOn);
    }

    private static string Connected(string header, string specifier, string more = "")
    {
        GpioLine? line = null;
        var test = new TestPlatform($$"""
            / { d { compatible = "t,d"; x-gpios = <&header {{specifier}}>; }; header: header { {{header}} }; {{more}} pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; }; };
            """).With("t,d", device => line = device.Gpio("x")).With("t,pins", device => device.Provide(new TestPins())).Probe();
        return test.Reason("/d") is { Length: > 0 } reason ? reason : $"{line!.Pin}{(line.IsActiveLow ? " low" : "")}";
    }

    [TestMethod]
    [DataRow("#gpio-cells = <2>; gpio-map = <1 0 &pins 5 0>, <1 1 &pins 6 0>;", "1 1", "6")]
    [DataRow("#gpio-cells = <2>; gpio-map-mask = <0xff>; gpio-map = <1 0 &pins 5 0>, <1 1 &pins 6 0>;", "1 1", "6")]
    [DataRow("#gpio-cells = <2>; gpio-map-mask = <0xf 0>; gpio-map = <0x10 0 &pins 5 0>, <0x11 7 &pins 6 0>;", "1 1", "6")]
    [DataRow("#gpio-cells = <1>; gpio-map-pass-thru = <0 1>; gpio-map = <1 &pins 5 1>;", "1", "5 low")]
    [DataRow("#gpio-cells = <1>; gpio-map-pass-thru = <3>; gpio-map-mask = <0xc>; gpio-map = <4 &pins 8 0>;", "6", "10")]
    [DataRow("#gpio-cells = <3>; gpio-map-pass-thru = <0 1>; gpio-map = <1 1 2 &pins 5 0>;", "1 1 2", "5 low")]
    [DataRow("#gpio-cells = <2>; gpio-map-pass-thru = <0 1>; gpio-map-mask = <0xff 0>; gpio-map = <1 0 &pins 5 1>;", "1 2", "5")]
    [DataRow("#gpio-cells = <2>; gpio-map = <1 0>;", "1 0", "/header: gpio-map: expected a row for <1 0>")]
    [DataRow("#gpio-cells = <2>; gpio-map = <2 0 &pins 1 0 1 0>;", "1 0", "/header: gpio-map: expected a row for <1 0>")]
    [DataRow("#gpio-cells = <2>; gpio-map = <1 0 &pins 1>;", "1 0", "/header: gpio-map: expected whole rows")]
    public void A_pin_of_a_connector_is_matched_by_its_masked_cells_and_passes_what_it_may(string header, string specifier, string expected) => Assert.AreEqual(expected, Connected(header, specifier));

    [TestMethod]
    [DataRow(16, "5")]
    [DataRow(17, "/n15: gpio-map: expected an end after 16 maps")]
    public void Sixteen_connectors_may_follow_each_other(int maps, string expected)
    {
        string nodes = string.Concat(Enumerable.Range(0, maps - 1).Select(i => $"n{i}: n{i} {{ #gpio-cells = <2>; gpio-map = <1 0 &{(i + 2 < maps ? "n" + (i + 1) : "pins")} {(i + 2 < maps ? 1 : 5)} 0>; }}; "));

        Assert.AreEqual(expected, Connected("#gpio-cells = <2>; gpio-map = <1 0 &n0 1 0>;", "1 0", nodes));
    }
}
