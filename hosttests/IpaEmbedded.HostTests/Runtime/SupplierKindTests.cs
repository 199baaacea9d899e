using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.PinControl;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Regulators;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>What suppliers are called, and the numbers that trees, traces and drivers share with the runtime.</summary>
[TestClass]
public sealed class SupplierKindTests
{
    private static readonly (string Property, string Kind, Action<Device> Get)[] Getters =
    [
        ("clocks", "clock controller", device => device.Clock(0)),
        ("interrupts-extended", "interrupt controller", device => device.Interrupt(0)),
        ("x-gpios", "GPIO controller", device => device.Gpio("x")),
        ("pwms", "PWM controller", device => device.Pwm(device.Node, 0)),
        ("io-channels", "ADC", device => device.IoChannel(device.Node, 0)),
        ("x-supply", "regulator", device => device.Supply("x")),
        ("interconnects", "interconnect", device => device.Interconnects(["a"])),
        ("t,service", "service", device => device.Provider("t,service", null, 0, "service", out _)),
    ];

    [TestMethod]
    public void A_driver_that_supplies_none_is_told_what_of()
    {
        foreach ((string property, string kind, Action<Device> get) in Getters)
        {
            var test = new TestPlatform($$"""
                / {
                    d { compatible = "t,d"; {{property}} = <&s>; interconnect-names = "a"; };
                    s: s {
                        compatible = "t,s"; #clock-cells = <0>; #interrupt-cells = <0>; #gpio-cells = <0>; #pwm-cells = <0>; #io-channel-cells = <0>; #interconnect-cells = <0>;
                    };
                };
                """).With("t,d", get).With("t,s").Probe();

            Assert.AreEqual($"/d: {property}: expected a node that supplies a {kind}, found /s, whose driver supplies none", test.Reason("/d"));
            Assert.AreEqual(property, ((ProbeException)test.Device("/d").Failure).Property);
        }
    }

    [TestMethod]
    [DataRow(false, "I2C bus")]
    [DataRow(true, "SPI bus")]
    public void A_bus_that_is_none_is_told_so(bool spi, string kind)
    {
        var test = new TestPlatform("/ { bus { compatible = \"t,bus\"; d { compatible = \"t,d\"; reg = <1>; }; }; };").With("t,bus", device => device.PopulateChildren())
            .With("t,d", device =>
            {
                if (spi) { device.Spi(); }
                else { device.I2c(); }
            }).Probe();

        Assert.AreEqual($"/bus/d: reg: expected a node that supplies a {kind}, found /bus, whose driver supplies none", test.Reason("/bus/d"));
    }

    [TestMethod]
    public void Kinds_are_what_messages_and_applications_call_them() => Assert.AreEqual(
        "ADC,clock controller,GPIO controller,I2C bus,interconnect,interrupt controller,LED,pin controller,PWM controller,regulator,SPI bus",
        string.Join(",", AdcController.ProviderKind, ClockProvider.ProviderKind, GpioController.ProviderKind, I2cBus.ProviderKind, InterconnectProvider.ProviderKind, InterruptController.ProviderKind,
            Led.ProviderKind, PinController.ProviderKind, PwmController.ProviderKind, Regulator.ProviderKind, SpiBus.ProviderKind));

    [TestMethod]
    public void Numbers_of_bindings_are_those_of_their_headers()
    {
        Assert.AreEqual("1 2 4 8 16 32 64", string.Join(" ", GpioLine.ActiveLow, GpioLine.SingleEnded, GpioLine.OpenDrain, GpioLine.Transitory, GpioLine.PullUp, GpioLine.PullDown, GpioLine.PullDisable));
        Assert.AreEqual("1 2 4 3", string.Join(" ", InterconnectNode.TagActive, InterconnectNode.TagWake, InterconnectNode.TagSleep, InterconnectNode.BucketCount));
        Assert.AreEqual("1 -1 0 1024", string.Join(" ", PwmOutput.PolarityInverted, FlattenedTree.None, FlattenedTree.Root, FlattenedTree.MaximumDepth));
        Assert.AreEqual("1 2 3 6", string.Join(" ", (int)Access.Read, (int)Access.Write, (int)Access.ReadWrite, (int)Access.WriteOneToClear));
        Assert.AreEqual("64 10000 256 1", string.Join(" ", EventLoop.PollBudget, InterruptLine.StormLimit, TraceRing.Ids, RuntimeTraceId.InterruptStorm));
    }

    [TestMethod]
    public void A_loop_keeps_its_newest_128_events()
    {
        var loop = new EventLoop(new VirtualTime());
        for (uint i = 0; i < 130; i++) { loop.Trace.Add(255, i, 0); }

        Assert.AreEqual((128, 2L, 2u, 129u), (loop.Trace.Length, loop.Trace.OverwrittenCount, loop.Trace.At(0).A, loop.Trace.At(127).A));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_wait_where_nobody_may_wait_says_so(bool sleeps)
    {
        var loop = new EventLoop(new VirtualTime());
        string refusal = "";
        new EventLoopTimer(loop, () => refusal = Assert.ThrowsExactly<EventLoopException>(() =>
        {
            if (sleeps) { loop.Sleep(1); }
            else { loop.Wait(new Completion(), 1); }
        }).Message).Start(0);
        loop.RunPending();

        Assert.AreEqual("wait inside an interrupt handler or a poll", refusal);
    }

    [TestMethod]
    public void A_deferral_names_the_property_and_the_supplier()
    {
        var deferral = new ProbeDeferredException("clocks", "/osc");

        Assert.AreEqual(("clocks: waits for /osc", "/osc"), (deferral.Message, deferral.SupplierPath));
    }
}
