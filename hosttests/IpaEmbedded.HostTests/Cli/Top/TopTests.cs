using System.Text.Json;
using System.Text.RegularExpressions;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Top;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Simulation;
using Mono.Cecil;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IpaEmbedded.HostTests.Cli.Top;

/// <summary>The live view of <c>ipa run --top</c>: what it shows and what its keys do.</summary>
[TestClass]
public sealed class TopTests
{
    private const string Title = "ipa run: ipa0, 192.0.2.2/24, IPA v3.5.1";

    [TestMethod]
    public void The_picture_fits_a_terminal_of_80_columns_and_24_lines_and_has_everything()
    {
        SimulatedBoard board = Booted(CaptureIn("."));
        TopSnapshot before = TopSnapshot.Of(board);
        new EchoClient(board.Loop, board.Rmnet).Exchange(1);
        board.Loop.Run(1_000_000);
        TopSnapshot now = TopSnapshot.Of(board) with { FirstViolation = "first [red]violation[/]", Violations = 2, Events = ["one event", "another \u001b[2J event"] };

        string[] lines = Lines(TopScreen.Draw(Title, now, TopRates.Between(before, now), "the modem crashes"));

        Assert.IsLessThanOrEqualTo(24, lines.Length);
        Assert.IsLessThanOrEqualTo(80, lines.Max(line => line.Length), string.Join('\n', lines));
        string text = string.Join('\n', lines);
        foreach (string part in (string[])["AP_COMMAND_TX", "AP_LAN_RX", "AP_MODEM_TX", "AP_MODEM_RX", "249/249", "on, 75 MHz", "connected, 0 crashes", "2 violations", "first [red]violation[/]", "another \\x1b[2J event", "the modem crashes", "c crash the modem  i lose an interrupt  r record a capture  q end", Title])
        {
            Assert.Contains(part, text);
        }
        Assert.MatchesRegex("to modem +1\\.0 +92 B +1 +92 B +0", text);
        Assert.MatchesRegex("from modem +1\\.0 +96 B +1 +96 B +0", text);
    }

    [TestMethod]
    public void A_picture_with_the_longest_of_everything_still_has_its_keys_on_the_screen()
    {
        string violation = "1234567 us: ring-overrun at gsi: " + string.Concat(Enumerable.Repeat("the doorbell of a channel rang twice for one element ", 4));
        TopSnapshot now = TopSnapshot.Of(Booted(CaptureIn("."))) with
        {
            Modem = "powering up",
            IsReady = false,
            Crashes = 10,
            FirstViolation = violation,
            Violations = 1,
            Events = [.. Enumerable.Range(1, 3).Select(i => $"{i}.000 s: interrupts of the core did not go quiet and were masked: IPA_IRQ_STTS 0x00000001")],
        };

        string[] lines = Lines(TopScreen.Draw(Title, now, TopRates.Between(null, now), "records into /" + new string('x', 90) + "/ipa-1.pcapng"));

        string text = string.Join('\n', lines);
        Assert.IsLessThanOrEqualTo(24, lines.Length, text);
        Assert.IsLessThanOrEqualTo(80, lines.Max(line => line.Length), text);
        Assert.Contains("powering up, no interface, 10 crashes", text);
        Assert.Contains("3.000 s: interrupts of the core did not go quiet and were masked: IPA_IRQ_STTS", text);
        Assert.Contains("/ipa-1.pcapng", text);
        Assert.StartsWith("c crash the modem", lines[^1]);
    }

    [TestMethod]
    public void A_crash_by_key_is_seen_and_the_link_comes_back_without_impossible_rates()
    {
        using var capture = CaptureIn(".");
        SimulatedBoard board = Booted(capture);
        new EchoClient(board.Loop, board.Rmnet).Exchange(1);
        TopSnapshot before = TopSnapshot.Of(board);

        string note = new TopKeys(board, capture, () => { }).Press('c');
        board.Loop.RunPending();
        TopSnapshot down = TopSnapshot.Of(board);
        Assert.IsTrue(board.RunUntil(() => board.Soc.Boot.Phase == IpaEmbedded.Fake.ModemPhase.Connected && board.Driver.Interface.IsRegistered, 5_000_000, 1000));
        TopSnapshot after = TopSnapshot.Of(board);

        Assert.AreEqual("the modem crashes (crash 1)", note);
        Assert.AreNotEqual("connected", down.Modem);
        Assert.AreEqual(("connected", 1, true), (after.Modem, after.Crashes, after.IsReady));
        TopRates rates = TopRates.Between(before, after);
        Assert.IsTrue(rates.SentPackets is >= 0 and < 1000 && rates.ReceivedBytes is >= 0 and < 1e6, rates.ToString());
    }

