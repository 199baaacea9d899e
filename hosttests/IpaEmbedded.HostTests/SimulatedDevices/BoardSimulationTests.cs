using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>What a node is on the board follows from its shape, whatever it is compatible with.</summary>
[TestClass]
public sealed class BoardSimulationTests
{
    private const string Board = """
        / {
            soc {
                compatible = "simple-bus";
                #address-cells = <1>; #size-cells = <1>; ranges;
                pins@1000 {
                    compatible = "t,pinctrl";
                    #address-cells = <1>; #size-cells = <1>; ranges;
                    porta: gpio@1000 { reg = <0x1000 0x400>; gpio-controller; #gpio-cells = <2>; ngpios = <16>; };
                    portb: gpio@1400 { reg = <0x1400 0x400>; gpio-controller; #gpio-cells = <2>; gpio-line-names = "a", "b"; };
                    i2c0-0 { pins { }; };
                };
                wrapper@2000 {
                    compatible = "t,wrapper"; reg = <0x2000 0x100>;
                    #address-cells = <1>; #size-cells = <1>; ranges;
                    i2c@2000 {
                        compatible = "t,i2c"; reg = <0x2000 0x100>; #address-cells = <1>; #size-cells = <0>;
                        chip@48 { compatible = "t,chip"; reg = <0x48>; };
                        expander@20 { compatible = "t,expander"; reg = <0x20>; gpio-controller; #gpio-cells = <2>; };
                        off@21 { compatible = "t,off"; reg = <0x21>; status = "disabled"; };
                    };
                };
                spi@3000 { compatible = "t,spi"; reg = <0x3000 0x100>; #address-cells = <1>; #size-cells = <0>; flash@0 { compatible = "t,flash"; reg = <0>; }; };
                timer@4000 { compatible = "t,timer"; reg = <0x4000 0x100>; pwm { compatible = "t,pwm"; #pwm-cells = <3>; }; };
                adc: adc@5000 { compatible = "t,adc"; reg = <0x5000 0x100>; #io-channel-cells = <1>; };
                i2c@6000 { compatible = "t,i2c"; reg = <0x6000 0x100>; #address-cells = <1>; #size-cells = <0>; status = "disabled"; };
            };
            bitbang { compatible = "i2c-gpio"; #address-cells = <1>; #size-cells = <0>; };
            bitspi { compatible = "spi-gpio"; #address-cells = <1>; #size-cells = <0>; };
            divider { compatible = "voltage-divider"; io-channels = <&adc 1>; #io-channel-cells = <1>; };
            leds { compatible = "gpio-leds"; a { gpios = <&porta 3 0>; default-state = "on"; }; b { gpios = <&portb 1 1>; }; };
        };
        """;

    [TestMethod]
    public void Every_controller_of_the_tree_is_simulated_and_its_consumers_bind()
    {
        var board = new DeskBoard(Board).With("t,chip", device => device.DriverData = device.I2c()).With("t,flash", device => device.DriverData = device.Spi()).Probe();

        foreach (var path in new[] { "/leds", "/soc/wrapper@2000/i2c@2000", "/soc/wrapper@2000/i2c@2000/chip@48", "/soc/spi@3000/flash@0", "/soc/timer@4000/pwm", "/soc/adc@5000", "/bitbang", "/bitspi" })
        {
            Assert.AreEqual("", board.Reason(path), path);
        }

        Assert.IsTrue(board.Simulation.Gpio("/soc/pins@1000/gpio@1000").Level(3), "lit");
        Assert.IsTrue(board.Simulation.Gpio("/soc/pins@1000/gpio@1400").Level(1), "dark, low active");
        Assert.AreEqual(16, board.Simulation.Gpio("/soc/pins@1000/gpio@1000").PinCount);
        Assert.AreEqual(2, board.Simulation.Gpio("/soc/pins@1000/gpio@1400").PinCount);
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void Chips_and_pin_groups_are_no_controllers_and_disabled_nodes_are_not_there()
    {
        var simulation = new DeskBoard(Board).Simulation;

        Assert.AreEqual(
            "/soc/i2c@6000 is no I2C bus of the board; there are /soc/wrapper@2000/i2c@2000, /bitbang",
            Assert.ThrowsExactly<ArgumentException>(() => simulation.I2c("/soc/i2c@6000")).Message);
        Assert.AreEqual(
            "/soc/wrapper@2000/i2c@2000/expander@20 is no GPIO controller of the board; there are /soc/pins@1000/gpio@1000, /soc/pins@1000/gpio@1400",
            Assert.ThrowsExactly<ArgumentException>(() => simulation.Gpio("/soc/wrapper@2000/i2c@2000/expander@20")).Message);
        Assert.AreEqual("/divider is no ADC of the board; there are /soc/adc@5000", Assert.ThrowsExactly<ArgumentException>(() => simulation.Adc("/divider")).Message);
    }

    [TestMethod]
    public void Chips_without_a_model_are_absent_and_named()
    {
        I2cStatus status = default;
        var board = new DeskBoard(Board).With("t,chip", device => status = device.I2c().Write([], 0)).Probe();

        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, status);
        Assert.AreEqual("", board.Breaches);
        Assert.AreEqual("chip@48 expander@20 flash@0", string.Join(' ', Enumerable.Range(0, board.Simulation.UnknownChipCount).Select(at => board.Simulation.UnknownChipAt(at).Name)));
    }

    [TestMethod]
    public void A_driver_of_the_application_goes_before_the_simulated_one()
    {
        var pins = new TestPins();
        var board = new DeskBoard("/ { pins: pins { compatible = \"t,mine\"; gpio-controller; #gpio-cells = <2>; }; leds { compatible = \"gpio-leds\"; a { gpios = <&pins 3 0>; }; }; };")
            .With("t,mine", device => device.Provide(pins)).Probe();

        Assert.AreEqual("3=output 0", pins.Calls);
        Assert.IsFalse(board.Simulation.Gpio("/pins").IsOutput(3));
    }
}
