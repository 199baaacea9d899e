using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class GpioLedsTests
{
    private const string Text = """
        / {
            leds {
                compatible = "gpio-leds";
                link { label = "modem:link"; gpios = <&pins 3 1>; linux,default-trigger = "netdev"; };
                power { gpios = <&pins 5 0>; default-state = "on"; };
                spare { gpios = <&pins 6 0>; status = "disabled"; };
                panic { gpios = <&pins 7 0>; default-state = "keep"; };
            };
            pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; };
        };
        """;

    [TestMethod]
    public void LEDs_start_as_the_tree_says_and_low_active_ones_are_inverted()
    {
        var pins = new TestPins();
        pins.Levels[7] = true;
        var test = new TestPlatform(Text).With(new GpioLedsDriver()).With("t,pins", device => device.Provide(pins)).Probe();

        Assert.AreEqual("", test.Reason("/leds"));
        Assert.AreEqual("3=output 1;5=output 1;7=output 1", pins.Calls);

        var leds = (GpioLeds)test.Device("/leds").DriverData;
        Assert.AreEqual(3, leds.Count);
        leds.Find("modem:link")!.Set(true);
        Assert.IsFalse(pins.Levels[3]);
        Assert.IsTrue(leds.FindByTrigger("netdev")!.IsOn);
        Assert.IsTrue(leds.Find("power")!.IsOn);
        Assert.IsNull(leds.Find("spare"));
    }

    [TestMethod]
    public void Removal_puts_every_LED_out()
    {
        var pins = new TestPins();
        var test = new TestPlatform(Text).With(new GpioLedsDriver()).With("t,pins", device => device.Provide(pins)).Probe();

        test.Platform.Remove(test.Device("/leds"));

        Assert.IsTrue(pins.Levels[3], "low active");
        Assert.IsFalse(pins.Levels[5]);
    }

    [TestMethod]
    public void Nothing_is_driven_when_one_LED_is_malformed()
    {
        var pins = new TestPins();
        var test = new TestPlatform(Text.Replace("<&pins 7 0>", "<&pins 32 0>", StringComparison.Ordinal))
            .With(new GpioLedsDriver()).With("t,pins", device => device.Provide(pins)).Probe();

        Assert.AreEqual("/leds/panic: gpios: expected a pin and flags of /pins in entry 0, found <32 0>", test.Reason("/leds"));
        Assert.AreEqual("", pins.Calls);
    }

    [TestMethod]
    public void An_unknown_start_state_is_quoted()
    {
        var test = new TestPlatform(Text.Replace("keep", "blink", StringComparison.Ordinal))
            .With(new GpioLedsDriver()).With("t,pins", device => device.Provide(new TestPins())).Probe();

        Assert.AreEqual("/leds/panic: default-state: expected \"on\", \"off\" or \"keep\", found \"blink\"", test.Reason("/leds"));
    }
}
