using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>The door for foreign threads, used as nobody should. Its schedules are explored by <c>hosttests/schedules/run</c>.</summary>
[TestClass]
public sealed class DispatcherQueueTests
{
    private const long Second = 1000 * 1000;

    [TestMethod]
    public void A_call_that_throws_keeps_none_behind_it_from_running()
    {
        var time = new BoardTime();
        using var calls = new DispatcherQueue();
        time.Watch(calls);
        var loop = new EventLoop(time);
        var completion = new Completion();
        calls.Enqueue(() => throw new InvalidOperationException("the first"));
        calls.Enqueue(completion.Complete);

        Assert.ThrowsExactly<InvalidOperationException>(() => loop.Wait(completion, 60 * Second));

        Assert.IsTrue(loop.Wait(completion, 60 * Second), "the second call was lost");
    }

    [TestMethod]
    public void A_call_that_queues_another_gives_everything_else_its_turn()
    {
        var time = new BoardTime();
        using var calls = new DispatcherQueue();
        time.Watch(calls);
        int rounds = 0;
        void again()
        {
            rounds++;
            calls.Enqueue(again);
        }
        calls.Enqueue(again);

        time.WaitUntil(time.Now + Second);
        Assert.AreEqual(1, rounds);
        time.WaitUntil(time.Now + Second);
        Assert.AreEqual(2, rounds);
    }

    [TestMethod]
    public void A_call_after_the_end_is_refused_and_nothing_is_written_to_whoever_has_the_descriptor_then()
    {
        var calls = new DispatcherQueue();
        int descriptor = calls.Descriptor;
        int ran = 0;
        Assert.IsTrue(calls.Enqueue(() => ran++));
        calls.Dispose();
        int next = LibC.EventCounter();
        try
        {
            Assert.IsFalse(calls.Enqueue(() => ran++));
            calls.OnReady();
            calls.Dispose();

            Assert.AreEqual((0, -1), (ran, calls.Descriptor));
            LibC.PollEntry[] entries = [new LibC.PollEntry { Descriptor = next, Events = PollSource.Input }];
            Assert.AreEqual(0, LibC.Poll(entries, 0), $"descriptor {next}, which was the queue's {descriptor}, was written to");
        }
        finally
        {
            LibC.Close(next);
        }
    }
}
