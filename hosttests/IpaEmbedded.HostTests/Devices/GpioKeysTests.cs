using IpaEmbedded.Devices.Keys;
using IpaEmbedded.HostTests.Runtime;

namespace IpaEmbedded.HostTests.Devices;

[TestClass]
public class GpioKeysTests
{
    private readonly List<string> _told = [];

    private TestPlatform Board(TestPins pins, string key, string node = "compatible = \"gpio-keys\";")
    {
        var test = new TestPlatform($$"""
            / {
                aliases { sw0 = "/keys/user"; };
                keys { {{node}} user { {{key}} }; };
                pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; };
            };
            """)
            .With(new GpioKeysDriver()).With("t,pins", device => device.Provide(pins)).Probe();
        if (test.Reason("/keys").Length == 0)
        {
            Key.Of(test.Platform, "sw0").Changed = (key, pressed) => _told.Add($"{test.Loop.Now / 1000} ms {key.Name} {(pressed ? "pressed" : "released")}");
        }
        return test;
    }

    private string Told => string.Join("; ", _told);

    [TestMethod]
    public void A_key_tells_of_press_and_release_after_the_debounce_interval_of_5_ms()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "gpios = <&pins 3 0>; linux,code = <28>; label = \"User\";");

        pins.Drive(3, true);
        test.Loop.Run(100000);
        pins.Drive(3, false);
        test.Loop.Run(100000);

        Assert.AreEqual("5 ms User pressed; 105 ms User released", Told);
        Assert.AreEqual(28u, Key.Of(test.Platform, "/keys/user").Code);
    }

    [TestMethod]
    public void Bounces_are_one_press_that_counts_from_the_last_of_them()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "gpios = <&pins 3 0>; debounce-interval = <10>;");

        for (int i = 0; i < 4; i++)
        {
            pins.Drive(3, true);
            test.Loop.Run(1000);
            pins.Drive(3, false);
            test.Loop.Run(1000);
        }
        pins.Drive(3, true);
        test.Loop.Run(100000);

        Assert.AreEqual("18 ms user pressed", Told);
    }

    [TestMethod]
    public void A_glitch_that_is_over_when_the_interval_is_told_nobody()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "gpios = <&pins 3 0>;");

        pins.Drive(3, true);
        pins.Drive(3, false);
        test.Loop.Run(100000);

        Assert.AreEqual("", Told);
    }

    [TestMethod]
    public void A_low_active_key_with_a_pull_is_pressed_by_the_low_level_and_has_Zephyrs_code()
    {
        var pins = new TestPins { HasEdges = true };
        pins.Levels[0] = true;
        var test = Board(pins, "gpios = <&pins 0 (1 | 16)>; zephyr,code = <11>;", "compatible = \"gpio-keys\"; debounce-interval-ms = <30>;");

        Assert.IsFalse(Key.Of(test.Platform, "sw0").IsPressed);
        pins.Drive(0, false);
        test.Loop.Run(100000);

        Assert.AreEqual("30 ms user pressed", Told);
        Assert.AreEqual("0=pull Up;0=input", pins.Calls);
        Assert.AreEqual(11u, Key.Of(test.Platform, "sw0").Code);
    }

    [TestMethod]
    public void A_key_that_is_held_at_boot_is_pressed_without_a_word()
    {
        var pins = new TestPins { HasEdges = true };
        pins.Levels[3] = true;

        Assert.IsTrue(Key.Of(Board(pins, "gpios = <&pins 3 0>;").Platform, "sw0").IsPressed);
        Assert.AreEqual("", Told);
    }

    [TestMethod]
    public void A_controller_without_edges_is_polled_every_10_ms()
    {
        var pins = new TestPins();
        var test = Board(pins, "gpios = <&pins 3 0>;");

        test.Loop.Run(1000);
        pins.Drive(3, true);
        test.Loop.Run(30000);

        Assert.AreEqual("10 ms user pressed", Told);
    }

    [TestMethod]
    public void A_polled_key_is_pressed_when_as_many_polls_as_the_debounce_interval_is_long_say_so()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "gpios = <&pins 3 0>; debounce-interval = <50>;", "compatible = \"gpio-keys-polled\"; poll-interval = <20>;");

        Assert.IsFalse(pins.IsWatched(3));
        pins.Drive(3, true);
        test.Loop.Run(45000);
        pins.Drive(3, false);
        test.Loop.Run(20000);
        pins.Drive(3, true);
        test.Loop.Run(75000);

        Assert.AreEqual("120 ms user pressed", Told);
    }

    [TestMethod]
    [DataRow("compatible = \"gpio-keys-polled\";", "gpios = <&pins 3 0>;", "/keys: poll-interval: expected one cell")]
    [DataRow("compatible = \"gpio-keys-polled\"; poll-interval = <0>;", "gpios = <&pins 3 0>;", "/keys: poll-interval: expected milliseconds above 0")]
    [DataRow("compatible = \"gpio-keys\";", "", "/keys/user: gpios: expected 1 entries, found 0")]
    public void A_node_that_lacks_something_is_explained(string node, string key, string reason) =>
        Assert.AreEqual(reason, Board(new TestPins(), key, node).Reason("/keys"));

    [TestMethod]
    public void A_removed_key_is_read_no_more()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "gpios = <&pins 3 0>;");

        pins.Drive(3, true);
        test.Platform.Remove(test.Device("/keys"));
        test.Loop.Run(100000);

        Assert.AreEqual("", Told);
        Assert.IsFalse(pins.IsWatched(3));
        Assert.IsNull(pins.LineOf(3));
    }

    [TestMethod]
    public void Keys_on_one_voltage_are_told_apart_by_the_nearest_threshold()
    {
        var adc = new TestAdc();
        var test = new TestPlatform("""
            / {
                keys {
                    compatible = "adc-keys"; io-channels = <&adc 1>; keyup-threshold-microvolt = <1800000>; poll-interval = <100>;
                    up { label = "up"; linux,code = <115>; press-threshold-microvolt = <0>; };
                    down { label = "down"; linux,code = <114>; press-threshold-microvolt = <300000>; };
                };
                adc: adc { compatible = "t,adc"; #io-channel-cells = <1>; };
            };
            """)
            .With(new AdcKeysDriver()).With("t,adc", device => device.Provide(adc)).Probe();
        foreach (var key in (Key[])test.Device("/keys").DriverData)
        {
            key.Changed = (changed, pressed) => _told.Add(changed.Name + (pressed ? "+" : "-"));
        }

        foreach (int? microvolts in new int?[] { 1790000, 310000, null, 20000, 1000000, 1100000 })
        {
            adc.Values[1] = microvolts;
            test.Loop.Run(100000);
        }

        Assert.AreEqual("down+; down-; up+; up-; down+; down-", Told);
    }
}
