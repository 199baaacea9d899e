using IpaEmbedded.Boards.Linux.Time;
using Microsoft.Coyote.Specifications;

namespace IpaEmbedded.Schedules;

/// <summary>The dispatcher's queue between foreign threads, the dispatcher's and whoever ends it.</summary>
public static class QueueSchedules
{
    private const int Calls = 3;

    /// <summary>Of two threads that queue while the dispatcher serves.</summary>
    public static void Every_call_runs_once_and_in_the_order_of_its_thread()
    {
        using var bench = new Bench();
        var first = new Thread(() => bench.Queue(0));
        var second = new Thread(() => bench.Queue(1));
        bench.RunWith(first, second);

        Specification.Assert(bench.Ran.Count == 2 * Calls, $"{bench.Ran.Count} of {2 * Calls} calls ran");
        foreach (int thread in (int[])[0, 1])
        {
            Specification.Assert(bench.Ran.Where(each => each / Calls == thread).SequenceEqual(Enumerable.Range(thread * Calls, Calls)), "the calls of a thread ran in another order");
        }
    }

    /// <summary>The first of each thread's calls throws.</summary>
    public static void A_call_that_throws_keeps_none_behind_it_from_running()
    {
        using var bench = new Bench { Throws = true };
        var first = new Thread(() => bench.Queue(0));
        var second = new Thread(() => bench.Queue(1));
        bench.RunWith(first, second);

        Specification.Assert(bench.Ran.Count == 2 * Calls, $"{bench.Ran.Count} of {2 * Calls} calls ran");
    }

    /// <summary>Each call queues another.</summary>
    public static void A_call_may_queue_another()
    {
        using var bench = new Bench { Queues = true };
        bench.RunWith(new Thread(() => bench.Queue(0)), new Thread(() => bench.Queue(1)));

        Specification.Assert(bench.Ran.Count == 4 * Calls, $"{bench.Ran.Count} of {4 * Calls} calls ran");
    }

    /// <summary>The queue is disposed while others queue and the dispatcher serves; another descriptor takes its number.</summary>
    public static void A_call_during_the_end_runs_or_is_refused_and_touches_nobody_else()
    {
        using var bench = new Bench();
        DispatcherQueue? next = null;
        bench.RunWith(new Thread(() => bench.Queue(0)), new Thread(() =>
        {
            bench.Calls.Dispose();
            next = new DispatcherQueue();
        }));

        Specification.Assert(bench.Ran.All(bench.Taken.Contains), "a call ran that was refused");
        Specification.Assert(!IsReadable(next!), "the queue wrote to a descriptor that is another's by now");
        next!.Dispose();
    }

    /// <summary>Two threads dispose.</summary>
    public static void The_end_may_come_twice()
    {
        using var bench = new Bench();
        bench.RunWith(new Thread(bench.Calls.Dispose), new Thread(bench.Calls.Dispose));
        Specification.Assert(bench.Calls.Descriptor == -1 && !bench.Calls.Enqueue(() => { }), "a queue that is disposed takes calls");
    }

    private static bool IsReadable(DispatcherQueue queue)
    {
        var time = new BoardTime();
        var probe = new Probe(queue);
        time.Watch(probe);
        time.WaitUntil(time.Now);
        return probe.IsReady;
    }

    private sealed class Probe(DispatcherQueue queue) : PollSource
    {
        public bool IsReady { get; private set; }

        public override int Descriptor => queue.Descriptor;

        public override void OnReady() => IsReady = true;
    }

    /// <summary>A dispatcher that looks at its queue a few times while others run, and afterwards as long as something waits.</summary>
    private sealed class Bench : IDisposable
    {
        private const int Looks = 4;

        private readonly BoardTime _time = new();

        public Bench() => _time.Watch(Calls);

        public DispatcherQueue Calls { get; } = new();

        public bool Throws { get; init; }

        public bool Queues { get; init; }

        /// <summary>On the dispatcher's thread alone, and on this one when that has ended.</summary>
        public List<int> Ran { get; } = [];

        /// <summary>On the thread that queues alone; with several of them nobody looks.</summary>
        public HashSet<int> Taken { get; } = [];

        public void Queue(int thread)
        {
            for (int i = 0; i < QueueSchedules.Calls; i++)
            {
                int call = thread * QueueSchedules.Calls + i;
                bool taken = Calls.Enqueue(() => Run(call, Throws && call % QueueSchedules.Calls == 0));
                if (taken && thread == 0)
                {
                    Taken.Add(call);
                }
            }
        }

        public void RunWith(params Thread[] others)
        {
            var dispatcher = new Thread(() => Look(Looks));
            dispatcher.Start();
            Array.ForEach(others, other => other.Start());
            Array.ForEach(others, other => other.Join());
            dispatcher.Join();
            Look(4 * QueueSchedules.Calls);
        }

        public void Dispose() => Calls.Dispose();

        private void Look(int times)
        {
            for (int i = 0; i < times; i++)
            {
                try
                {
                    // Looks, and waits for nothing: what waits cannot be scheduled.
                    _time.WaitUntil(_time.Now);
                }
                catch (InvalidOperationException)
                {
                    // Of a call; the dispatcher goes on.
                }
            }
        }

        private void Run(int call, bool throws)
        {
            Ran.Add(call);
            if (Queues)
            {
                Calls.Enqueue(() => Ran.Add(call));
            }
            if (throws)
            {
                throw new InvalidOperationException("a call");
            }
        }
    }
}
