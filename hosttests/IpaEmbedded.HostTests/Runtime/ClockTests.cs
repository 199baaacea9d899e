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
    public void A_clock_is_switched_with_its_first_and_last_enable_and_not_once_more()
    {
        var source = new TestClock();
        var a = new ConsumerClock(source);
        var b = new ConsumerClock(source);
        Assert.IsFalse(source.IsEnabled);
        a.Enable();
        a.Enable();
        b.Enable();
        Assert.AreEqual(3, source.EnableCount);
        a.Disable();
        a.Disable();
        Assert.AreEqual("clock test disabled more often than its consumer enabled it", Assert.ThrowsExactly<EventLoopException>(a.Disable).Message);
        Assert.AreEqual((1, "on"), (source.EnableCount, source.Calls));
        a.Release();
        Assert.AreEqual((1, "on"), (source.EnableCount, source.Calls));

        b.Release();
        Assert.AreEqual((0, "on,off"), (source.EnableCount, source.Calls));
        b.Release();
        Assert.AreEqual("on,off", source.Calls);
        Assert.ThrowsExactly<EventLoopException>(b.Disable);
    }

    [TestMethod]
    public void A_rate_is_the_source_s_and_a_name_too()
    {
        var source = new TestClock();
        var clock = new ConsumerClock(source);
        clock.SetRate(19200000);

        Assert.AreEqual((19200000u, "19200000 Hz", "test"), (clock.Rate, source.Calls, source.Name));
        Assert.AreEqual("xo", new FixedClock("xo", 1).Name);
    }

    [TestMethod]
    public void A_fixed_clock_is_the_only_one_of_its_node_and_has_its_name_or_the_one_it_says()
    {
        Clock? clock = null;
        var test = new TestPlatform("""
            / {
                a { compatible = "t,a"; clocks = <&xo 1>; };
                b { compatible = "t,b"; clocks = <&ro>; };
                xo: xo { compatible = "fixed-clock"; clock-frequency = <1>; #clock-cells = <1>; };
                ro: ro { compatible = "fixed-clock"; clock-frequency = <7>; clock-output-names = "slow"; #clock-cells = <0>; };
            };
            """).With(new FixedClockDriver()).With("t,a", device => device.Clock(0)).With("t,b", device => clock = device.Clock(0)).Probe();

        Assert.AreEqual("/a: clocks: expected a clock of /xo in entry 0, found <1>", test.Reason("/a"));
        Assert.AreEqual(7u, clock!.Rate);
        clock.Enable();
        Assert.AreEqual("clock slow disabled more often than its consumer enabled it", Assert.ThrowsExactly<EventLoopException>(() => { clock.Disable(); clock.Disable(); }).Message);
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
