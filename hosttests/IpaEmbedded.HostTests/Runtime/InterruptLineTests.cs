using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A line between its controller and its driver: what latches, what is delivered, what makes a storm, and what a consumer gives back.</summary>
[TestClass]
public sealed class InterruptLineTests
{
    private readonly EventLoop _loop = new(new VirtualTime());

    [TestMethod]
    public void An_edge_line_latches_when_it_rises_and_then_only()
    {
        var line = new InterruptLine(_loop, "edge", true);
        int heard = 0;
        line.Request(() => heard++);

        string seen = "";
        foreach (bool level in (bool[])[true, true, false, false, true, false, true])
        {
            line.SetLevel(level);
            seen += line.IsPending ? "p" : "-";
            _loop.RunPending();
            seen += line.IsPending ? "p" : "-";
        }

        Assert.AreEqual("p-------p---p-", seen);
        Assert.AreEqual(3, heard);
    }

    [TestMethod]
    public void A_level_line_is_pending_while_it_is_high()
    {
        var line = new InterruptLine(_loop, "level", false);
        Assert.IsFalse(line.IsPending);
        line.SetLevel(true);
        Assert.IsTrue(line.IsPending);
        line.SetLevel(true);
        Assert.IsTrue(line.IsPending);
        line.SetLevel(false);
        Assert.IsFalse(line.IsPending);
        line.Raise();
        Assert.IsFalse(line.IsPending);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_line_that_is_freed_while_it_is_pending_is_not_delivered(bool threaded)
    {
        var line = new InterruptLine(_loop, "line", true);
        int heard = 0;
        if (threaded) { line.RequestThreaded(() => heard++, 0); }
        else { line.Request(() => heard++); }
        line.Raise();

        line.Free();
        _loop.RunPending();

        Assert.AreEqual(0, heard);
        Assert.IsFalse(line.IsRequested);
        Assert.IsTrue(line.IsPending, "what came stays for whoever requests it");
    }

    [TestMethod]
    public void A_line_wakes_the_system_while_its_consumer_says_so()
    {
        var line = new InterruptLine(_loop, "line", true);
        var consumer = new ConsumerInterrupt(line);
        consumer.Request(() => { });
        Assert.IsFalse(line.IsWakeSource);
        consumer.SetWake(true);
        Assert.IsTrue(line.IsWakeSource);
        consumer.SetWake(false);
        Assert.IsFalse(line.IsWakeSource);
        consumer.SetWake(true);

        consumer.Free();

        Assert.IsFalse(line.IsWakeSource, "wakes nobody any more");
    }

    [TestMethod]
    public void A_line_that_its_controller_keeps_is_refused_with_the_reason()
    {
        var line = new InterruptLine(_loop, "17", true) { Refusal = "is not routed to this processor" };

        Assert.AreEqual("interrupt 17: is not routed to this processor", Assert.ThrowsExactly<HardwareException>(() => line.Request(() => { })).Message);
        Assert.AreEqual("interrupt 17: is not routed to this processor", Assert.ThrowsExactly<HardwareException>(() => line.RequestThreaded(() => { }, 0)).Message);
        Assert.IsFalse(line.IsRequested);
    }

    [TestMethod]
    public void A_storm_is_ten_thousand_deliveries_in_a_row_and_quiet_in_between_begins_anew()
    {
        var line = new InterruptLine(_loop, "line", false);
        int served = 0;
        int quietAfter = 0;
        line.Request(() =>
        {
            served++;
            if (served == quietAfter) { line.SetLevel(false); }
        });
        for (int burst = 1; burst <= 3; burst++)
        {
            quietAfter = burst * InterruptLine.StormLimit;
            line.SetLevel(true);
            _loop.RunPending();
            Assert.AreEqual(quietAfter, served);
        }
        Assert.AreEqual(0, _loop.Trace.Length, "the last of 10,000 finds it quiet");

        line.SetLevel(true);
        _loop.RunPending();
        Assert.AreEqual(4 * InterruptLine.StormLimit, served);
        Assert.AreEqual(1, _loop.Trace.Length);
        Assert.AreEqual((1, 10000u, 0u, "line"), (_loop.Trace.At(0).Id, _loop.Trace.At(0).A, _loop.Trace.At(0).B, _loop.Trace.At(0).Detail));

        line.Free();
        line.Request(() => served++);
        _loop.RunPending();
        Assert.AreEqual(5 * InterruptLine.StormLimit, served, "whoever requests it anew has as many");
        Assert.AreEqual(2u, _loop.Trace.CountOf(1));
    }

    [TestMethod]
    public void A_consumer_gives_back_a_handler_of_either_kind_once()
    {
        foreach (bool threaded in (bool[])[false, true])
        {
            var line = new InterruptLine(_loop, "line", true);
            var first = new ConsumerInterrupt(line);
            var second = new ConsumerInterrupt(line);
            int heard = 0;
            if (threaded) { first.RequestThreaded(() => heard++, 0); }
            else { first.Request(() => heard++); }
            Assert.AreEqual(threaded, line.IsThreaded);
            Assert.AreEqual("interrupt line is requested already", Assert.ThrowsExactly<HardwareException>(() => second.RequestThreaded(() => { }, 0)).Message);
            second.Free();
            Assert.IsTrue(line.IsRequested, "another one's free takes nothing away");
            line.Raise();
            _loop.RunPending();
            Assert.AreEqual(1, heard);

            first.Free();
            Assert.IsFalse(line.IsRequested);
            second.Request(() => { });
            first.Free();
            Assert.IsTrue(line.IsRequested, "and neither does the first one's second");
        }
    }

    [TestMethod]
    public void A_consumer_that_goes_undoes_its_own_disabling_alone()
    {
        var line = new InterruptLine(_loop, "line", true);
        var first = new ConsumerInterrupt(line);
        var second = new ConsumerInterrupt(line);
        int heard = 0;
        second.Request(() => heard++);
        first.Disable();
        first.Disable();
        second.Disable();
        line.Raise();

        first.Free();
        _loop.RunPending();
        Assert.AreEqual(0, heard);

        second.Enable();
        _loop.RunPending();
        Assert.AreEqual(1, heard);
        Assert.ThrowsExactly<EventLoopException>(first.Enable);
    }
}
