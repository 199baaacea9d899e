using System.Text.Json;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Recorders;

[TestClass]
public sealed class RegsSearchTests
{
    [TestMethod]
    public void A_list_has_every_register_of_the_version_with_offset_and_access()
    {
        foreach (string version in RegisterCatalog.Versions)
        {
            CommandRun run = CommandRun.Of("regs", "list", "--version", version);

            string[] lines = run.Out.TrimEnd('\n').Split('\n');
            Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
            Assert.AreEqual($"ipa-reg of {version}", lines[0]);
            Assert.HasCount(RegisterCatalog.ForVersion(version)!.All.Count + 2, lines, version);
            Assert.IsTrue(lines.All(line => line.Length <= 80), "no line is wider than a terminal");
        }
        string[] rows = [.. CommandRun.Of("regs", "list").Out.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        CollectionAssert.Contains(rows, "0x00840 + n * 0x70 ENDP_STATUS[0-31] read and write");
        CollectionAssert.Contains(rows, "0x1f110 CNTXT_GLOB_IRQ_CLR write one to clear");
    }

    [TestMethod]
    public void With_v_a_list_has_the_fields_with_their_bits_within_80_columns()
    {
        CommandRun run = CommandRun.Of("regs", "list", "-v", "--version", "v4.5");

        StringAssert.Contains(run.Out, "      STATUS_EN[0] STATUS_ENDP[5:1] STATUS_PKT_SUPPRESS[9]\n");
        Assert.IsTrue(run.Out.Split('\n').All(line => line.Length <= 80));
    }

    [TestMethod]
    public void A_search_tells_how_a_register_was_through_the_versions()
    {
        CommandRun run = CommandRun.Of("regs", "search", "hol_block_timer");

        Assert.AreEqual(
            """
            ENDP_INIT_HOL_BLOCK_TIMER
              v3.1 to v3.5.1: ipa-reg + 0x00830 + n * 0x70, n = 0 to 31, read and write
                TIMER_BASE_VALUE[31:0]
              v4.2: ipa-reg + 0x00830 + n * 0x70, n = 0 to 31, read and write
                TIMER_BASE_VALUE[4:0] TIMER_SCALE[12:8]
              v4.5 to v4.11: ipa-reg + 0x00830 + n * 0x70, n = 0 to 31, read and write
                TIMER_LIMIT[4:0] TIMER_GRAN_SEL[8]
              v5.0 to v5.5: ipa-reg + 0x01030 + n * 0x80, n = 0 to 35, read and write
                TIMER_LIMIT[4:0] TIMER_GRAN_SEL[9:8]

            """,
            run.Out);
    }

    [TestMethod]
    public void A_search_finds_fields_too_and_stays_in_the_version_that_is_named()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("regs", "search", "timer_scale", "--version", "4.2", "--json").Out);

        JsonElement only = json.RootElement.GetProperty("registers").EnumerateArray().Single();
        Assert.AreEqual("ENDP_INIT_HOL_BLOCK_TIMER", only.GetProperty("register").GetString());
        Assert.AreEqual(("v4.2", 0x830u, 0x70u, 32), (only.GetProperty("lastVersion").GetString(), only.GetProperty("offset").GetUInt32(), only.GetProperty("stride").GetUInt32(), only.GetProperty("count").GetInt32()));
        Assert.AreEqual(12, only.GetProperty("fields")[1].GetProperty("shift").GetInt32() + only.GetProperty("fields")[1].GetProperty("width").GetInt32() - 1);
    }

    [TestMethod]
    [DataRow("ENDP_SATTUS", "did you mean ENDP_STATUS?")]
    [DataRow("\u001b", "'ipa regs list' lists all")]
    public void A_search_that_finds_nothing_is_a_finding(string text, string hint)
    {
        CommandRun run = CommandRun.Of("regs", "search", text);

        Assert.AreEqual((1, ""), (run.ExitCode, run.Out));
        Assert.AreEqual($"ipa: no register or field has '{text.Replace("\u001b", "\\x1b")}' in its name; {hint}\n", run.Error);
    }

    [TestMethod]
    [DataRow("0x01e40c30", "ENDP_STATUS[9] = 0x00000443 (v3.5.1, ipa-reg + 0x00c30, read and write)")]
    [DataRow("0xc30", "ENDP_STATUS[9] = 0x00000443 (v3.5.1, ipa-reg + 0x00c30, read and write)")]
    [DataRow("gsi:0x1c180", "CH_C_CNTXT_0[3] = 0x00000443 (v3.5.1, gsi + 0x1c180, read and write)")]
    [DataRow("0x01e20180", "CH_C_CNTXT_0[3] = 0x00000443 (v3.5.1, gsi + 0x1c180, read and write)")]
    public void An_address_is_a_register_by_place_or_by_offset(string address, string first)
    {
        Assert.AreEqual(first, CommandRun.Of("regs", "decode", "--address", address, "0x443").Out.Split('\n')[0]);
    }

    [TestMethod]
    public void An_address_without_a_value_shows_the_fields_and_one_without_a_register_is_a_finding()
    {
        CommandRun fields = CommandRun.Of("regs", "decode", "--address", "0x01e40c30");
        CommandRun none = CommandRun.Of("regs", "decode", "--address", "0x01e40002", "1");

        Assert.AreEqual("ENDP_STATUS[9] (v3.5.1, ipa-reg + 0x00c30, read and write)\n  bits  field\n     0  STATUS_EN\n   5:1  STATUS_ENDP\n     8  STATUS_LOCATION\n", fields.Out);
        Assert.AreEqual((1, "ipa: v3.5.1 has no register at 0x01e40002; ipa-reg is at 0x01e40000, gsi at 0x01e04000\n"), (none.ExitCode, none.Error));
    }

    [TestMethod]
    [DataRow("write REGISTER VALUE, or --address ADDRESS [VALUE], or --log FILE", "IPA_BCR")]
    [DataRow("write REGISTER VALUE, or --address ADDRESS [VALUE], or --log FILE", "IPA_BCR", "1", "--log", "x")]
    [DataRow("write REGISTER VALUE, or --address ADDRESS [VALUE], or --log FILE", "1", "2", "--address", "0x78")]
    [DataRow("write REGISTER VALUE, or --address ADDRESS [VALUE], or --log FILE", "--address", "0x78", "--log", "x")]
    [DataRow("--address takes a number or BLOCK:OFFSET, of the blocks ipa-reg and gsi, not 'xyz:0x78'", "--address", "xyz:0x78")]
    [DataRow("--tree says which version it is; leave --version out", "IPA_BCR", "1", "--tree", "sdm845-ap-init", "--version", "v3.1")]
    public void What_does_not_go_together_is_a_wrong_command_line(string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(["regs", "decode", .. args]);

        Assert.AreEqual((2, "ipa: " + message), (run.ExitCode, run.Error.Split('\n')[0]));
    }
}
