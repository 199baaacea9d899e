using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class GpioNexusTests
{
    private const string Pass = "gpio-map-mask = <0xff 0>; gpio-map-pass-thru = <0 0xff>;";

    private static TestPlatform Board(string header, string specifier, Action<GpioLine>? probe = null) => new TestPlatform($$"""
        / {
            d { compatible = "t,d"; x-gpios = <&header {{specifier}}>; };
            header: header { compatible = "arduino-header-r3"; #gpio-cells = <2>; {{header}} };
            a: a { compatible = "t,a"; gpio-controller; #gpio-cells = <2>; };
            b: b { compatible = "t,b"; gpio-controller; #gpio-cells = <2>; };
            hat: hat { #gpio-cells = <1>; gpio-map = <7 &header 1 16>; };
        };
        """)
        .With("t,d", device => { var line = device.Gpio("x"); probe?.Invoke(line); })
        .With("t,a", device => device.Provide(new TestPins()))
        .With("t,b", device => device.Provide(new TestPins()));

    [TestMethod]
    [DataRow("0 0", "/a", 5, false)]
    [DataRow("1 0", "/b", 9, false)]
    [DataRow("1 1", "/b", 9, true)]
    public void A_pin_of_a_connector_is_the_pin_behind_it_with_the_flags_of_its_user(string specifier, string controller, int pin, bool activeLow)
    {
        GpioLine? line = null;
        var test = Board("gpio-map = <0 0 &a 5 0>, <1 0 &b 9 0>; " + Pass, specifier, taken => line = taken).Probe();

        Assert.AreEqual("", test.Reason("/d"));
        Assert.AreSame(test.Platform.FindProvider(test.Device(controller).Node.Index, GpioController.ProviderKind), line!.Controller);
        Assert.AreEqual(pin, line.Pin);
        Assert.AreEqual(activeLow, line.IsActiveLow);
    }

    [TestMethod]
    public void Without_a_mask_all_cells_count_and_without_pass_thru_the_flags_are_those_of_the_row()
    {
        GpioLine? line = null;
        Board("gpio-map = <0 0 &a 5 0>, <0 4 &a 6 1>;", "0 4", taken => line = taken).Probe();

        Assert.AreEqual(6, line!.Pin);
        Assert.IsTrue(line.IsActiveLow);
    }

    [TestMethod]
    public void A_connector_may_sit_on_another_one()
    {
        GpioLine? line = null;
        var test = new TestPlatform("""
            / {
                d { compatible = "t,d"; x-gpios = <&hat 7>; };
                hat: hat { #gpio-cells = <1>; gpio-map = <7 &header 1 1>; };
                header: header { #gpio-cells = <2>; gpio-map = <1 0 &a 5 0>; gpio-map-mask = <0xff 0>; gpio-map-pass-thru = <0 0xff>; };
                a: a { compatible = "t,a"; gpio-controller; #gpio-cells = <2>; };
            };
            """)
            .With("t,d", device => line = device.Gpio("x")).With("t,a", device => device.Provide(new TestPins())).Probe();

        Assert.AreEqual("", test.Reason("/d"));
        Assert.AreEqual(5, line!.Pin);
        Assert.IsTrue(line.IsActiveLow);
    }

    [TestMethod]
    [DataRow("gpio-map = <0 0 &a 5 0>; " + Pass, "3 0", "/header: gpio-map: expected a row for <3 0>")]
    [DataRow("gpio-map = <0 0 0x77 5 0>;", "0 0", "/header: gpio-map: expected a phandle of a GPIO controller, found 0x77")]
    [DataRow("gpio-map = <0 0 &a 5>;", "0 0", "/header: gpio-map: expected whole rows")]
    [DataRow("gpio-map = <0 0>;", "0 0", "/header: gpio-map: expected a row for <0 0>")]
    [DataRow("gpio-map = <0 0 &header 0 0>;", "0 0", "/header: gpio-map: expected an end after 16 maps")]
    [DataRow("gpio-map = <0 0 &a 32 0>;", "0 0", "/d: x-gpios: expected a pin and flags of /a in entry 0, found <32 0>")]
    public void A_map_that_leads_nowhere_is_explained(string header, string specifier, string reason) =>
        Assert.AreEqual(reason, Board(header, specifier).Probe().Reason("/d"));
}
