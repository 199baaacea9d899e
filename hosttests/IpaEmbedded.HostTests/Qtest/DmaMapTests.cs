using System.Text;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>Which RAM the chip may reach, as a client says it with dma_map and dma_unmap.</summary>
[TestClass]
public sealed class DmaMapTests
{
    private readonly QtestSession _session = new(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true, 1 << 20));

    [TestCleanup]
    public void End() => _session.Dispose();

    [TestMethod]
    public void Before_the_first_mapping_all_ram_is_live()
    {
        Program();
        Transfer(0, 0x180005000, 64);

        Assert.AreEqual("0", Violations());
    }

    [TestMethod]
    public void After_the_first_mapping_only_mapped_ranges_are_live()
    {
        MapRings();
        Run("dma_map 0x180005000 64");
        Program();
        Transfer(0, 0x180005000, 64);
        Assert.AreEqual("0", Violations());
        Transfer(1, 0x180006000, 4);
        StringAssert.Contains(Violations(), "1 ");
        StringAssert.Contains(Violations(), "dead-memory");
        Transfer(2, 0x180005001, 64);

        StringAssert.StartsWith(Violations(), "2 ");
    }

    [TestMethod]
    public void What_was_unmapped_is_dead()
    {
        MapRings();
        Run("dma_map 0x180005000 64", "dma_map 0x180005000 64", "dma_unmap 0x180005000 64");
        Program();
        Transfer(0, 0x180005000, 64);
        Assert.AreEqual("0", Violations());
        Run("dma_unmap 0x180005000 64");
        Transfer(1, 0x180005000, 64);

        StringAssert.Contains(Violations(), "dead-memory");
    }

    [TestMethod]
    public void Mappings_may_overlap_and_each_access_must_lie_in_one()
    {
        MapRings();
        Run("dma_map 0x180005000 0x1000", "dma_map 0x180005100 16", "dma_map 0x180005200 0x2000", "dma_unmap 0x180005000 0x1000");
        Program();
        Transfer(0, 0x180005100, 16);
        Transfer(1, 0x180006000, 0x1200);
        Assert.AreEqual("0", Violations());
        Transfer(2, 0x180005000, 16);

        StringAssert.StartsWith(Violations(), "1 ");
    }

    [TestMethod]
    public void Rings_of_memory_that_was_never_mapped_are_no_rings()
    {
        Run("dma_map 0x180005000 64");
        Program();

        StringAssert.Contains(Violations(), "ring-geometry");
    }

    [TestMethod]
    [DataRow("dma_map 0x180000000 0", "FAIL dma_map: a mapping has at least one byte")]
    [DataRow("dma_map 0x1800fffff 2", "FAIL dma_map: 0x1800fffff, 2 bytes, is not in ram")]
    [DataRow("dma_map 0x86000000 4", "FAIL dma_map: 0x86000000, 4 bytes, is not in ram")]
    [DataRow("dma_map 0x180000000 0x80000000", "FAIL dma_map: size 2147483648 is more than 2147483647")]
    [DataRow("dma_unmap 0x180000000 4", "FAIL dma_unmap: 0x180000000, 4 bytes, is not mapped")]
    [DataRow("dma_map 0x180000000", "FAIL dma_map: size is missing")]
    public void What_cannot_be_mapped_fails_with_a_reason(string line, string answer) => Assert.AreEqual(answer + "\n", _session.Execute(line));

    private void Run(params string[] lines)
    {
        foreach (string line in lines)
        {
            string answer = _session.Execute(line);
            Assert.AreEqual("OK\n", answer, line);
        }
    }

    private string Violations()
    {
        string[] answer = _session.Execute("chip_violations").TrimEnd().Split(' ');
        return answer.Length < 3 ? answer[1] : answer[1] + " " + Encoding.UTF8.GetString(Convert.FromBase64String(answer[2]));
    }

    private void MapRings() => Run("dma_map 0x180000000 0x100", "dma_map 0x180000100 0x100");

    /// <summary>Event ring 2 at the start of RAM, channel 3 behind it, 16 elements each, started.</summary>
    private void Program()
    {
        // As a driver begins: firmware, interrupts, resources, the registers of endpoint 2; the states are read after each command.
        Run("chip_power 1", "chip_firmware 1", "writel 0x1e23180 1", "writel 0x1e23108 1", "writel 0x1e23120 0xe", "writel 0x1e40400 0x3f003f00");
        foreach (int register in (int[])[0x00, 0x08, 0x0c, 0x10, 0x14, 0x20, 0x24, 0x34, 0x38, 0x3c, 0x40]) { Run($"writel 0x{0x1e408e0 + register:x} 0"); }
        Run("writel 0x1e23010 2");
        _session.Execute("readl 0x1e21100");
        Run("writel 0x1e21100 0x10010002", "writel 0x1e21104 0x100", "writel 0x1e21108 0x80000000", "writel 0x1e2110c 1", "writel 0x1e22110 0x800000f0", "writel 0x1e23008 3");
        _session.Execute("readl 0x1e20180");
        Run("writel 0x1e20180 0x1000800a", "writel 0x1e20184 0x100", "writel 0x1e20188 0x80000100", "writel 0x1e2018c 1", "writel 0x1e201e8 0x800000", "writel 0x1e201ec 0x20a5a5",
            "writel 0x1e23008 0x01000003");
    }

    private void Transfer(int index, ulong buffer, int length) => Run(
        $"writeq 0x{0x180000100 + (16 * index):x} 0x{buffer:x}", $"writeq 0x{0x180000108 + (16 * index):x} 0x{0x0002060000000000 + length:x}", $"writel 0x1e22018 0x{0x80000110 + (16 * index):x}");
}
