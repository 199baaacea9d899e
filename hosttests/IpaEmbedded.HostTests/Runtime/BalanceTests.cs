using System.Runtime.CompilerServices;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Regulators;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Nobody gives back what he has not taken: each refusal says of what.</summary>
[TestClass]
public sealed class BalanceTests
{
    private readonly EventLoop _loop = new(new VirtualTime());

    [TestMethod]
    public void A_clock_is_not_disabled_more_often_than_enabled()
    {
        var source = new TestClock();
        new ConsumerClock(source).Enable();

        Assert.AreEqual($"clock {source.Name} disabled more often than its consumer enabled it", Refusal(new ConsumerClock(source).Disable));
        Assert.AreEqual(1, source.EnableCount);
        Assert.AreEqual($"clock {source.Name} disabled more often than enabled", Refusal(() => Disable(new TestClock())));
    }

    [TestMethod]
    public void A_regulator_is_not_disabled_more_often_than_enabled() => Assert.AreEqual("regulator test disabled more often than it was enabled", Refusal(() => Disable(new TestRegulator())));

    [TestMethod]
    public void An_interrupt_is_not_enabled_more_often_than_disabled()
    {
        var line = new InterruptLine(_loop, "test", true);
        var consumer = new ConsumerInterrupt(line);
        line.Disable();

        Assert.AreEqual("interrupt test enabled more often than its consumer disabled it", Refusal(consumer.Enable));
        line.Enable();
        Assert.AreEqual("interrupt test enabled more often than disabled", Refusal(line.Enable));
    }

    [TestMethod]
    public void Power_is_not_released_more_often_than_acquired()
    {
        var power = new RuntimePower(_loop, new NoCallbacks(), 1000);
        power.AcquireWithoutResume();
        power.Release();

        Assert.AreEqual("power reference put more often than taken", Refusal(power.Release));
        Assert.AreEqual(0, power.UsageCount);
    }

    [TestMethod]
    public void Paths_are_given_one_bandwidth_each() =>
        Assert.AreEqual("0 averages and peaks expected", Assert.ThrowsExactly<ArgumentException>(() => new ConsumerPaths([]).SetBandwidth([1], [1])).Message);

    [TestMethod]
    public void Memory_says_what_access_was_outside_of_it_and_what_became_of_it()
    {
        var memory = new DmaMemory(0x180000000, 64);
        StringAssert.StartsWith(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Read32(61)).Message, "access of 4 bytes at 61 in DMA memory of 64 bytes");
        memory.Revoke("the board is gone");

        StringAssert.Contains(Assert.ThrowsExactly<ObjectDisposedException>(() => memory.Read32(0)).Message, "the board is gone");
        Assert.AreEqual("DMA memory at 0x180000000", Assert.ThrowsExactly<ObjectDisposedException>(() => memory.Write32(0, 1)).ObjectName);
    }

    [TestMethod]
    public void What_may_wait_is_refused_where_nobody_may_wait()
    {
        string refusal = "";
        new EventLoopTimer(_loop, () => refusal = Refusal(() => _loop.DemandWait("sleep"))).Start(1);
        _loop.Run(2);
        _loop.DemandWait("sleep");

        Assert.AreEqual("sleep inside an interrupt handler or a poll", refusal);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Disable")]
    private static extern void Disable(ClockSource source);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Disable")]
    private static extern void Disable(Regulator regulator);

    private static string Refusal(Action action) => Assert.ThrowsExactly<EventLoopException>(action).Message;

    private sealed class NoCallbacks : PowerCallbacks
    {
        public override void Resume()
        {
        }

        public override void Suspend()
        {
        }
    }
}
