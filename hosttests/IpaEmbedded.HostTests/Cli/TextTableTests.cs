using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>What is printed in columns fits the terminal, whole.</summary>
[TestClass]
public sealed class TextTableTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    [TestMethod]
    [DataRow(80, "boot", "")]
    [DataRow(60, "boot", "")]
    [DataRow(80, "boot", "--verbose")]
    [DataRow(80, "boot", "--fault=stuck-command")]
    [DataRow(80, "dt resources", "")]
    [DataRow(60, "dt resources", "")]
    [DataRow(200, "dt resources", "")]
    [DataRow(80, "status", "")]
    [DataRow(80, "status", "--verbose")]
    [DataRow(80, "regs diff v3.1 v4.11", "")]
    [DataRow(80, "regs decode ENDP_INIT_AGGR 0x43", "")]
    [DataRow(80, "boards", "")]
    [DataRow(80, "explain", "")]
    public void No_line_of_a_result_is_wider_than_the_terminal(int columns, string command, string option)
    {
        string[] tree = command is "boot" or "status" or "dt resources" ? [Board] : [];
        string[] words = [.. command.Split(' '), .. tree, .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        string[] lines = PrintedAt(columns, words).Split('\n');

        Assert.IsGreaterThan(5, lines.Length);
        // A boot and the list of boards name a file or a folder, wherever that is: such a line is not cut.
        Assert.AreEqual("", string.Join('\n', lines.Where(line => line.Length > columns && !line.Contains(RepositoryRoot.Folder, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Wrapping_loses_no_word()
    {
        static string Words(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

        Assert.AreEqual(Words(PrintedAt(300, "boot", Board)), Words(PrintedAt(80, "boot", Board)));
    }

    [TestMethod]
    public void A_cell_is_wrapped_at_blanks_then_at_signs_of_a_path_then_anywhere()
    {
        var table = new TextTable("what", ">the number");
        table.Add("some words that are wrapped", "1");
        table.Add("/a-path/with-many/parts-of-a-name", "23");
        table.Add("abcdefghijklmnopqrstuvwxyz", "456");
        using var page = new StringWriter { NewLine = "\n" };

        table.WriteTo(page, "| ", new Terminal(page, TextWriter.Null, outColumns: 40));
        string wide = page.ToString();
        page.GetStringBuilder().Clear();
        table.Add("x", "7");
        table.WriteTo(page, "", new Terminal(page, TextWriter.Null, outColumns: 0));

        Assert.AreEqual("""
            | what                               the
            |                                 number
            | some words that are wrapped          1
            | /a-path/with-many/parts-of-a-       23
            | name
            | abcdefghijklmnopqrstuvwxyz         456

            """, wide);
        Assert.IsTrue(page.ToString().Split('\n').All(line => line.Length <= 40), page.ToString());
    }

    [TestMethod]
    public void A_failure_is_red_where_colours_are_shown()
    {
        CommandRun run = CommandRun.Of("boot", Board, "--fault", "stuck-command", "--color", "always");
        CommandRun plain = CommandRun.Of("boot", Board, "--fault", "stuck-command");

        Assert.IsTrue(run.Out.Split('\n').Any(line => line.StartsWith("\u001b[31mmodem ", StringComparison.Ordinal) && line.Contains("FAILED", StringComparison.Ordinal)), run.Out);
        Assert.Contains("\u001b[31mipa: boot failed (seed 1): ", run.Error);
        Assert.DoesNotContain("\u001b", plain.Out + plain.Error);
    }

    [TestMethod]
    public void COLUMNS_says_how_wide_a_pipe_is()
    {
        static int Widest(string columns) => CommandRun.OfProcess(RepositoryRoot.Folder, new Dictionary<string, string> { ["COLUMNS"] = columns }, "boot").Out.Split('\n').Skip(1).Max(line => line.Length);

        Assert.IsTrue(Widest("100") is > 80 and <= 100);
        Assert.IsTrue(Widest("nonsense") <= 80);
    }

    [TestMethod]
    public void Verbosely_a_boot_names_its_devices_and_what_they_take()
    {
        string text = PrintedAt(1000, "boot", Board, "-v");

        Assert.Contains("\ndevice ", text);
        Assert.MatchesRegex(@"\n/soc@0/ipa@1e40000 +IpaPlatformDriver +bound\n", text);
        Assert.MatchesRegex(@"\n/firmware/scm|\n/\S+ +- +no driver", text);
        Assert.MatchesRegex(@"\n  clock +core +/soc@0/rsc@179c0000/clock-controller 0xc ", text);
        Assert.DoesNotContain("IpaPlatformDriver", PrintedAt(1000, "boot", Board));
    }

    private static string PrintedAt(int columns, params string[] args)
    {
        using var page = new StringWriter { NewLine = "\n" };
        CommandLine.Run(args, new Terminal(page, TextWriter.Null, outColumns: columns));
        return page.ToString();
    }
}
