using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Regulators;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>PWM channels, ADC channels, supplies and pin states as a device gets them.</summary>
[TestClass]
public class BoardResourceTests
{
    private readonly TestPwm _pwm = new();
    private readonly TestAdc _adc = new();
    private readonly TestRegulator _regulator = new();

    private TestPlatform Board(string properties, Action<Device> probe)
    {
        var test = new TestPlatform($$"""
            / {
                d { compatible = "t,d"; {{properties}} };
                pwm: pwm { compatible = "t,pwm"; #pwm-cells = <3>; };
                adc: adc { compatible = "t,adc"; #io-channel-cells = <1>; };
                vdd: vdd { compatible = "t,vdd"; };
                pinctrl { compatible = "t,pinctrl"; g0: g0 { }; g1: g1 { }; bad: bad { pins = <0>; }; };
                firmware-pins { compatible = "t,none"; g2: g2 { }; };
                silent-pins { compatible = "t,silent"; g3: g3 { }; };
                broken-pins { compatible = "t,broken"; g4: g4 { }; };
            };
            """);
        return test.With("t,d", probe)
            .With("t,pwm", device => device.Provide(_pwm))
            .With("t,adc", device => device.Provide(_adc))
            .With("t,vdd", device => device.Provide(_regulator))
            .With("t,silent")
            .With("t,broken", _ => throw new InvalidOperationException("broken"))
            .With("t,pinctrl", device => device.Provide(new TestPinControl(test.Log)))
            .Probe();
    }

    [TestMethod]
    public void A_PWM_channel_has_period_and_polarity_of_the_tree_and_stops_with_its_consumer()
    {
        PwmOutput? output = null;
        var test = Board("pwm-names = \"a\", \"b\"; pwms = <&pwm 0 1000 0>, <&pwm 1 20000000 1>;", device => output = device.Pwm("b"));

        Assert.IsTrue(output!.IsInverted);
        output.SetShare(1, 4);
        output.Set(30000000);
        output.SetShare(1, 0);
        test.Platform.Remove(test.Device("/d"));

        Assert.AreEqual("1: 5000000 of 20000000 inverted;1: 20000000 of 20000000 inverted;1: 0 of 20000000 inverted;1: 0 of 20000000 inverted off", _pwm.Calls);
    }

    [TestMethod]
    [DataRow("pwms = <&pwm 2 1000 0>;", "/d: pwms: expected a channel and a period in nanoseconds of /pwm in entry 0, found <2 1000 0>")]
    [DataRow("pwms = <&pwm 0 0 0>;", "/d: pwms: expected a channel and a period in nanoseconds of /pwm in entry 0, found <0 0 0>")]
    [DataRow("", "/d: pwms: expected 1 entries, found 0")]
    public void A_PWM_channel_that_cannot_be_is_explained(string properties, string reason) =>
        Assert.AreEqual(reason, Board(properties, device => device.Pwm(device.Node, 0)).Reason("/d"));

    [TestMethod]
    public void A_PWM_channel_is_on_for_a_share_of_its_period_and_says_whether_its_controller_could()
    {
        PwmOutput? output = null;
        Board("pwms = <&pwm 1 1000000000 2>;", device => output = device.Pwm(device.Node, 0));
        Assert.AreEqual((1, 1000000000u, false, 0u), (output!.Channel, output.PeriodNanoseconds, output.IsInverted, output.ActiveNanoseconds));

        foreach ((uint part, uint whole, uint active) in ((uint, uint, uint)[])[(0, 100, 0), (1, 100, 10000000), (99, 100, 990000000), (100, 100, 1000000000), (101, 100, 1000000000), (0xffffffff, 1, 1000000000), (5, 0, 0), (3, 8, 375000000)])
        {
            Assert.IsTrue(output.SetShare(part, whole));
            Assert.AreEqual(active, output.ActiveNanoseconds, $"{part} of {whole}");
        }
        Assert.IsTrue(output.Set(1000000001));
        Assert.AreEqual(1000000000u, output.ActiveNanoseconds);
        Assert.IsTrue(output.Set(7));
        Assert.AreEqual(7u, output.ActiveNanoseconds);
        Assert.IsTrue(output.Stop());
        Assert.AreEqual(0u, output.ActiveNanoseconds);

        _pwm.Refuse = true;
        Assert.IsFalse(output.Set(7));
        Assert.IsFalse(output.SetShare(1, 2));
        Assert.IsFalse(output.Stop());
    }

