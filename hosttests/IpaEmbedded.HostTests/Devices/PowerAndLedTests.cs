using IpaEmbedded.Devices.Adc;
using IpaEmbedded.Devices.Leds;
using IpaEmbedded.Devices.Regulators;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Regulators;

namespace IpaEmbedded.HostTests.Devices;

/// <summary>Ordinary nodes that need a provider and no chip: LEDs on PWM, fixed regulators, dividers, voltages.</summary>
[TestClass]
public class PowerAndLedTests
{
    private readonly TestPins _pins = new();
    private readonly TestPwm _pwm = new();
    private readonly TestAdc _adc = new();
    private readonly TestRegulator _input = new();

    private TestPlatform Board(string nodes)
    {
        var test = new TestPlatform($$"""
            / {
                {{nodes}}
                pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; };
                pwm: pwm { compatible = "t,pwm"; #pwm-cells = <2>; };
                adc: adc { compatible = "t,adc"; #io-channel-cells = <1>; };
                input: input { compatible = "t,input"; };
            };
            """);
        IpaEmbedded.Devices.DeviceDrivers.Register(test.Drivers);
        return test.With("t,pins", device => device.Provide(_pins))
            .With("t,pwm", device => device.Provide(_pwm))
            .With("t,adc", device => device.Provide(_adc))
            .With("t,input", device => device.Provide(_input))
            .With("t,load", device => device.DriverData = device.Supply("vdd"))
            .Probe();
    }

    [TestMethod]
    public void A_LED_on_PWM_has_a_brightness_and_a_default_one()
    {
        var test = Board("leds { compatible = \"pwm-leds\"; a { pwms = <&pwm 0 1000>; max-brightness = <10>; default-brightness = <5>; }; };");
        var led = (PwmLed)Led.Of(test.Platform, "/leds/a");

        led.Set(true);
        led.Set(99);
        led.Set(false);

        Assert.AreEqual("0: 0 of 1000;0: 500 of 1000;0: 1000 of 1000;0: 0 of 1000", _pwm.Calls);
        Assert.IsFalse(led.IsOn);
        Assert.AreEqual(10u, led.MaximumBrightness);
    }

    [TestMethod]
    public void A_low_active_LED_on_PWM_is_dark_at_full_duty_and_its_enable_pin_follows()
    {
        var test = Board("leds { compatible = \"pwm-leds\"; a { pwms = <&pwm 1 1000>; max-brightness = <4>; active-low; default-state = \"on\"; enable-gpios = <&pins 2 0>; }; };");

        Assert.IsTrue(_pins.Levels[2]);
        test.Platform.Remove(test.Device("/leds"));

        Assert.AreEqual("1: 0 of 1000;1: 1000 of 1000;1: 0 of 1000 off", _pwm.Calls);
        Assert.IsFalse(_pins.Levels[2]);
    }

    [TestMethod]
    public void A_LED_has_its_brightness_before_its_enable_pin_lets_it_shine()
    {
        var test = Board("leds { compatible = \"pwm-leds\"; a { pwms = <&pwm 1 1000>; enable-gpios = <&pins 2 0>; }; };");
        var enabled = new List<bool>();
        _pwm.Applied = () => enabled.Add(_pins.Levels[2]);

        Led.Of(test.Platform, "/leds/a").Set(true);

        CollectionAssert.AreEqual(new[] { false }, enabled);
        Assert.IsTrue(_pins.Levels[2]);
    }

    [TestMethod]
    [DataRow("max-brightness = <0>;", "/leds/a: max-brightness: expected a number above 0")]
    [DataRow("max-brightness = <9>; default-brightness = <10>;", "/leds/a: default-brightness: expected 1 to 9, found 10")]
    [DataRow("max-brightness = <9>; default-state = \"keep\";", "/leds/a: default-state: expected \"on\" or \"off\", found \"keep\"")]
    [DataRow("max-brightness = <9>;", "/leds/a: pwms: expected 1 entries, found 0")]
    public void A_LED_on_PWM_that_cannot_be_is_explained(string properties, string reason) =>
        Assert.AreEqual(reason, Board("leds { compatible = \"pwm-leds\"; a { " + properties + " }; };").Reason("/leds"));

    [TestMethod]
    [DataRow("gpio = <&pins 5 0>;", false, "without the property the pin is active low, whatever the flag")]
    [DataRow("gpio = <&pins 5 1>;", false, "the same")]
    [DataRow("gpios = <&pins 5 0>; enable-active-high;", true, "")]
    [DataRow("gpios = <&pins 5 1>; enable-active-high;", true, "the flag does not count")]
    [DataRow("enable-gpios = <&pins 5 0>;", true, "Zephyr's property is as its flag says")]
    [DataRow("enable-gpios = <&pins 5 1>;", false, "")]
    public void A_fixed_regulator_switches_its_pin_by_the_rule_of_its_binding(string properties, bool highIsOn, string why)
    {
        var test = Board("reg: reg { compatible = \"regulator-fixed\"; " + properties + " }; load { compatible = \"t,load\"; vdd-supply = <&reg>; };");
        var supply = (Supply)test.Device("/load").DriverData;

        Assert.AreEqual(!highIsOn, _pins.Levels[5], why);
        supply.Enable();
        Assert.AreEqual(highIsOn, _pins.Levels[5], why);
        supply.Disable();
        Assert.AreEqual(!highIsOn, _pins.Levels[5], why);
    }

