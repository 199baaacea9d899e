using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.TimeLimits;

/// <summary>Loops without end, for a process that is asked for them by IPA_PLANTED_LOOPS; in any other they are none.</summary>
[TestClass]
[ProcessorSeconds(1)]
public sealed class PlantedLoops
{
    private static readonly string Wanted = Environment.GetEnvironmentVariable("IPA_PLANTED_LOOPS") ?? "";

    [TestMethod]
    public void A_planted_loop_that_burns_the_processor()
    {
        ulong rounds = 0;
        while (Wanted.Length > 0)
        {
            rounds++;
        }
        Assert.AreEqual(0ul, rounds);
    }

    [TestMethod]
    public void A_planted_loop_of_events_in_virtual_time()
    {
        var loop = new EventLoop(new VirtualTime());
        EventLoopTimer? timer = null;
        timer = new EventLoopTimer(loop, () => timer!.Start(1));
        timer.Start(1);

        loop.Run(Wanted.Length > 0 ? long.MaxValue / 2 : 1000);
    }

    [TestMethod]
    public void A_test_beside_planted_loops() => Assert.AreNotEqual("other", Wanted);
}
