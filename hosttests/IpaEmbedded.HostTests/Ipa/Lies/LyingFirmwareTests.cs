using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every field of the firmware's ELF header and program headers says every boundary value: it is loaded into its region or refused by name, memory that
/// was taken for it is given back, and what no loader reads changes nothing.
/// </summary>
[TestClass]
public sealed class LyingFirmwareTests
{
    private const int HeaderBytes = 52;
    private const int SegmentBytes = 32;
    private const int Segments = 3;

    // Elf32_Ehdr and Elf32_Phdr. Source: the ELF specification; what is read of them: the IPA reference, 1.5 and the loader's own checks.
    private static readonly LiedField[] Header =
    [
        new("e_ident magic", 0, 4, true), new("e_ident class", 4, 1, true), new("e_ident data", 5, 1, true), new("e_ident version", 6, 1, false), new("e_ident padding", 7, 9, false), new("e_type", 16, 2, false),
        new("e_machine", 18, 2, false), new("e_version", 20, 4, false), new("e_entry", 24, 4, false), new("e_phoff", 28, 4, true), new("e_shoff", 32, 4, false), new("e_flags", 36, 4, false), new("e_ehsize", 40, 2, false),
        new("e_phentsize", 42, 2, true), new("e_phnum", 44, 2, true), new("e_shentsize", 46, 2, false), new("e_shnum", 48, 2, false), new("e_shstrndx", 50, 2, false),
    ];

    private static readonly LiedField[] Segment =
    [
        new("p_type", 0, 4, true), new("p_offset", 4, 4, true), new("p_vaddr", 8, 4, false), new("p_paddr", 12, 4, true), new("p_filesz", 16, 4, true), new("p_memsz", 20, 4, true), new("p_flags", 24, 4, true),
        new("p_align", 28, 4, false),
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void T20_Every_field_of_a_firmware_file_may_say_anything()
    {
        LiedField.AssertWhole(Header, HeaderBytes);
        LiedField.AssertWhole(Segment, SegmentBytes);
        byte[] good = new GsiFirmware().Open("");
        byte[] blob = BoardTree.Compile(Board.Sdm845ApInit + ".dts");
        IEnumerable<LiedField> fields = [.. Header, .. Enumerable.Range(0, Segments).SelectMany(i => Segment.Select(field => field with { Name = $"{field.Name} of segment {i}", At = HeaderBytes + i * SegmentBytes + field.At }))];
        int loaded = 0;
        int refused = 0;
        foreach (LiedField field in fields)
        {
            int bytes = Math.Min(field.Bytes, 4);
            ulong real = Boundary.Read(good, field.At, bytes);
            foreach (ulong value in Boundary.Values(bytes, real, (ulong)good.Length, (ulong)good.Length - real, (ulong)good.Length - real + 1, 0x200000, 0x1fffff, 0xfffffff0))
            {
                byte[] lied = [.. good];
                Boundary.Write(lied, field.At, bytes, value);
                var board = new SimulatedBoard(blob, new BoardOptions { Timing = ChipTiming.Immediate(), Firmware = new OneFile(lied) });
                board.Probe();
                string where = $"{field.Name} 0x{value:x}: {board.Device.Reason}";
                if (board.Device.State == DeviceState.Bound)
                {
                    loaded++;
                    board.Work(() => board.Platform.Remove(board.Device));
                }
                else
                {
                    refused++;
                    Assert.IsTrue(field.Matters, where);
                    StringAssert.Contains(board.Device.Reason, "ipa_fws", where);
                    Assert.IsTrue(board.Device.Failure is HardwareException, where);
                }
                Assert.AreEqual("", board.Soc.Memory.LeakReport(), where);
                Assert.AreEqual("", board.Soc.Sanitizer.Text(), where);
                Assert.IsFalse(board.Soc.Chip.IsPowered, where);
            }
        }
        TestContext.WriteLine($"{loaded} loaded, {refused} refused");
        Assert.IsTrue(loaded > 100 && refused > 100, $"{loaded} loaded, {refused} refused");
    }

    private sealed class OneFile(byte[] image) : FirmwareStore
    {
        public override byte[]? Open(string name) => name.EndsWith(".mdt", StringComparison.Ordinal) ? image : null;
    }
}
