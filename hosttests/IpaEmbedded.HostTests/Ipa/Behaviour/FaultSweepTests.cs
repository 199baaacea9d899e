using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// Each thing that can go wrong goes wrong once, at every place of a driver's life in turn: the driver says so clearly, breaks no rule
/// of the hardware, works again after the modem's next start, and leaves nothing behind.
/// </summary>
[TestClass]
public sealed class FaultSweepTests
{
    private static readonly string[] Boards = [Board.Sdm845, Board.V42];
    private static readonly string[] CommandBoards = [.. Boards, Board.V50, Board.V55];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void A_life_without_faults_refuses_nothing()
    {
        foreach (string name in (string[])[.. Boards, Board.Sdm845ApInit, Board.V31, Board.V45, Board.V411, Board.V50, Board.V55])
        {
            var scenario = new FaultScenario(name, _ => { });
            Assert.AreEqual("", scenario.Run(), name);
            Assert.AreEqual("", string.Join('\n', scenario.Refusals), name);
        }
    }

    [TestMethod]
    public void Any_allocation_may_fail() =>
        Sweep([.. Boards, Board.Sdm845ApInit], board => board.Soc.Memory.Allocations, (board, n) => board.Soc.Memory.FailAllocation = n);

    [TestMethod]
    public void Any_gsi_command_may_get_stuck() => Sweep(CommandBoards, board => board.Faults.Commands, (board, n) => board.Faults.StuckCommandAt = n);

    [TestMethod]
    public void Any_gsi_command_may_be_done_after_the_driver_gave_up() => Sweep(CommandBoards, board => board.Faults.Commands, (board, n) => board.Faults.LateCommandAt = n);

    [TestMethod]
    public void Any_event_interrupt_may_be_lost() => Sweep(Boards, board => board.Faults.Raises, (board, n) => board.Faults.DropInterruptAt = n);

    [TestMethod]
    public void Any_event_interrupt_may_be_late() => Sweep(Boards, board => board.Faults.Raises, (board, n) => board.Faults.LateInterruptAt = n);

    [TestMethod]
    public void Any_event_interrupt_may_come_again_for_nothing() => Sweep(Boards, board => board.Faults.Raises, (board, n) => board.Faults.DoubleInterruptAt = n);

    [TestMethod]
    public void Any_doorbell_may_be_lost() => Sweep(Boards, board => board.Faults.Doorbells, (board, n) => board.Faults.LostDoorbellAt = n);

    [TestMethod]
    public void Any_gsi_command_may_fail() => Sweep(Boards, board => board.Faults.Executed, (board, n) => board.Faults.FailedCommandAt = n);

    [TestMethod]
    [DataRow(EventCorruption.UnknownElement)]
    [DataRow(EventCorruption.UnalignedElement)]
    [DataRow(EventCorruption.WrongChannel)]
    [DataRow(EventCorruption.TooLong)]
    [DataRow(EventCorruption.UnknownCode)]
    [DataRow(EventCorruption.StaleElement)]
    [DataRow(EventCorruption.NextElement)]
    public void T13_Any_event_may_lie(EventCorruption corruption) => Sweep(Boards, board => board.Faults.EventElements, (board, n) =>
    {
        board.Faults.CorruptionAt = n;
        board.Faults.Corruption = corruption;
    });

    [TestMethod]
    [DataRow(MessageDamage.ShortHeader)]
    [DataRow(MessageDamage.LengthTooLong)]
    [DataRow(MessageDamage.TlvTooLong)]
    [DataRow(MessageDamage.UnknownTransaction)]
    [DataRow(MessageDamage.UnknownMessage)]
    [DataRow(MessageDamage.NoTlvs)]
    [DataRow(MessageDamage.Empty)]
    [DataRow(MessageDamage.Twice)]
    [DataRow(MessageDamage.Lost)]
    [DataRow(MessageDamage.Late)]
    public void T18_Any_message_of_the_modem_may_be_damaged(MessageDamage damage) => Sweep([Board.Sdm845], board => board.Faults.Messages, (board, n) =>
    {
        board.Faults.MalformedMessageAt = n;
        board.Faults.Damage = damage;
    });

    [TestMethod]
    public void T21_The_modem_may_crash_at_any_event() => Sweep(Boards, board => board.Faults.Events, (board, n) => board.Faults.CrashAt = n);

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    [DataRow(40)]
    [DataRow(200)]
    public void T21_The_modem_may_crash_again_while_its_crash_is_dealt_with(int eventsLater) => Sweep(Boards, board => board.Faults.Events, (board, n) =>
    {
        board.Faults.CrashAt = n;
        // The plan has one crash; the next is planned as soon as the first has happened.
        board.Hooks.AnyRead = (_, _, value) =>
        {
            if (board.Faults.CrashAt == n && board.Faults.Events >= n) { board.Faults.CrashAt = Math.Max(n + eventsLater, board.Faults.Events + 1); }
            return value;
        };
    }, every: 9);

    [TestMethod]
    public void T13_Any_bit_of_any_event_may_be_wrong() => Sweep(Boards, board => 4 * board.Faults.EventElements, (board, n) =>
        board.Soc.Chip.Observer = new WrongBit(board.Simulated, ((n - 1) / 4) + 1, n % 128));

    // The driver tries ten times, a millisecond apart, and whoever cannot be asked again does so for a second.
    [TestMethod]
    [DataRow(0)]
    [DataRow(5_000)]
    [DataRow(10_500)]
    [DataRow(15_000)]
    [DataRow(60_000)]
    [DataRow(400_000)]
    public void Votes_may_be_refused_at_any_time_for_a_time(int microseconds) => Sweep([Board.Sdm845], board => board.Faults.Votes, (board, n) =>
    {
        board.Faults.RefuseVotesAt = n;
        board.Faults.RefuseVotesMicroseconds = microseconds;
    });

    [TestMethod]
    public void An_always_on_subsystem_that_says_nothing_costs_only_time()
    {
        var scenario = new FaultScenario(Board.Sdm845, board =>
        {
            board.Probe();
            board.Soc.Aoss.IsMute = true;
        });
        Assert.AreEqual("", scenario.Run());
    }

    private void Sweep(string[] boards, Func<Board, int> count, Action<Board, int> fault, int every = 1)
    {
        var failures = new List<string>();
        int runs = 0;
        foreach (string name in boards)
        {
            var clean = new FaultScenario(name, _ => { });
            clean.Live();
            int places = count(clean.Board);
            Assert.IsGreaterThan(0, places);
            for (int n = 1; n <= places; n += every)
            {
                runs++;
                string failure = new FaultScenario(name, board => fault(board, n)).Run();
                if (failure != "") { failures.Add($"{name} at {n}: {failure}"); }
            }
        }
        TestContext.WriteLine($"{runs} runs");
        Assert.AreEqual("", string.Join('\n', failures.Take(5)), $"{failures.Count} of {runs} runs");
    }
}