    [TestMethod]
    public void Rates_are_those_of_two_seconds_whenever_somebody_looks()
    {
        TopSnapshot board = TopSnapshot.Of(Booted(CaptureIn(".")));
        var window = new TopRateWindow();
        // A packet at every full second; the picture is drawn twice a second, and once more when a key is pressed.
        TopRates[] rates = [.. Enumerable.Range(0, 21).SelectMany(i => (int[])[i * 500_000, i * 500_000 + 10_000]).Select(time => window.Until(board with { Microseconds = time, Sent = new TopTraffic((ulong)(time / 1_000_000), 0, 0) }))];

        Assert.AreEqual("0", TopText.Rate(rates[0].SentPackets));
        Assert.IsTrue(rates[1..].All(rate => rate.SentPackets is >= 0 and <= 1.1), string.Join(' ', rates.Select(rate => TopText.Rate(rate.SentPackets))));
        Assert.IsTrue(rates[8..].All(rate => rate.SentPackets is >= 0.9 and <= 1.1), string.Join(' ', rates.Select(rate => TopText.Rate(rate.SentPackets))));
    }

    [TestMethod]
    public void An_interrupt_is_lost_by_key()
    {
        using var capture = CaptureIn(".");
        SimulatedBoard board = Booted(capture);
        int raises = board.Soc.Faults.Raises;

        string note = new TopKeys(board, capture, () => { }).Press('I');
        new EchoClient(board.Loop, board.Rmnet).Exchange(1);

        Assert.AreEqual("the next interrupt of an event ring is lost", note);
        Assert.AreEqual(raises + 1, board.Soc.Faults.DropInterruptAt);
        Assert.IsGreaterThan(raises, board.Soc.Faults.Raises);
    }

    [TestMethod]
    public void Captures_by_key_are_files_of_their_own_that_take_no_others_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ipa-1.pcapng", "somebody's");
        using (var capture = CaptureIn(folder[""]))
        {
            SimulatedBoard board = Booted(capture);
            var keys = new TopKeys(board, capture, () => { });
            Assert.Contains("ipa-2.pcapng", keys.Press('r'));
            new EchoClient(board.Loop, board.Rmnet).Exchange(1);
            Assert.EndsWith("ipa-2.pcapng is complete", keys.Press('r'));
            Assert.Contains("ipa-3.pcapng", keys.Press('r'));
        }

