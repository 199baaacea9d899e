using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>What goes wrong goes on going wrong for a time, from any of its places on. The suite takes every few places.</summary>
[TestClass]
public sealed class LastingFaultTests
{
    private static readonly string[] Some = [Board.Sdm845, Board.V42];
    private static readonly string[] Each = [.. Some, Board.Sdm845ApInit, Board.V31, Board.V45, Board.V411, Board.V50, Board.V55];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(5_000)]
    [DataRow(50_000)]
    [DataRow(400_000)]
    public void Interrupts_may_be_lost_for_a_time(int microseconds) => Walk(2, new SweptFault("lost interrupts", life => life.Board.Faults.Raises, (life, n) =>
    {
        FaultPlan faults = life.Board.Faults;
        faults.DropInterruptAt = n;
        faults.Observer = new Lasting(life.Board, FaultKind.DroppedInterrupt, microseconds, next => faults.DropInterruptAt = next);
    }, MildestOutcome.OfSilence));

    [TestMethod]
    [DataRow(5_000)]
    [DataRow(50_000)]
    [DataRow(400_000)]
    public void Doorbells_may_be_lost_for_a_time(int microseconds) => Walk(3, new SweptFault("lost doorbells", life => life.Board.Faults.Doorbells, (life, n) =>
    {
        FaultPlan faults = life.Board.Faults;
        faults.LostDoorbellAt = n;
        faults.Observer = new Lasting(life.Board, FaultKind.LostDoorbell, microseconds, next => faults.LostDoorbellAt = next);
    }, MildestOutcome.OfSilence));

    [TestMethod]
    [DataRow(60_000)]
    [DataRow(700_000)]
    [DataRow(60_000_000)]
    public void Commands_may_be_stuck_for_a_time_or_for_ever(int microseconds) => Walk(3, new SweptFault("stuck commands", life => life.Board.Faults.Commands, (life, n) =>
    {
        FaultPlan faults = life.Board.Faults;
        faults.StuckCommandAt = n;
        if (microseconds > SweptLife.TeardownMicroseconds)
        {
            life.CannotKeep(SanitizerRule.PowerOffBusy, SanitizerRule.EventRingInUse, SanitizerRule.ModemLeftPaused, SanitizerRule.ModemNotPaused, SanitizerRule.FlushMissing, SanitizerRule.InterruptUnserved);
        }
        faults.Observer = new Lasting(life.Board, FaultKind.StuckCommand, microseconds, next => faults.StuckCommandAt = next);
    }, MildestOutcome.OfBrokenCommands));

    [TestMethod]
    [DataRow(5_000)]
    [DataRow(15_000)]
    [DataRow(60_000)]
    [DataRow(400_000)]
    public void Votes_may_be_refused_for_a_time(int microseconds) => Walk(1, new SweptFault("refused votes", life => life.Board.Faults.Votes, (life, n) =>
    {
        life.Board.Faults.RefuseVotesAt = n;
        life.Board.Faults.RefuseVotesMicroseconds = microseconds;
    }, microseconds <= 5_000 ? MildestOutcome.OfVotes : MildestOutcome.OfLongRefusals));

    [TestMethod]
    public void A_stop_may_have_to_be_repeated_ten_times() => Walk(1, new SweptFault("stop again", _ => 0, (life, n) => life.Board.Faults.StopInProgressCount = n, MildestOutcome.Nothing), 10);

    [TestMethod]
    public void Generic_commands_may_be_retried_as_often_as_the_version_allows() => Walk(1, new SweptFault("retry", _ => 0, (life, n) =>
    {
        // HALT_CHANNEL may be repeated ten times; letting go of a modem channel only from v4.11 on, five times.
        life.Board.Faults.GenericRetries[2] = n;
        life.Board.Faults.GenericRetries[4] = life.Driver?.Data is { FlowControlRetries: > 0 } data ? Math.Min(n, data.FlowControlRetries) : 0;
    }, MildestOutcome.Nothing), 10);

    // A receive ring of which the hardware was never shown anything has no event, so that nobody can notice; only its reset would show it again.
    private static bool IsHopeless(SweptFault fault, SweptScenario scenario) => fault.Name == "lost doorbells" && scenario.Name == "open";

    private void Walk(int stride, SweptFault fault, int places = 0)
    {
        var sweep = new Sweep();
        foreach (string board in Sweep.IsWhole ? Each : Some)
        {
            foreach (SweptScenario scenario in SweptScenario.All.Where(scenario => !IsHopeless(fault, scenario))) { sweep.Walk(fault, scenario, board, Sweep.Stride(stride), places); }
        }
        sweep.AssertNothing(TestContext);
    }

    /// <summary>Lets a fault happen again at its next occasion until its time is over.</summary>
    private sealed class Lasting(Board board, FaultKind kind, long microseconds, Action<int> again) : FaultObserver
    {
        private bool _hasBegun;

        public override void OnFault(FaultKind happened, int occasion)
        {
            if (happened != kind) { return; }
            if (!_hasBegun) { new EventLoopTimer(board.Loop, () => again(0)).Start(microseconds); }
            _hasBegun = true;
            again(occasion + 1);
        }
    }
}