    [TestMethod]
    [DataRow("<1>", "<&pwm 1>", "/d: pwms: expected a channel and a period in nanoseconds of /pwm in entry 0, found <1>")]
    [DataRow("<2>", "<&pwm 1 1000>", "")]
    [DataRow("<3>", "<&pwm 1 1000 1>", "inverted")]
    [DataRow("<3>", "<&pwm 1 1000 3>", "inverted")]
    [DataRow("<3>", "<&pwm 1 1000 2>", "")]
    [DataRow("<3>", "<&pwm 1 1000 0>", "")]
    [DataRow("<4>", "<&pwm 1 1000 1 0>", "inverted")]
    public void A_PWM_channel_has_two_cells_and_perhaps_its_polarity(string cells, string pwms, string expected)
    {
        PwmOutput? output = null;
        var test = new TestPlatform($$"""/ { d { compatible = "t,d"; pwms = {{pwms}}; }; pwm: pwm { compatible = "t,pwm"; #pwm-cells = {{cells}}; }; };""")
            .With("t,d", device => output = device.Pwm(device.Node, 0)).With("t,pwm", device => device.Provide(_pwm)).Probe();

        Assert.AreEqual(expected, output is null ? test.Reason("/d") : output.IsInverted ? "inverted" : "");
    }

    [TestMethod]
    [DataRow("<0>", "<&adc>", 0, "")]
    [DataRow("<1>", "<&adc 0>", 0, "")]
    [DataRow("<1>", "<&adc 3>", 3, "")]
    [DataRow("<2>", "<&adc 2 9>", 2, "")]
    [DataRow("<2>", "<&adc 4 9>", 0, "/d: io-channels: expected a channel of /adc in entry 0, found <4 9>")]
    public void An_ADC_channel_is_the_first_cell_or_the_only_one(string cells, string channels, int channel, string reason)
    {
        AdcInput? input = null;
        var test = new TestPlatform($$"""/ { d { compatible = "t,d"; io-channels = {{channels}}; }; adc: adc { compatible = "t,adc"; #io-channel-cells = {{cells}}; }; };""")
            .With("t,d", device => input = device.IoChannel(device.Node, 0)).With("t,adc", device => device.Provide(_adc)).Probe();

        Assert.AreEqual(reason, test.Reason("/d"));
        Assert.AreEqual(channel, input?.Channel ?? 0);
    }

    private sealed class Converter : AdcController
    {
        public override int ChannelCount => 1;

        public override bool Read(int channel, out int microvolts) => throw new NotSupportedException();

        public static int Of(int number, int full, int reference) => ToMicrovolts(number, full, reference);
    }

    [TestMethod]
    public void A_number_of_a_converter_is_a_part_of_its_reference()
    {
        Assert.AreEqual("0 3300000 1650000 805 -2048000", string.Join(" ", Converter.Of(0, 4096, 3300000), Converter.Of(4096, 4096, 3300000), Converter.Of(2048, 4096, 3300000), Converter.Of(1, 4096, 3300000), Converter.Of(-32768, 32768, 2048000)));
        Assert.AreEqual(2147483647, Converter.Of(2147483647, 2147483647, 2147483647), "no number in between is too large");
    }

    [TestMethod]
    public void A_supply_that_is_off_is_not_switched_off_and_comes_on_again()
    {
        Supply? supply = null;
        Board("vcc-supply = <&vdd>;", device => supply = device.Supply("vcc"));
        supply!.Disable();
        supply.Enable();
        supply.Disable();
        supply.Disable();
        supply.Enable();

        Assert.AreEqual("on,off,on", _regulator.Calls);
        Assert.AreEqual(1, _regulator.EnableCount);
        Assert.AreSame(_regulator, supply.Regulator);
    }

