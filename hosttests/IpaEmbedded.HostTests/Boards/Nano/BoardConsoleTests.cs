using System.Globalization;
using System.Text;

namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>The console of the nanoFramework application: on the simulated board, by the tree or by bytes as a serial line brings them.</summary>
[TestClass]
[DoNotParallelize]
public sealed class BoardConsoleTests
{
    private static byte[] Tree => Boot.BoardTree.Compile("nano-simulated-small.dts");

    [TestMethod]
    public void What_the_tree_says_is_done_once_the_link_is_up_a_crash_and_the_way_back_included()
    {
        string[] lines = NanoApplication.Simulated.RunProgram();

        Assert.AreEqual("DONE ok", lines[^1], string.Join('\n', lines));
        Assert.AreEqual("""
            ipa 3.5.1, link up
            sent 3 packets, 272 bytes, dropped 0, busy 0
            received 3 packets, 272 bytes, dropped 0
            """, string.Join('\n', lines.Where(line => line.StartsWith("ipa ", StringComparison.Ordinal) || line.StartsWith("sent ", StringComparison.Ordinal) || line.StartsWith("received ", StringComparison.Ordinal))));
        Assert.HasCount(2, lines.Where(line => line.StartsWith("ping: ", StringComparison.Ordinal)).ToList());
        Assert.IsLessThan(Array.FindIndex(lines, line => line.StartsWith("crash: link up again after ", StringComparison.Ordinal)), Array.IndexOf(lines, "link down"));
        Assert.HasCount(2, lines.Where(line => line == "link up").ToList());
    }

    [TestMethod]
    [DataRow("\n", 32)]
    [DataRow("\r", 7)]
    [DataRow("\r\n", 1)]
    public void Commands_are_answered_whatever_ends_a_line_and_in_whatever_pieces_they_come(string end, int piece)
    {
        string[] answers = Run($"  ping {end}{end}wat{end}crahs\b\bsh{end}ping{end}", piece);

        Assert.HasCount(4, answers, string.Join('\n', answers));
        Assert.StartsWith("ping: ", answers[0]);
        Assert.AreEqual("unknown: wat (help lists the commands)", answers[1]);
        Assert.StartsWith("crash: link up again after ", answers[2]);
        Assert.StartsWith("ping: ", answers[3]);
    }

    [TestMethod]
    public void Help_names_every_command()
    {
        string[] commands = ["help", "status", "ping", "crash", "trace"];

        CollectionAssert.AreEqual(commands, Run("help\n", 32).Select(line => line.Split(' ')[0]).ToList());
        Assert.IsFalse(Run(string.Join('\n', commands) + "\n", 32).Any(line => line.StartsWith("unknown", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_trace_shows_the_newest_events_as_numbers_and_says_how_many_came_before()
    {
        string[] answers = Run("trace\n", 32);

        Assert.MatchesRegex("^trace: [0-9]+ events, [0-9]+ earlier not shown$", answers[0]);
        Assert.AreEqual(int.Parse(answers[0].Split(' ')[1], CultureInfo.InvariantCulture), answers.Length - 1);
    }

    [TestMethod]
    public void A_line_that_is_too_long_or_has_other_characters_is_refused_whole_and_the_next_one_counts()
    {
        string[] answers = Run(new string('x', 1000000) + "crash\nping\x1b[A\n" + new string(' ', 60) + "ping\n" + new string(' ', 61) + "ping\nping \u00e9\nping", 32);

        Assert.HasCount(5, answers, string.Join('\n', answers));
        Assert.AreEqual("refused: a line is longer than 64 characters", answers[0]);
        Assert.AreEqual("refused: a line has a character 0x1b", answers[1]);
        Assert.StartsWith("ping: ", answers[2]);
        Assert.AreEqual("refused: a line is longer than 64 characters", answers[3]);
        Assert.StartsWith("refused: a line has a character 0x", answers[4]);
    }

    [TestMethod]
    public void Whatever_bytes_come_the_board_goes_on_and_the_next_command_is_answered()
    {
        var random = new Random(13);
        string[] words = ["ping", "crash", "status", "trace", "help"];
        var input = new List<byte>();
        for (int i = 0; i < 200; i++)
        {
            byte[] noise = new byte[random.Next(100)];
            random.NextBytes(noise);
            input.AddRange(random.Next(3) == 0 ? Encoding.ASCII.GetBytes(words[random.Next(words.Length)] + "\n") : noise);
        }
        input.AddRange("\n\nping\n"u8);

        string[] answers = NanoApplication.Simulated.RunConsole(Tree, [.. input], 5);

        Assert.StartsWith("ping: ", answers[^1]);
        Assert.IsTrue(answers.All(line => line.All(character => character is >= ' ' and <= '~')));
    }

    [TestMethod]
    public void A_board_without_an_address_or_a_modem_of_its_own_refuses_with_the_reason() =>
        CollectionAssert.AreEqual(
            new[]
            {
                "refused: this board has no address in the network behind the modem",
                "refused: this board does not start its modem, so it does not stop it either",
            },
            NanoApplication.OnHardware.AnswerAlone(Encoding.ASCII.GetBytes("ping\ncrash\n")));

    private static string[] Run(string input, int piece) => NanoApplication.Simulated.RunConsole(Tree, Encoding.Latin1.GetBytes(input), piece);
}
