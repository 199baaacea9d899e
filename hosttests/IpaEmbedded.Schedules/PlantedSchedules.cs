using System.Collections.Concurrent;
using Microsoft.Coyote.Specifications;

namespace IpaEmbedded.Schedules;

/// <summary>Mistakes on purpose, by which the exploration is tested: each comes to light in few schedules only.</summary>
public static class PlantedSchedules
{
    /// <summary>Whoever drains forgets the wake-up after it has looked, and with it one that came between.</summary>
    public static void A_wake_up_is_lost()
    {
        var calls = new ConcurrentQueue<int>();
        object gate = new();
        bool isWoken = false;
        int ran = 0;
        void look()
        {
            bool woken;
            lock (gate)
            {
                woken = isWoken;
            }
            while (woken && calls.TryDequeue(out _))
            {
                ran++;
            }
            lock (gate)
            {
                isWoken = false;
            }
        }
        var foreign = new Thread(() =>
        {
            for (int i = 0; i < 2; i++)
            {
                calls.Enqueue(i);
                lock (gate)
                {
                    isWoken = true;
                }
            }
        });
        foreign.Start();
        look();
        foreign.Join();
        look();
        look();
        Specification.Assert(ran == 2, $"a wake-up was lost: {ran} of 2 calls ran");
    }

    /// <summary>Reads, and writes one more, each under the lock and both not under one.</summary>
    public static void Two_threads_count_as_one()
    {
        object gate = new();
        int number = 0;
        void count()
        {
            int seen;
            lock (gate)
            {
                seen = number;
            }
            lock (gate)
            {
                number = seen + 1;
            }
        }
        var first = new Thread(count);
        var second = new Thread(count);
        first.Start();
        second.Start();
        first.Join();
        second.Join();
        Specification.Assert(number == 2, $"two threads counted to {number}");
    }
}
