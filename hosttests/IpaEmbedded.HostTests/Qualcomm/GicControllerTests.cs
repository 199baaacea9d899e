using IpaEmbedded.Qualcomm.Interrupts;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class GicControllerTests
{
    private readonly EventLoop _loop = new(new VirtualTime());

    [TestMethod]
    public void The_trigger_of_the_specifier_makes_the_line_an_edge_or_a_level()
    {
        var gic = new GicController(_loop);
        var edges = 0;
        var levels = 0;
        gic.Translate([0, 311, 1]).Request(() => edges++);
        gic.Translate([0, 432, 4]).Request(() =>
        {
            levels++;
            gic.SetLevel(432, false);
        });
        gic.Raise(311);
        gic.Raise(432);
        _loop.RunPending();
        Assert.AreEqual(1, edges);
        Assert.AreEqual(0, levels, "a level that has gone is no interrupt");

        gic.SetLevel(432, true);
        _loop.RunPending();
        Assert.AreEqual(1, levels);
        Assert.AreSame(gic.SharedLine(311), gic.Translate([0, 311, 1]));
    }

    [TestMethod]
    public void A_level_that_came_before_its_driver_is_kept()
    {
        var gic = new GicController(_loop);
        gic.SetLevel(3, true);
        Assert.IsTrue(gic.Translate([0, 3, 4]).IsPending);
    }

    [TestMethod]
    [DataRow(0u, 988u, 4u)]
    [DataRow(0u, 3u, 0u)]
    [DataRow(0u, 3u, 8u)]
    [DataRow(0u, 3u, 3u)]
    [DataRow(1u, 16u, 4u)]
    [DataRow(2u, 3u, 4u)]
    public void A_specifier_without_meaning_names_no_line(uint kind, uint number, uint trigger)
    {
        Assert.IsNull(new GicController(_loop).Translate([kind, number, trigger]));
    }

    [TestMethod]
    public void A_hardware_lock_is_waited_for_and_a_stuck_one_is_an_error()
    {
        var registers = new Lock { Owner = 2 };
        var hardwareLock = new HardwareSpinlock(_loop, registers, 3);
        new EventLoopTimer(_loop, () => registers.Owner = 0).Start(505);
        hardwareLock.Acquire();
        Assert.AreEqual(510L, _loop.Now);
        hardwareLock.Release();

        registers.Owner = 2;
        Assert.AreEqual("hardware lock at 0x03000 stays owned by processor 2", Assert.ThrowsExactly<HardwareException>(hardwareLock.Acquire).Message);
        Assert.AreEqual(1_000_510L, _loop.Now);
    }

    private sealed class Lock : RegisterBlock
    {
        internal uint Owner { get; set; }

        public override uint Read32(uint offset) => Owner;

        public override void Write32(uint offset, uint value)
        {
            Assert.AreEqual(0x3000u, offset);
            if (value == 0 || Owner == 0) { Owner = value; }
        }
    }
}