    [TestMethod]
    public void A_fixed_regulator_waits_for_its_start_and_between_off_and_on_and_has_a_supply_itself()
    {
        var test = Board("""
            reg: reg {
                compatible = "regulator-fixed"; gpio = <&pins 5 0>; enable-active-high; startup-delay-us = <700>; off-on-delay-us = <2000>;
                regulator-name = "3V3"; regulator-min-microvolt = <3300000>; regulator-max-microvolt = <3300000>; vin-supply = <&input>;
            };
            load { compatible = "t,load"; vdd-supply = <&reg>; };
            """);
        var supply = (Supply)test.Device("/load").DriverData;

        supply.Enable();
        Assert.AreEqual(700, test.Loop.Now);
        Assert.AreEqual("on", _input.Calls);
        supply.Disable();
        Assert.AreEqual("on,off", _input.Calls);
        test.Loop.Run(500);
        supply.Enable();

        Assert.AreEqual(700 + 500 + 1500 + 700, test.Loop.Now);
        Assert.AreEqual(3300000, supply.Microvolts);
        Assert.AreEqual("3V3", supply.Regulator.Name);
    }

    [TestMethod]
    public void A_fixed_regulator_has_its_input_before_its_pin_is_on_and_until_it_is_off()
    {
        var test = Board("reg: reg { compatible = \"regulator-fixed\"; gpio = <&pins 5 0>; enable-active-high; vin-supply = <&input>; }; load { compatible = \"t,load\"; vdd-supply = <&reg>; };");
        var supply = (Supply)test.Device("/load").DriverData;
        var levels = new List<bool>();
        _input.Switched = () => levels.Add(_pins.Levels[5]);

        supply.Enable();
        supply.Disable();

        CollectionAssert.AreEqual(new[] { false, false }, levels);
        Assert.AreEqual("on,off", _input.Calls);
    }

    [TestMethod]
    [DataRow("regulator-always-on;", true, true)]
    [DataRow("regulator-boot-on;", true, false)]
    [DataRow("", false, false)]
    public void A_fixed_regulator_is_on_at_boot_and_stays_on_as_the_tree_says(string properties, bool atBoot, bool afterwards)
    {
        var test = Board("reg: reg { compatible = \"regulator-fixed\"; gpio = <&pins 5 0>; enable-active-high; startup-delay-us = <700>; " + properties + " }; load { compatible = \"t,load\"; vdd-supply = <&reg>; };");
        var supply = (Supply)test.Device("/load").DriverData;

        Assert.AreEqual(atBoot, _pins.Levels[5]);
        supply.Enable();
        Assert.AreEqual(atBoot ? 0 : 700, test.Loop.Now, "who is on does not start");
        supply.Disable();
        Assert.AreEqual(afterwards, ((FixedRegulator)supply.Regulator).IsOn);
        Assert.AreEqual(afterwards, _pins.Levels[5]);
    }

    [TestMethod]
    public void A_divider_gives_the_voltage_before_it_to_those_who_name_it()
    {
        var test = Board("""
            div: div { compatible = "voltage-divider"; #io-channel-cells = <0>; io-channels = <&adc 2>; output-ohms = <22>; full-ohms = <222>; };
            mon { compatible = "iio-hwmon"; io-channels = <&div>, <&adc 3>; io-channel-names = "battery"; };
            """);
        var sensor = (IioHwmon)Sensor.Of(test.Platform, "/mon");
        _adc.Values[2] = 1100000;

        Assert.IsTrue(sensor.Read(0, out int millivolts));
        Assert.AreEqual(11100, millivolts);
        Assert.IsFalse(sensor.Read(1, out millivolts));
        Assert.AreEqual(0, millivolts);
        Assert.AreEqual("battery,in1", string.Join(",", Enumerable.Range(0, sensor.Count).Select(sensor.LabelOf)));

        _adc.Values[2] = int.MaxValue;
        Assert.IsFalse(((VoltageDivider)test.Device("/div").DriverData).Read(0, out int microvolts), "more than 2,147 V does not fit");
        Assert.AreEqual(0, microvolts);
    }

    [TestMethod]
    [DataRow("output-ohms = <0>; full-ohms = <9>; io-channels = <&adc 0>;", "/div: output-ohms: expected 1 to \"full-ohms\" (9), found 0")]
    [DataRow("output-ohms = <10>; full-ohms = <9>; io-channels = <&adc 0>;", "/div: output-ohms: expected 1 to \"full-ohms\" (9), found 10")]
    [DataRow("full-ohms = <9>;", "/div: output-ohms: expected one cell")]
    public void A_divider_that_divides_nothing_is_explained(string properties, string reason) =>
        Assert.AreEqual(reason, Board("div { compatible = \"voltage-divider\"; " + properties + " };").Reason("/div"));

    [TestMethod]
    public void Voltages_without_channels_are_explained() =>
        Assert.AreEqual("/mon: io-channels: expected at least one channel", Board("mon { compatible = \"iio-hwmon\"; };").Reason("/mon"));
}
