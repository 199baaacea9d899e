using System.Text.Json;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Recorders;

[TestClass]
public sealed class RegsCommandTests
{
    [TestMethod]
    public void A_value_is_taken_apart_and_reserved_bits_are_pointed_out()
    {
        CommandRun run = CommandRun.Of("regs", "decode", "ENDP_STATUS[9]", "0x443");

        Assert.AreEqual(
            """
            ENDP_STATUS[9] = 0x00000443 (v3.5.1, ipa-reg + 0x00c30, read and write)
              bits  field              hex  decimal
                 0  STATUS_EN          0x1        1
               5:1  STATUS_ENDP        0x1        1
                 8  STATUS_LOCATION    0x0        0
                 6  RESERVED, but set  0x1        1
                10  RESERVED, but set  0x1        1

            """,
            run.Out);
        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
    }

    [TestMethod]
    public void A_version_decides_where_a_register_is_and_which_fields_it_has()
    {
        using JsonDocument old = JsonDocument.Parse(CommandRun.Of("regs", "decode", "ch_c_cntxt_0[3]", "0x1010c0ba", "--json").Out);
        using JsonDocument late = JsonDocument.Parse(CommandRun.Of("regs", "decode", "CH_C_CNTXT_0[3]", "0x1010c0ba", "--version", "4.5", "--json").Out);

        Assert.AreEqual(0x1c180u, old.RootElement.GetProperty("offset").GetUInt32());
        Assert.AreEqual(0xf180u, late.RootElement.GetProperty("offset").GetUInt32());
        Assert.AreEqual("PROTOCOL=2 DIR=1 EE=11 CHID=0 ERINDEX=3 CHSTATE=1 ELEMENT_SIZE=16", FieldsOf(old));
        Assert.AreEqual("PROTOCOL=2 DIR=1 EE=11 CHID=0 PROTOCOL_MSB=0 ERINDEX=3 CHSTATE=1 ELEMENT_SIZE=16", FieldsOf(late));
        Assert.AreEqual(0u, late.RootElement.GetProperty("reserved").GetUInt32());
    }

    [TestMethod]
    [DataRow("ENDP_STAT", "1", "ipa: v3.5.1 has no register 'ENDP_STAT'; similar are ENDP_STATUS, ENDP_INIT_CFG, ENDP_INIT_HDR, ENDP_INIT_NAT, ENDP_INIT_SEQ")]
    [DataRow("IPA_BCR[1]", "1", "ipa: v3.5.1 has no register 'IPA_BCR[1]'; similar are IPA_BCR, IPA_IRQ_EN, IPA_IRQ_UC, IPA_TX_CFG, IPA_IRQ_CLR")]
    [DataRow("SRC_RSRC_GRP_01_RSRC_TYPE[8]", "1", "ipa: v3.5.1 has no register 'SRC_RSRC_GRP_01_RSRC_TYPE[8]'; similar are SRC_RSRC_GRP_01_RSRC_TYPE, DST_RSRC_GRP_01_RSRC_TYPE, SRC_RSRC_GRP_23_RSRC_TYPE, DST_RSRC_GRP_23_RSRC_TYPE, ENDP_INIT_RSRC_GRP")]
    [DataRow("IPA_BCR", "0x100000000", "ipa: '0x100000000' is no value of 32 bits")]
    public void What_does_not_exist_is_refused(string register, string value, string message)
    {
        CommandRun run = CommandRun.Of("regs", "decode", register, value);

        Assert.AreEqual(2, run.ExitCode);
        Assert.AreEqual(message, run.Error.Split('\n')[0]);
    }

    [TestMethod]
    public void A_version_that_does_not_exist_is_refused_with_those_that_do()
    {
        CommandRun run = CommandRun.Of("regs", "diff", "v3.5.1", "v9");

        Assert.AreEqual(2, run.ExitCode);
        StringAssert.StartsWith(run.Error, "ipa: there is no version 'v9'; there are v3.1, v3.5.1, v4.2, v4.5, v4.7, v4.9, v4.11, v5.0, v5.5");
    }

    [TestMethod]
    public void Versions_differ_in_registers_offsets_and_fields()
    {
        // Each row with the register that it stands below.
        string register = "";
        string[] lines = CommandRun.Of("regs", "diff", "v3.5.1", "v4.2").Out.Split('\n');
        string[] rows = [.. lines.Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? register + line[1..] : register = line)];

        CollectionAssert.Contains(rows, "ipa-reg FILT_ROUT_HASH_EN offset: 0x0008c -> 0x00148");
        CollectionAssert.Contains(rows, "ipa-reg ENDP_INIT_CTRL offset: 0x00800 -> none");
        CollectionAssert.Contains(rows, "ipa-reg ENDP_INIT_HOL_BLOCK_TIMER TIMER_SCALE bits: none -> 12:8");
        CollectionAssert.Contains(rows, "ipa-reg ENDP_INIT_HOL_BLOCK_TIMER TIMER_BASE_VALUE bits: 31:0 -> 4:0");
        Assert.IsTrue(lines.All(line => line.Length <= 80), "no line is wider than a terminal, and no name is broken");
        StringAssert.StartsWith(CommandRun.Of("regs", "diff", "v3.5.1", "3.5.1").Out, "v3.5.1 and v3.5.1 differ in 0 of ");
    }

    [TestMethod]
    public void A_register_whose_ones_clear_says_so()
    {
        StringAssert.Contains(CommandRun.Of("regs", "decode", "CNTXT_GLOB_IRQ_CLR", "2").Out, "gsi + 0x1f110, write one to clear)");
    }

    [TestMethod]
    public void Of_interleaved_rows_the_one_that_starts_nearer_has_the_place()
    {
        RegisterCatalog catalog = RegisterCatalog.ForVersion("v3.5.1")!;

        Assert.AreEqual("CH_C_CNTXT_2[4]", catalog.Find("gsi", 0x1c208)!.Name);
        Assert.AreEqual("EV_CH_E_CNTXT_4[2]", catalog.Find("gsi", 0x1d110)!.Name);
        Assert.AreEqual("EV_CH_E_DOORBELL_0[0]", catalog.Find("gsi", 0x1e100)!.Name);
        Assert.AreEqual("ENDP_INIT_HDR[2]", catalog.Find("ipa-reg", 0x8f0)!.Name);
        Assert.IsNull(catalog.Find("ipa-reg", 0x2));
    }

    private static string FieldsOf(JsonDocument decoded) =>
        string.Join(' ', decoded.RootElement.GetProperty("fields").EnumerateArray().Select(field => $"{field.GetProperty("field").GetString()}={field.GetProperty("value").GetUInt32()}"));
}
