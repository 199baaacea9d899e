using IpaEmbedded.Cli;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>What takes long says how far it is: in one line on a terminal, nowhere else.</summary>
[TestClass]
public sealed class ProgressTests
{
    private const string Clear = "\r\u001b[K";

    [TestMethod]
    public void The_line_comes_when_it_has_taken_a_while_is_drawn_over_itself_and_goes()
    {
        using var error = new StringWriter();
        var time = new ManualTime();
        var terminal = new Terminal(TextWriter.Null, error, errorIsTerminal: true, errorColumns: 40) { Time = time };
        using (var progress = new ProgressLine(terminal, "checking", 9))
        {
            progress.Next("a");
            time.Milliseconds = 299;
            progress.Next("b");
            Assert.AreEqual("", error.ToString(), "nothing that is short is announced");
            time.Milliseconds = 300;
            progress.Next("c");
            time.Milliseconds = 399;
            progress.Next("d");
            time.Milliseconds = 400;
            progress.Next("a name that is far too long for the line of a terminal");
        }

        Assert.AreEqual($"{Clear}checking 3 of 9: c{Clear}checking 5 of 9: a name that is far ...{Clear}", error.ToString());
    }

    [TestMethod]
    public void Nothing_is_drawn_where_nobody_watches_or_wants_to()
    {
        using var error = new StringWriter();
        var time = new ManualTime();
        var quiet = new Terminal(TextWriter.Null, error, errorIsTerminal: true) { Time = time };
        quiet.Configure(true, false, false, ColorChoice.Auto);
        foreach (Terminal terminal in (Terminal[])[new Terminal(TextWriter.Null, error) { Time = time }, quiet])
        {
            using var progress = new ProgressLine(terminal, "checking", 2);
            time.Milliseconds += 10_000;
            progress.Next("a");
            progress.Now("b");
        }

        Assert.AreEqual("", error.ToString());
    }

    [TestMethod]
    public void A_finding_is_not_written_behind_the_line()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, errorIsTerminal: true);
        terminal.Configure(false, false, false, ColorChoice.Never);
        terminal.Progress("checking 1 of 2");

        new Findings(terminal, OutputFormat.Text).Add(new IpaEmbedded.DeviceTree.Diagnostic("DT1020", IpaEmbedded.DeviceTree.DiagnosticSeverity.Error, "wrong") { FileName = "a.dts" });

        StringAssert.StartsWith(error.ToString(), $"{Clear}checking 1 of 2{Clear}a.dts: error DT1020: wrong");
    }

    [TestMethod]
    public void A_name_from_outside_does_not_steer_the_terminal()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Null, error, errorIsTerminal: true);

        terminal.Progress("checking \u001b[2J");

        Assert.AreEqual($"{Clear}checking \\x1b[2J", error.ToString());
    }

    /// <summary>What can take longer than a second, on a terminal: each draws a line and takes it away again.</summary>
    [TestMethod]
    [DataRow("dt", "check", "sdm845-modem-init", "*3")]
    [DataRow("dt", "fmt", "--check", "FILE", "*3")]
    [DataRow("dt", "build", "--batch", "JOBS")]
    [DataRow("faults", "sweep")]
    [DataRow("status", "--packets", "5")]
    [DataRow("regs", "decode", "--log", "LOG")]
    [DataRow("conformance", "run", "v4.2", "all", "-o", "DIR")]
    public void Every_command_that_takes_long_shows_how_far_it_is(params string[] args)
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.dts", "/dts-v1/;\n\n/ {\n};\n");
        string board = BoardFiles.PathOf("sdm845-modem-init");
        string[] line = [.. args.SelectMany(arg => arg switch
        {
            "FILE" => [source],
            "DIR" => [folder["traces"]],
            "JOBS" => [folder.Write("jobs", string.Concat(Enumerable.Range(1, 3).Select(n => $"{board}\t{folder[$"{n}.dtb"]}\n")))],
            "LOG" => [folder.Write("log", string.Concat(Enumerable.Repeat("01e40074: 00000048 000000c8 12345678 .H......\n", 3)))],
            _ when arg[0] == '*' => Enumerable.Repeat(args[^2] == "FILE" ? source : args[^2], int.Parse(arg[1..], System.Globalization.CultureInfo.InvariantCulture)),
            _ => (string[])[arg],
        })];
        using var error = new StringWriter();

        int exit = CommandLine.Run(line, new Terminal(TextWriter.Null, error, errorIsTerminal: true) { Time = new HurriedTime() });

        string drawn = error.ToString();
        Assert.AreEqual(0, exit, drawn[Math.Max(0, drawn.Length - 500)..]);
        Assert.MatchesRegex(@"\r\u001b\[K(checking|building|boot|booting: echo|decoding line|tracing) \d+ of \d+", drawn);
        Assert.DoesNotMatchRegex(@"(checking|building|boot|booting: echo|decoding line|tracing) \d+ of", drawn.Split(Clear)[^1], "the line is gone at the end");
    }

    /// <summary>Each look at the clock is half a second later.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Interlocked.Add(ref _now, 500);
    }

    private sealed class ManualTime : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