    [TestMethod]
    public void A_regulator_goes_off_with_its_last_consumer()
    {
        var supplies = new List<Supply>();
        Board("a-supply = <&vdd>; b-supply = <&vdd>;", device => { supplies.Add(device.Supply("a")); supplies.Add(device.Supply("b")); });
        supplies[0].Enable();
        supplies[1].Enable();
        supplies[0].Disable();
        Assert.AreEqual("on", _regulator.Calls);

        supplies[1].Disable();
        Assert.AreEqual("on,off", _regulator.Calls);
    }

    [TestMethod]
    public void An_ADC_channel_measures_microvolts_or_says_that_there_is_no_value()
    {
        AdcInput? input = null;
        Board("io-channel-names = \"v\"; io-channels = <&adc 3>;", device => input = device.IoChannel("v"));

        Assert.IsFalse(input!.Read(out int microvolts));
        _adc.Values[3] = 1650000;
        Assert.IsTrue(input.Read(out microvolts));
        Assert.AreEqual(1650000, microvolts);
    }

    [TestMethod]
    public void An_ADC_channel_that_is_not_there_is_explained() =>
        Assert.AreEqual("/d: io-channels: expected a channel of /adc in entry 0, found <4>", Board("io-channels = <&adc 4>;", device => device.IoChannel(device.Node, 0)).Reason("/d"));

    [TestMethod]
    public void A_supply_is_on_while_a_consumer_has_it_and_goes_off_with_it()
    {
        Supply? supply = null;
        var test = Board("vcc-supply = <&vdd>;", device => { supply = device.Supply("vcc"); supply.Enable(); supply.Enable(); });

        Assert.AreEqual("on", _regulator.Calls);
        Assert.AreEqual(3300000, supply!.Microvolts);
        Assert.AreEqual(1, _regulator.EnableCount);
        test.Platform.Remove(test.Device("/d"));

        Assert.AreEqual("on,off", _regulator.Calls);
        Assert.IsFalse(supply.IsEnabled);
    }

    [TestMethod]
    public void A_supply_that_the_tree_does_not_name_is_always_on()
    {
        Supply? supply = null;
        var test = Board("", device => { supply = device.Supply("vcc"); supply.Enable(); });

        Assert.AreEqual("", test.Reason("/d"));
        Assert.IsNull(supply!.Regulator);
        Assert.AreEqual(0, supply.Microvolts);
        Assert.IsTrue(supply.IsEnabled);
    }

    [TestMethod]
    public void Suppliers_of_every_kind_probe_before_their_consumer_is_through()
    {
        var test = Board("pwms = <&pwm 0 1000 0>; io-channels = <&adc 0>; vcc-supply = <&vdd>;", device =>
        {
            device.Pwm(device.Node, 0);
            device.IoChannel(device.Node, 0);
            device.Supply("vcc");
        });

        // The supply is in no list of properties: a deferral finds it, and the device has its second try at once.
        Assert.AreEqual("probe /pwm,probe /adc,probe /d,probe /vdd,probe /d", string.Join(",", test.Log.Take(5)));
        Assert.AreEqual("", test.Reason("/d"));
    }

