using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>
/// The modem crashes, the system sleeps, the driver is removed, or the modem says once more that the firmware runs, behind every step of the event loop
/// in each scenario; in those of a crash that is the second crash at every step of the recovery. The suite takes every few steps.
/// </summary>
[TestClass]
public sealed class StrikeTests
{
    private const int SleepMicroseconds = 50_000;

    private static readonly string[] Some = [Board.Sdm845, Board.V42];
    private static readonly string[] Each = [.. Some, Board.Sdm845ApInit, Board.V31, Board.V45, Board.V411, Board.V50, Board.V55];

    private static readonly SweptFault[] Strikes =
    [
        Strike("crash", MildestOutcome.OfCrash, life => life.Board.Soc.Boot.Crash()),
        Strike("sleep", MildestOutcome.OfSleep, life => Post(life, () =>
        {
            life.Guard(life.FallAsleep);
            new EventLoopTimer(life.Board.Loop, () => Post(life, () => life.Guard(life.WakeUp))).Start(SleepMicroseconds);
        })),
        Strike("removal", MildestOutcome.OfRemoval, life => Post(life, () => life.Guard(() =>
        {
            if (life.IsBound) { life.Board.Platform.Remove(life.Board.Device); }
            life.IsOver = true;
        }))),
        Strike("setup-ready", MildestOutcome.OfSignals, life => life.Board.Soc.Modem.AssertSetupReady()),
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("crash", 5)]
    [DataRow("sleep", 5)]
    [DataRow("removal", 7)]
    [DataRow("setup-ready", 7)]
    public void It_may_happen_at_any_step(string name, int stride)
    {
        SweptFault strike = Strikes.Single(strike => strike.Name == name);
        var sweep = new Sweep();
        foreach (string board in Sweep.IsWhole ? Each : Some)
        {
            foreach (SweptScenario scenario in SweptScenario.All) { sweep.Walk(strike, scenario, board, Sweep.Stride(stride)); }
        }
        sweep.AssertNothing(TestContext);
    }

    private static SweptFault Strike(string name, MildestOutcome mildest, Action<SweptLife> strike) => new(name, life => life.Steps.Count, (life, n) =>
    {
        life.Steps.At = n;
        life.Steps.Strike = () => strike(life);
    }, mildest);

    private static void Post(SweptLife life, Action work) => life.Board.Loop.Post(new WorkItem(() => work()));
}
