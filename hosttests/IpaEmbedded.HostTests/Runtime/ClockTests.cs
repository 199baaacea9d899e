using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class ClockTests
{
    [TestMethod]
    public void A_clock_runs_from_its_first_consumer_to_its_last()
    {
        var source = new TestClock();
        var a = new ConsumerClock(source);
        var b = new ConsumerClock(source);

        a.Enable();
        b.Enable();
        a.Disable();
        Assert.IsTrue(source.IsEnabled);
        b.Disable();

        Assert.AreEqual("on,off", source.Calls);
    }

    [TestMethod]
    public void A_consumer_cannot_take_another_ones_enable_away()
    {
        var source = new TestClock();
        new ConsumerClock(source).Enable();

        Assert.ThrowsExactly<EventLoopException>(() => new ConsumerClock(source).Disable());
        Assert.IsTrue(source.IsEnabled);
    }

    [TestMethod]
    public void Putting_a_clock_back_undoes_its_enables_once()
    {
        var source = new TestClock();
        var clock = new ConsumerClock(source);
        clock.Enable();
        clock.Enable();

        clock.Release();
        clock.Release();

        Assert.AreEqual(0, source.EnableCount);
    }

    [TestMethod]
    public void A_clock_that_refuses_to_start_counts_as_off()
    {
        var source = new TestClock { RefuseToStart = true };
        var clock = new ConsumerClock(source);

        Assert.ThrowsExactly<InvalidOperationException>(clock.Enable);
        Assert.IsFalse(source.IsEnabled);

        source.RefuseToStart = false;
        clock.Enable();
        Assert.AreEqual(1, source.EnableCount);
    }

    [TestMethod]
    public void A_clock_that_refuses_to_stop_counts_as_on_and_can_be_disabled_again()
    {
        var source = new TestClock { RefuseToStop = true };
        var clock = new ConsumerClock(source);
        clock.Enable();

        Assert.ThrowsExactly<HardwareException>(clock.Disable);
        Assert.AreEqual(1, source.EnableCount);

        source.RefuseToStop = false;
        clock.Disable();
        Assert.AreEqual(0, source.EnableCount);
        Assert.AreEqual("on,off", source.Calls);
    }

    [TestMethod]
    public void A_consumer_that_gives_back_a_clock_that_refuses_to_stop_has_left_it_and_the_next_one_stops_it()
    {
        var source = new TestClock { RefuseToStop = true };
        var clock = new ConsumerClock(source);
        clock.Enable();
        clock.Enable();

        Assert.ThrowsExactly<HardwareException>(clock.Release);
        Assert.AreEqual(0, source.EnableCount);
        clock.Release();

        source.RefuseToStop = false;
        var next = new ConsumerClock(source);
        next.Enable();
        next.Disable();
        Assert.AreEqual("on,on,off", source.Calls);
    }

    [TestMethod]
    public void A_fixed_clock_has_the_rate_of_its_node_and_keeps_it()
    {
        Clock? clock = null;
        var test = new TestPlatform("""
            / {
                user { compatible = "t,user"; clocks = <&xo>; clock-names = "xo"; };
                clocks { xo: xo-board { compatible = "fixed-clock"; clock-frequency = <38400000>; #clock-cells = <0>; }; };
            };
            """).With(new FixedClockDriver()).With("t,user", device => clock = device.Clock("xo")).Probe();

        Assert.AreEqual("", test.Reason("/user"));
        clock!.SetRate(1);
        Assert.AreEqual(38400000u, clock.Rate);
    }

    [TestMethod]
    public void A_fixed_clock_without_frequency_fails()
    {
        var test = new TestPlatform("/ { xo { compatible = \"fixed-clock\"; #clock-cells = <0>; }; };").With(new FixedClockDriver()).Probe();

        Assert.AreEqual("/xo: clock-frequency: expected one cell", test.Reason("/xo"));
    }
}
