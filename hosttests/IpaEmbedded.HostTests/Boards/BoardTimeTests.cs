using System.Diagnostics;
using IpaEmbedded.Boards.Linux.Interrupts;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class BoardTimeTests
{
    private const long Hour = 3600L * 1000 * 1000;

    [TestMethod]
    public void A_foreign_call_ends_a_wait_and_runs_on_the_dispatchers_thread()
    {
        var time = new BoardTime();
        using var calls = new DispatcherQueue();
        time.Watch(calls);
        var loop = new EventLoop(time);
        var completion = new Completion();
        var ranOn = 0;
        var foreign = new Thread(() => calls.Enqueue(() =>
        {
            ranOn = Environment.CurrentManagedThreadId;
            completion.Complete();
        }));
        foreign.Start();

        Assert.IsTrue(loop.Wait(completion, Hour));

        foreign.Join();
        Assert.AreEqual(Environment.CurrentManagedThreadId, ranOn);
        Assert.IsLessThan(Hour, loop.Now);
    }

    [TestMethod]
    public void A_wait_without_events_lasts_until_its_deadline()
    {
        var time = new BoardTime();
        var deadline = time.Now + 2000;

        while (time.Now < deadline)
        {
            time.WaitUntil(deadline);
        }

        Assert.IsGreaterThanOrEqualTo(deadline, time.Now);
    }

    [TestMethod]
    public void A_uio_interrupt_is_unmasked_before_the_loop_sleeps_and_drives_its_line()
    {
        // A pipe opened for both directions returns each word that unmasks: an interrupt that fires as soon as it may.
        using var folder = new TemporaryFolder();
        var path = folder.FolderPath + "/uio0";
        using (var mkfifo = Process.Start("mkfifo", path))
        {
            mkfifo.WaitForExit();
        }

        var time = new BoardTime();
        var loop = new EventLoop(time);
        var line = new InterruptLine(loop, "ipa", true);
        using var interrupt = new UioInterrupt(path, line);
        time.Watch(interrupt);
        var completion = new Completion();
        var count = 0;
        line.Request(() =>
        {
            if (++count == 3)
            {
                completion.Complete();
            }
        });

        Assert.IsTrue(loop.Wait(completion, Hour));

        Assert.AreEqual(3, count);
    }

    [TestMethod]
    public void A_wait_allocates_nothing()
    {
        var time = new BoardTime();
        using var calls = new DispatcherQueue();
        time.Watch(calls);
        time.WaitUntil(time.Now + 10);

        var allocated = AllocatedBytes.Least(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                time.WaitUntil(time.Now + 10);
            }
        });

        Assert.AreEqual(0, allocated);
    }
}
