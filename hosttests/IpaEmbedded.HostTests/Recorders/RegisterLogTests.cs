using System.Text.Json;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Recorders;

/// <summary>Registers in logs of other people's making, in the forms that the command says it knows.</summary>
[TestClass]
public sealed class RegisterLogTests
{
    [TestMethod]
    [DataRow("[   12.345678] ipa 1e40000.ipa: 0x00000078 = 0x000000c8", "QSB_MAX_READS=0xc8")]
    [DataRow("[   12.345678] ipa 1e40000.ipa: 0x01e40078: 0xc8", "QSB_MAX_READS=0xc8")]
    [DataRow("[   12.345678] ipa 1e40000.ipa: gsi 0x1c180 = 0x1010c0ba", "CH_C_CNTXT_0[3]=0x1010c0ba")]
    [DataRow("read gsi:0x1c180 = 1, then gsi+0x1c180: 2", "CH_C_CNTXT_0[3]=0x1 CH_C_CNTXT_0[3]=0x2")]
    [DataRow("ENDP_STATUS[9]=0x443 endp_status[10] = 7", "ENDP_STATUS[9]=0x443 ENDP_STATUS[10]=0x7")]
    [DataRow("01e40c30: 00000443 00000000 ........", "ENDP_STATUS[9]=0x443")]
    [DataRow("01e40074: 00000048 000000c8 12345678 .H......", "QSB_MAX_WRITES=0x48 QSB_MAX_READS=0xc8")]
    [DataRow("rwmmio_write: ipa_reg_write+0x10/0x20 width=32 val=0xc8 addr=0x1e40078", "QSB_MAX_READS=0xc8")]
    [DataRow("regmap_reg_write: ipa reg=78 val=c8", "QSB_MAX_READS=0xc8")]
    [DataRow("hwlock@1f40000:0x00078 = 0x1", "")]
    [DataRow("Nov 28 17:20:01 host kernel: 12:34 retry 78: 5", "")]
    [DataRow("QSB_MAX_READS = 0x1ffffffff, 0x78 = , ENDP_STATUS[99] = 1, x[] = 0x", "")]
    [DataRow("0xffffffffffffffff: 0x1 = : = [[[]]] 0x", "")]
    public void A_line_has_the_registers_that_its_form_says(string line, string expected)
    {
        RegisterMap map = RegisterMap.OfVersion("v3.5.1");

        Assert.AreEqual(expected, string.Join(' ', RegisterLogLine.Parse(line, map).Select(each => $"{each.Register.Name}=0x{each.Value:x}")));
    }

    [TestMethod]
    public void Every_access_of_a_recorded_boot_to_a_known_register_is_found_again()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--registers", folder["log"]).ExitCode);
        string[] lines = File.ReadAllLines(folder["log"]);

        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("regs", "decode", "--log", folder["log"], "--json").Out);

        string[] expected = [.. lines.Index().Where(line => line.Item.Contains(" ipa-reg:", StringComparison.Ordinal) || line.Item.Contains(" gsi:", StringComparison.Ordinal)).Select(line => $"{line.Index + 1} {line.Item[27..].Split("  ")[0]}")];
        string[] found = [.. json.RootElement.GetProperty("accesses").EnumerateArray().Select(each => $"{each.GetProperty("line")} {each.GetProperty("block").GetString()}:{each.GetProperty("register").GetString()} = 0x{each.GetProperty("value").GetUInt32():x8}")];
        Assert.IsGreaterThan(400, expected.Length);
        CollectionAssert.AreEqual(expected, found);
    }

    [TestMethod]
    public void Below_each_line_stand_its_registers_and_a_summary_says_how_many_lines_had_some()
    {
        using var folder = new TemporaryFolder();
        string log = folder.Write("log", "ipa: started\n0x01e40c30 = 0x443\r\n\u001b[2J gsi:0x1c180 = 0\n");

        CommandRun run = CommandRun.Of("regs", "decode", "--log", log);
        CommandRun quiet = CommandRun.Of("regs", "decode", "--log", log, "-q");
        CommandRun verbose = CommandRun.Of("regs", "decode", "--log", log, "-v");

        Assert.AreEqual(
            """
            ipa: started
            0x01e40c30 = 0x443
                ENDP_STATUS[9] = 0x00000443 (ipa-reg + 0x00c30): STATUS_EN=1 STATUS_ENDP=1
                  RESERVED=0x440
            \x1b[2J gsi:0x1c180 = 0
                CH_C_CNTXT_0[3] = 0x00000000 (gsi + 0x1c180): no field is set

            """,
            run.Out);
        Assert.AreEqual((0, "2 of 3 lines have registers of v3.5.1\n"), (run.ExitCode, run.Error));
        Assert.AreEqual(run.Out["ipa: started\n".Length..], quiet.Out);
        Assert.AreEqual("", quiet.Error);
        StringAssert.Contains(verbose.Out, "STATUS_EN=1 STATUS_ENDP=1\n      STATUS_LOCATION=0 RESERVED=0x440\n");
    }

    [TestMethod]
    public void A_log_without_a_register_is_a_finding_and_one_that_is_not_there_an_error()
    {
        using var folder = new TemporaryFolder();
        string log = folder.Write("log", "nothing\n");

        CommandRun none = CommandRun.Of("regs", "decode", "--log", log);

        Assert.AreEqual((1, $"ipa: no line of {log} has a register of v3.5.1; 'ipa regs decode --help' has the forms\n"), (none.ExitCode, none.Error));
        Assert.AreEqual(3, CommandRun.Of("regs", "decode", "--log", folder["none"]).ExitCode);
    }

    [TestMethod]
    public void The_tree_says_which_version_it_is_and_where_its_registers_are()
    {
        using var folder = new TemporaryFolder();
        string log = folder.Write("log", "0x1e40000 + nothing, 0x01e13180: 0x1\n");

        Assert.AreEqual(1, CommandRun.Of("regs", "decode", "--log", log).ExitCode);
        CommandRun late = CommandRun.Of("regs", "decode", "--log", log, "--tree", "bench-ipa-v4.5", "-q");
        Assert.AreEqual("0x1e40000 + nothing, 0x01e13180: 0x1\n    CH_C_CNTXT_0[3] = 0x00000001 (gsi + 0x0f180): PROTOCOL=1\n", late.Out);
        Assert.AreEqual(late, CommandRun.Of("regs", "decode", "--log", log, "--version", "v4.5", "-q"));
    }
}
