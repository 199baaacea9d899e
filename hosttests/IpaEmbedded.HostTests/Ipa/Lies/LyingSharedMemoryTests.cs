using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.HostTests.Ipa.Sweeps;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every field of the SMEM item in which the modem shows its bits, and of the item's header, says every boundary value while traffic flows: the lie may
/// look like a crash of the modem, which it survives, and nothing escapes.
/// </summary>
[TestClass]
public sealed class LyingSharedMemoryTests
{
    private const int ItemBytes = 340;
    private const int EntryBytes = 20;
    private const int Entries = 16;
    private const int FirstEntry = 20;
    private const uint Magic = 0x504d5324;

    // Source: the layout of SMP2P as the reference of the IPA tells it, 1.4; entries follow.
    private static readonly LiedField[] Head =
    [
        new("magic", 0, 4, true), new("version", 4, 1, true), new("features", 5, 3, true), new("local processor", 8, 2, false), new("remote processor", 10, 2, false), new("total entries", 12, 2, true),
        new("valid entries", 14, 2, true), new("flags", 16, 4, true),
    ];

    [TestMethod]
    public void T21_Every_field_of_the_modems_bits_may_say_anything()
    {
        LiedField.AssertWhole(Head, FirstEntry);
        Assert.AreEqual(ItemBytes, FirstEntry + Entries * EntryBytes);
        LiedField[] fields = [.. Head, new("name of entry 0", 20, 4, true), new("value of entry 0", 36, 4, true), new("name of entry 1", 40, 4, true), new("value of entry 1", 56, 4, true), new("name of entry 15", 320, 4, true), new("value of entry 15", 336, 4, true)];
        var sweep = new Sweep();
        foreach (LiedField field in fields)
        {
            foreach (ulong value in Boundary.Values(field.Bytes, 2, 16, 17)) { Lie(sweep, field, value); }
        }
        sweep.AssertNothing(TestContext);
    }

    public TestContext TestContext { get; set; } = null!;

    private static void Lie(Sweep sweep, LiedField field, ulong value)
    {
        var life = new SweptLife(Board.Sdm845);
        life.Probe();
        life.StartModem();
        life.Open();
        life.Exchange(2);
        DmaMemory memory = Smem(life.Board, out int item);
        byte[] before = new byte[ItemBytes];
        memory.CopyTo(item, before, 0, ItemBytes);
        byte[] lied = [.. before];
        Boundary.Write(lied, field.At, field.Bytes, value);
        memory.CopyFrom(item, lied, 0, ItemBytes);
        try
        {
            // The modem's interrupt, with something to look at.
            life.Board.Soc.Modem.AssertClockQuery();
            life.Board.Loop.Run(1000);
            life.Exchange(3);
            memory.CopyFrom(item, before, 0, ItemBytes);
            life.Heal();
            life.Await();
            life.Return();
            life.End();
        }
        // Whatever escapes is what this looks for.
        catch (Exception e)
        {
            life.Say("escaped: " + e);
        }
        sweep.Take($"{field.Name} 0x{value:x}: {life.Wrong}", life.Wrong == "", "sdm845");
    }

    // The modem's item is the one whose local processor is 1.
    private static DmaMemory Smem(Board board, out int item)
    {
        DmaMemory memory = board.Soc.Memory.Resolve(0x86000000, 4, out _);
        for (item = 0; item < memory.Size - ItemBytes; item += 4)
        {
            if (memory.Read32(item) == Magic && memory.Read16(item + 8) == 1) { return memory; }
        }
        throw new InvalidOperationException("no item of the modem");
    }
}
