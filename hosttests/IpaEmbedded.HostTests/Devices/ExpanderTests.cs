using IpaEmbedded.Devices.Gpio;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.HostTests.Devices;

[TestClass]
public class ExpanderTests
{
    private const string Node = "reg = <0x20>; gpio-controller; #gpio-cells = <2>; ";

    private int _latch = -1;
    private int _outside = 0xffff;
    private int _reads;

    private TestI2cBus Bus(int bytes)
    {
        var bus = new TestI2cBus();
        bus.Attach(0x20, (written, count) =>
        {
            if (written.Length > 0)
            {
                Assert.HasCount(bytes, written);
                _latch = written[0] | (bytes == 2 ? written[1] << 8 : 0);
            }
            _reads += count > 0 ? 1 : 0;
            return [.. Enumerable.Range(0, count).Select(i => (byte)((_latch & _outside) >> (8 * i)))];
        });
        return bus;
    }

    [TestMethod]
    public void Pins_of_an_expander_are_used_as_any_others()
    {
        var test = ChipBoard.I2c(Bus(1), Node + "compatible = \"nxp,pcf8574\"; led { gpio-hog; gpios = <7 1>; output-high; };");
        var pins = ChipBoard.Chip<Pcf857x>(test);

        Assert.AreEqual(8, pins.PinCount);
        Assert.AreEqual(0x7f, _latch);
        pins.SetOutput(0, false);
        Assert.AreEqual(0x7e, _latch);
        pins.SetInput(0);
        Assert.AreEqual(0xff & ~0x80, _latch);
        _outside = 0xfb;
        Assert.IsFalse(pins.Read(2));
        Assert.IsTrue(pins.Read(3));
        Assert.IsTrue(pins.SetDrive(1, GpioDrive.OpenDrain));
        Assert.IsFalse(pins.SetDrive(1, GpioDrive.OpenSource));
        Assert.IsFalse(pins.SetPull(1, GpioPull.Down));
        Assert.IsFalse(pins.Watch(1, _ => { }), "no interrupt is wired");
        Assert.AreEqual("/i2c/chip/led", pins.LineOf(7).Consumer);
    }

    [TestMethod]
    public void A_wide_expander_has_16_pins_and_starts_as_the_tree_says()
    {
        var pins = ChipBoard.Chip<Pcf857x>(ChipBoard.I2c(Bus(2), Node + "compatible = \"nxp,pcf8575\"; lines-initial-states = <0x8001>;"));

        Assert.AreEqual(-1, _latch, "nothing is written before somebody asks");
        pins.SetOutput(15, true);

        Assert.AreEqual(16, pins.PinCount);
        Assert.AreEqual(0xfffe, _latch);
    }

    [TestMethod]
    public void An_expander_with_an_interrupt_has_edges_and_a_key_on_it_is_a_key()
    {
        var told = new List<string>();
        TestPlatform test = WithInterrupt("keys { compatible = \"gpio-keys\"; user { gpios = <&chip 3 1>; linux,code = <28>; }; };", out TestPins controller);
        Assert.AreEqual("", test.Reason("/keys"));
        Key.Of(test.Platform, "/keys/user").Changed = (key, pressed) => told.Add($"{test.Loop.Now / 1000} ms {pressed}");
        int before = _reads;

        test.Loop.Run(100000);
        Assert.AreEqual(before, _reads, "nobody polls");
        _outside = 0xf7;
        controller.Drive(4, false);
        test.Loop.Run(50000);
        controller.Drive(4, true);
        _outside = 0xff;
        controller.Drive(4, false);
        test.Loop.Run(50000);

        Assert.AreEqual("105 ms True, 155 ms False", string.Join(", ", told));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void An_edge_is_told_although_somebody_reads_or_watches_another_pin_before_its_interrupt_is_served(bool watches)
    {
        var told = new List<string>();
        TestPlatform test = WithInterrupt("", out TestPins controller);
        var pins = (Pcf857x)test.Platform.FindDevice("/i2c/chip").DriverData;
        Assert.IsTrue(pins.Watch(3, high => told.Add($"3 {high}")));

        _outside = 0xf7;
        controller.Drive(4, false);
        if (watches) { pins.Watch(5, high => told.Add($"5 {high}")); }
        else { Assert.IsTrue(pins.Read(5)); }
        test.Loop.RunPending();
        Assert.AreEqual("3 False", string.Join(", ", told));
        controller.Drive(4, true);
        controller.Drive(4, false);
        test.Loop.RunPending();

        Assert.AreEqual("3 False", string.Join(", ", told), "an interrupt without a change tells nothing");
    }

    /// <summary>An expander of eight pins whose interrupt is pin 4 of a controller, high while nothing has changed.</summary>
    private TestPlatform WithInterrupt(string more, out TestPins controller)
    {
        var pins = new TestPins { HasEdges = true };
        pins.Levels[4] = true;
        var test = new TestPlatform($$"""
            / {
                i2c { compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>;
                    chip: chip { compatible = "nxp,pcf8574"; reg = <0x20>; gpio-controller; #gpio-cells = <2>; interrupts-extended = <&pins 4 2>; }; };
                {{more}}
                pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; interrupt-controller; #interrupt-cells = <2>; };
            };
            """);
        IpaEmbedded.Devices.DeviceDrivers.Register(test.Drivers);
        test.With("t,i2c", device => { device.Provide(Bus(1)); device.PopulateChildren(); }).With("t,pins", device => device.Provide(pins)).Probe();
        controller = pins;
        return test;
    }

    [TestMethod]
    public void A_key_on_an_expander_without_an_interrupt_is_polled_as_work()
    {
        var bus = Bus(1);
        var test = new TestPlatform("""
            / {
                i2c { compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>; chip: chip { compatible = "nxp,pcf8574"; reg = <0x20>; gpio-controller; #gpio-cells = <2>; }; };
                keys { compatible = "gpio-keys"; user { gpios = <&chip 3 1>; }; };
            };
            """);
        IpaEmbedded.Devices.DeviceDrivers.Register(test.Drivers);
        test.With("t,i2c", device => { device.Provide(bus); device.PopulateChildren(); }).Probe();
        var contexts = new HashSet<string>();
        Key.Of(test.Platform, "/keys/user").Changed = (_, _) => contexts.Add(test.Loop.Context.ToString());

        _outside = 0xf7;
        test.Loop.Run(20000);

        Assert.IsTrue(Key.Of(test.Platform, "/keys/user").IsPressed);
        Assert.AreEqual("Work", string.Join(",", contexts));
    }
}
