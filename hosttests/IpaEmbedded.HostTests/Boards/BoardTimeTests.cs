using System.Diagnostics;
using IpaEmbedded.Boards.Linux.Interrupts;
using IpaEmbedded.Boards.Linux.Registers;
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
        using var interrupt = new UioInterrupt(new UioDevice("uio0", "ipa", [], [], [], folder.FolderPath), line);
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
    public void A_uio_interrupt_of_a_PCI_device_is_unmasked_in_its_command_register_and_nothing_else_is_changed()
    {
        using var folder = new TemporaryFolder();
        using (var mkfifo = Process.Start("mkfifo", folder.FolderPath + "/uio0"))
        {
            mkfifo.WaitForExit();
        }

        // Vendor, device, command with memory, bus master, parity and the masked interrupt; status.
        byte[] configuration = [0x34, 0x12, 0xe8, 0x11, 0x46, 0x05, 0x10, 0x00];
        var file = folder.Write("config", configuration);
        var time = new BoardTime();
        var line = new InterruptLine(new EventLoop(time), "edu", true);
        using var interrupt = new UioInterrupt(new UioDevice("uio0", "edu", [], [], [], folder.FolderPath) { PciConfiguration = file }, line);
        time.Watch(interrupt);

        // A word that was written would come back and end the wait as an interrupt.
        line.Request(() => Assert.Fail("an interrupt came"));
        time.WaitUntil(time.Now + 10);

        CollectionAssert.AreEqual((byte[])[0x34, 0x12, 0xe8, 0x11, 0x46, 0x01, 0x10, 0x00], File.ReadAllBytes(file));
        Assert.IsFalse(line.IsPending);
    }

    [TestMethod]
    public void A_PCI_device_is_bus_master_when_it_is_made_one_and_a_configuration_space_that_ends_early_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config", [0x34, 0x12, 0xe8, 0x11, 0x02, 0x04, 0x10, 0x00]);
        using var command = PciCommand.Open(file);

        Assert.IsFalse(command.IsBusMaster);
        Assert.IsTrue(command.IsInterruptMasked);
        command.IsBusMaster = true;
        Assert.AreEqual("3412E81106041000", Convert.ToHexString(File.ReadAllBytes(file)));
        command.IsBusMaster = false;
        Assert.AreEqual("3412E81102041000", Convert.ToHexString(File.ReadAllBytes(file)));
        using var empty = PciCommand.Open(folder.Write("empty", new byte[5]));
        Assert.Contains("the device's configuration space ends before its command register", Assert.ThrowsExactly<IOException>(() => empty.IsInterruptMasked).Message);
        Assert.Contains("No such file", Assert.ThrowsExactly<IOException>(() => PciCommand.Open(folder.FolderPath + "/none")).Message);
    }

    [TestMethod]
    public void What_a_wait_inside_a_handler_has_served_is_not_served_once_more()
    {
        using var folder = new TemporaryFolder();
        using var first = new EventPipe(folder, "first");
        using var second = new EventPipe(folder, "second");
        var time = new BoardTime();
        var served = new List<string>();
        time.Watch(new PipeSource(first, () =>
        {
            served.Add($"first {first.Take().Length}");
            time.WaitUntil(time.Now);
        }));
        time.Watch(new PipeSource(second, () => served.Add($"second {second.Take().Length}")));

        // A line's descriptor has no more than what it said that it has: reading it once more would wait for its next edge.
        first.Write([1]);
        second.Write([1, 2]);
        time.WaitUntil(time.Now);
        Assert.AreEqual("first 1, second 2", string.Join(", ", served));
        second.Write([1, 2, 3]);
        time.WaitUntil(time.Now);

        Assert.AreEqual("first 1, second 2, second 3", string.Join(", ", served));
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

    private sealed class PipeSource(EventPipe pipe, Action ready) : PollSource
    {
        public override int Descriptor => pipe.Descriptor;

        public override void OnReady() => ready();
    }
}