    [TestMethod]
    [DataRow("pinctrl-0 = <&g0 &g1>;", "pins g0 of /d,pins g1 of /d,probe /d")]
    [DataRow("pinctrl-0 = <&g0>; pinctrl-1 = <&g1>; pinctrl-names = \"sleep\", \"default\";", "pins g1 of /d,probe /d")]
    [DataRow("pinctrl-0 = <&g0>; pinctrl-names = \"sleep\";", "probe /d")]
    [DataRow("pinctrl-0 = <&g2>;", "probe /d")]
    [DataRow("pinctrl-0 = <&g3>;", "probe /d")]
    public void Pins_are_set_before_the_device_probes_where_something_sets_them(string properties, string order)
    {
        var test = Board(properties, _ => { });

        Assert.AreEqual("", test.Reason("/d"));
        Assert.AreEqual(order, string.Join(",", test.Log.Where(line => line.EndsWith("/d", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("pinctrl-0 = <0 &g0>;", "pins g0 of /d,probe /d")]
    [DataRow("pinctrl-0 = <&g0>; pinctrl-names = \"a\", \"default\";", "probe /d")]
    [DataRow("pinctrl-1 = <&g1>;", "probe /d")]
    [DataRow("pinctrl-0 = <&own>; own: own { };", "probe /d")]
    [DataRow("pinctrl-0 = <&lone>;", "probe /d")]
    [DataRow("pinctrl-0 = <&lone &g0>;", "pins g0 of /d,probe /d")]
    [DataRow("pinctrl-0 = <&g1 &own &g0>; own: own { };", "pins g1 of /d,pins g0 of /d,probe /d")]
    public void Groups_that_nobody_sets_are_passed_over(string properties, string order)
    {
        var test = new TestPlatform($$"""
            / { d { compatible = "t,d"; {{properties}} }; pinctrl { compatible = "t,pinctrl"; g0: g0 { }; g1: g1 { }; }; lone: lone { }; };
            """);
        test.With("t,d").With("t,pinctrl", device => device.Provide(new TestPinControl(test.Log))).Probe();

        Assert.AreEqual("", test.Reason("/d"));
        Assert.AreEqual(order, string.Join(",", test.Log.Where(line => line.EndsWith("/d", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Pins_of_the_default_state_are_set_although_the_node_has_no_state_0()
    {
        var test = Board("pinctrl-1 = <&g1>; pinctrl-names = \"sleep\", \"default\";", _ => { });

        Assert.AreEqual("pins g1 of /d,probe /d", string.Join(",", test.Log.Where(line => line.EndsWith("/d", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Pins_are_set_by_the_nearest_controller_above_the_group_up_to_the_root()
    {
        var test = new TestPlatform("""
            / { pinctrl { compatible = "t,pinctrl"; }; d { compatible = "t,d"; pinctrl-0 = <&g>; }; box { shelf { g: g { }; }; }; };
            """);
        test.With("t,d").With("t,pinctrl", device => device.Provide(device.Node.Parent(), new TestPinControl(test.Log))).Probe();

        Assert.AreEqual("probe /pinctrl,pins g of /d,probe /d", string.Join(",", test.Log));
    }

    [TestMethod]
    [DataRow("pinctrl-0 = <&bad>;", "/pinctrl/bad: pins: expected a pin above 0")]
    [DataRow("pinctrl-0 = <0x77>;", "/d: pinctrl-0: expected a phandle of a node in entry 0, found 0x77")]
    [DataRow("pinctrl-0 = <&g4>;", "pinctrl-0: waits for /broken-pins, which failed: broken")]
    public void A_device_whose_pins_cannot_be_set_does_not_probe(string properties, string reason)
    {
        var test = Board(properties, _ => { });

        Assert.AreEqual(reason, test.Reason("/d"));
        Assert.DoesNotContain("probe /d", test.Log);
    }

    [TestMethod]
    public void An_application_finds_its_LED_by_alias_or_reads_why_not()
    {
        const string Text = """
            / {
                aliases { led0 = "/leds/red"; led1 = "/broken/green"; sw0 = "/d"; gone = "/nowhere"; };
                leds { compatible = "gpio-leds"; red { gpios = <&pins 3 0>; }; };
                broken { compatible = "gpio-leds"; green { gpios = <&pins 3 0>; }; };
                d { compatible = "t,d"; };
                pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; };
            };
            """;
        var pins = new TestPins();
        var test = new TestPlatform(Text).With(new GpioLedsDriver()).With("t,d").With("t,pins", device => device.Provide(pins)).Probe();

        Led.Of(test.Platform, "led0").Set(true);

        Assert.IsTrue(pins.Levels[3]);
        Assert.AreSame(Led.Of(test.Platform, "/leds/red"), Led.Of(test.Platform, "led0"));
        Assert.AreEqual(
            "led1: LED: expected a node that supplies one, found /broken/green, /broken/green: gpios: expected a pin that is free, found 3, which /leds/red has",
            Assert.ThrowsExactly<ProbeException>(() => Led.Of(test.Platform, "led1")).Message);
        Assert.AreEqual("sw0: LED: expected a node that supplies one, found /d, whose driver supplies none", Assert.ThrowsExactly<ProbeException>(() => Led.Of(test.Platform, "sw0")).Message);
        Assert.AreEqual("led9: LED: expected an alias of this name in /aliases", Assert.ThrowsExactly<ProbeException>(() => Led.Of(test.Platform, "led9")).Message);
    }
}