        Assert.AreEqual("somebody's", File.ReadAllText(folder["ipa-1.pcapng"]));
        // A frame up and a frame down; what was under way at the end is kept too.
        Assert.AreEqual(0x0a0d0d0au, BitConverter.ToUInt32(File.ReadAllBytes(folder["ipa-2.pcapng"])));
        Assert.IsGreaterThan(new FileInfo(folder["ipa-3.pcapng"]).Length, new FileInfo(folder["ipa-2.pcapng"]).Length);
        Assert.HasCount(3, Directory.GetFiles(folder[""]));
    }

    [TestMethod]
    public void A_capture_that_cannot_be_made_is_said_and_ends_nothing()
    {
        using var folder = new TemporaryFolder();
        using var capture = CaptureIn(folder["missing"]);

        Assert.StartsWith("cannot write ", capture.Toggle());
        Assert.StartsWith("cannot write ", capture.Toggle());
    }

    [TestMethod]
    public void A_modem_that_is_down_is_not_said_to_crash_once_more()
    {
        using var capture = CaptureIn(".");
        SimulatedBoard board = Booted(capture);
        var keys = new TopKeys(board, capture, () => { });

        string first = keys.Press('c');
        string second = keys.Press('c');

        Assert.AreEqual("the modem crashes (crash 1)", first);
        Assert.AreEqual("the modem is down already", second);
        Assert.AreEqual(1, board.Soc.Boot.Crashes);
    }

    [TestMethod]
    public void A_capture_that_is_under_way_at_the_end_says_what_became_of_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["gone"]);
        using var kept = CaptureIn(folder[""]);
        using var lost = CaptureIn(folder["gone"]);
        using var none = CaptureIn(folder[""]);
        kept.Toggle();
        lost.Toggle();
        Directory.Delete(folder["gone"], recursive: true);

        Assert.EndsWith("ipa-1.pcapng is complete", kept.Finish());
        Assert.StartsWith("cannot write ", Assert.ThrowsExactly<CommandFailure>(() => lost.Finish()).Message);
        Assert.AreEqual("", none.Finish());
    }

    [TestMethod]
    public void Without_a_terminal_there_is_a_plain_line_every_second()
    {
        using var folder = new TemporaryFolder();
        using var network = new Boards.TestNetwork();
        CommandRun run = CommandRun.OfProcess(folder[""], new Dictionary<string, string>(), "run", "--tun", "ipatop%d", "--address", network.Address, "--top", "--for", "3.6", "--keep-privileges", "--report", folder["run.html"]);
        if (run.Error.Contains("cannot create the interface", StringComparison.Ordinal) || run.Error.Contains("exist on Linux only", StringComparison.Ordinal))
        {
            Assert.Inconclusive("needs a TUN device and the right to make an interface");
        }

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.DoesNotContain("\u001b", run.Out);
        Assert.Contains("rmnet_ipa0", File.ReadAllText(folder["run.html"]));
        string[] lines = [.. run.Out.Split('\n').Where(line => line.Contains(" to modem ", StringComparison.Ordinal))];
        Assert.IsGreaterThanOrEqualTo(1, lines.Length, run.Out);
        Assert.IsTrue(lines.All(line => Regex.IsMatch(line, "^[0-9.]+ s to modem [0-9.]+ packets/s [0-9.]+ k?B/s, from modem .* rings AP_COMMAND_TX=0/[0-9]+ .*, power on, 75 MHz, modem connected, 0 crashes, 0 violations$")), run.Out);
    }

    [TestMethod]
    public void The_lines_of_a_view_without_a_terminal_are_beside_the_JSON_not_in_it()
    {
        Boards.TunProcess.Require();
        using var network = new Boards.TestNetwork();

        CommandRun run = CommandRun.Of("run", "--tun", "ipatopj%d", "--address", network.Address, "--top", "--json", "--for", "2.6", "--keep-privileges");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.AreEqual(0, json.RootElement.GetProperty("violations").GetInt32());
        Assert.Contains(" s to modem ", run.Error);
    }

    [TestMethod]
    public void Nothing_but_the_live_view_loads_what_draws_it()
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, "ipa.dll"));
        string[] users = [.. assembly.MainModule.GetTypes()
            .Where(type => type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
                .Any(instruction => instruction.Operand is MemberReference { DeclaringType: { } declaring } && declaring.Scope.Name.StartsWith("Spectre", StringComparison.Ordinal)))
            .Select(type => type.FullName.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(new[] { "IpaEmbedded.Cli.Desk.DeskScreen", "IpaEmbedded.Cli.Desk.DeskView", "IpaEmbedded.Cli.Top.TopScreen", "IpaEmbedded.Cli.Top.TopView" }, users);
    }

    private static SwitchedCapture CaptureIn(string folder) => new(folder, new Terminal(TextWriter.Null, TextWriter.Null));

    private static SimulatedBoard Booted(SwitchedCapture capture)
    {
        var run = new BoardRun(BoardTree.ModemInit, new BootOptions { EchoRequests = 0, Recorders = [capture] });
        BootReport report = run.Boot();
        Assert.IsTrue(report.Succeeded, report.Failure);
        return run.Board;
    }

    private static string[] Lines(IRenderable picture)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 80;
        console.Profile.Height = 24;
        console.Write(picture);
        return [.. text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }
}
