using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.HostTests.Ipa.Sweeps;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every register that an interrupt handler reads says every boundary value once, and then a hundred times: the work stays bounded, nothing escapes, and
/// once it tells the truth again traffic flows.
/// </summary>
[TestClass]
public sealed class LyingRegisterTests
{
    private const int MostReads = 200_000;

    // Source: the IPA reference, 3 and 5; of the event rings the four of this processor.
    private static readonly (string Block, string Name, uint[] Offsets)[] OfV3 =
    [
        ("gsi", "CNTXT_TYPE_IRQ", [0x1f080]), ("gsi", "CNTXT_SRC_CH_IRQ", [0x1f090]), ("gsi", "CNTXT_SRC_EV_CH_IRQ", [0x1f094]), ("gsi", "CNTXT_SRC_IEOB_IRQ", [0x1f0b0]), ("gsi", "CNTXT_GLOB_IRQ_STTS", [0x1f100]),
        ("gsi", "ERROR_LOG", [0x1f200]), ("gsi", "CNTXT_GSI_IRQ_STTS", [0x1f118]), ("gsi", "EV_CNTXT_4", [0x1d010, 0x1d090, 0x1d110, 0x1d190]),
        ("ipa-reg", "IPA_IRQ_STTS", [0x3008]), ("ipa-reg", "IRQ_SUSPEND_INFO", [0x3030]),
    ];

    [TestMethod]
    [DataRow(Board.Sdm845, 1)]
    [DataRow(Board.Sdm845, 100)]
    [DataRow(Board.V42, 1)]
    [DataRow(Board.V42, 100)]
    public void T22_Every_register_that_a_handler_reads_may_say_anything(string name, int times)
    {
        var sweep = new Sweep();
        foreach ((string block, string register, uint[] offsets) in OfV3)
        {
            int seen = 0;
            foreach (ulong value in Boundary.Values(4, 8, 0x10, 0x1000)) { seen += Lie(sweep, name, block, register, offsets, (uint)value, times); }
            Assert.IsGreaterThan(0, seen, $"{register} is not where the table says");
        }
        sweep.AssertNothing(TestContext);
    }

    public TestContext TestContext { get; set; } = null!;

    private static int Lie(Sweep sweep, string board, string block, string register, uint[] offsets, uint value, int times)
    {
        var life = new SweptLife(board);
        // Who is told nothing true of an interrupt or a command cannot serve the one nor wait for the other.
        life.CannotKeep(SanitizerRule.InterruptUnserved, SanitizerRule.PowerOffBusy, SanitizerRule.EventRingInUse, SanitizerRule.CommandOverlap, SanitizerRule.ModemLeftPaused, SanitizerRule.FlushMissing,
            SanitizerRule.ReservedBits, SanitizerRule.SuspendInfoKept);
        // A pointer of an event ring that lies inside of the ring cannot be told from the truth; it costs a walk around the ring at most.
        if (register == "EV_CNTXT_4") { life.CannotKeep(SanitizerRule.DoorbellPastPointer); }
        life.Probe();
        bool isOfSetup = register == "CNTXT_SRC_EV_CH_IRQ";
        if (!isOfSetup)
        {
            life.StartModem();
            life.Open();
            life.Exchange(2);
        }
        int left = times;
        int reads = 0;
        life.Board.Hooks.AnyRead = (where, offset, real) =>
        {
            reads++;
            if (where != block || left == 0 || !offsets.Contains(offset)) { return real; }
            left--;
            return value;
        };
        try
        {
            if (isOfSetup) { life.StartModem(); }
            else { life.Close(); }
            life.Open();
            life.Exchange(3);
            life.Receive(10);
            life.Command();
            life.Board.Soc.Chip.Microcontroller.RaiseEvent(2, 0);
            life.Board.Soc.Chip.Gsi.LogError(0, 3, 1);
            life.Board.Soc.Chip.Gsi.RaiseGeneral(0xe);
            life.Board.Loop.Run(Board.Second);
            // It sleeps: what comes now wakes it.
            life.Receive(1);
            life.Exchange(1);
            life.Heal();
            life.Return();
            life.End();
        }
        // Whatever escapes is what this looks for.
        catch (Exception e)
        {
            life.Say("escaped: " + e);
        }
        if (reads > MostReads) { life.Say($"{reads} reads"); }
        sweep.Take($"{register} 0x{value:x}: {life.Wrong}", life.Wrong == "", $"{board}, {times} times");
        return times - left;
    }
}
