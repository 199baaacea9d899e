using System.Globalization;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>
/// Whatever a client sends, it gets one answer, and the server lives. IPA_QTEST_LINES says how many lines (1,000,000 in CI), IPA_QTEST_SEED
/// where the seeds start.
/// </summary>
[TestClass]
public sealed class QtestFuzzTests
{
    private const int DefaultLines = 50_000;
    private const int LinesPerMachine = 5_000;
    private const int RamBytes = 1 << 20;
    private const int SlowMilliseconds = 30_000;

    [TestMethod]
    public void Every_line_has_one_answer()
    {
        int lines = Setting("IPA_QTEST_LINES", DefaultLines);
        int seed = Setting("IPA_QTEST_SEED", 1);
        var accepted = new HashSet<string>();
        long events = 0, packets = 0, messages = 0, reports = 0, count = 0;
        string current = "", before = "";
        string[] commands = [];
        // A line that never ends cannot fail the test, but it can be named.
        using var watchdog = new Timer(
            _ =>
            {
                if (current == before)
                {
                    Console.Error.WriteLine($"still at {current}");
                }
                before = current;
            },
            null, SlowMilliseconds, SlowMilliseconds);
        for (; lines > 0; lines -= LinesPerMachine, seed++)
        {
            string compatible = Compatibles[seed % Compatibles.Length];
            ChipTiming timing = seed / Compatibles.Length % 2 == 0 ? ChipTiming.Immediate() : ChipTiming.Latency((uint)seed);
            var machine = new QtestMachine(compatible, SocMap.Sdm845(), timing, seed % 3 != 0, RamBytes);
            using var session = new QtestSession(machine);
            var grammar = new QtestGrammar(seed, machine, commands = [.. session.Commands.Select(command => command.Name)], RamBytes);
            for (int i = 0; i < Math.Min(lines, LinesPerMachine); i++)
            {
                string line = grammar.Next();
                current = $"seed {seed} ({compatible}), line {i}: '{(line.Length > 400 ? line[..400] + "..." : line)}'";
                string answer;
                try
                {
                    answer = session.Execute(line);
                }
                catch (Exception e)
                {
                    throw new AssertFailedException($"{current} threw {e}", e);
                }
                string[] rows = answer.Split('\n');
                Assert.AreEqual("", rows[^1], current);
                bool fine = rows[^2] == "OK" || rows[^2].StartsWith("OK ", StringComparison.Ordinal);
                Assert.IsTrue(fine || (rows[^2].StartsWith("FAIL ", StringComparison.Ordinal) && !rows[^2].Contains("internal error", StringComparison.Ordinal)), $"{current} gave '{answer}'");
                Assert.IsTrue(rows[..^2].All(row => row.StartsWith("IRQ ", StringComparison.Ordinal)), $"{current} gave '{answer}'");
                if (fine)
                {
                    accepted.Add(line.Split(' ')[0]);
                }
            }
            events += machine.Soc.Faults.EventElements;
            packets += machine.Soc.Network.Packets + machine.Soc.Network.Malformed + machine.Soc.Network.Lost;
            messages += machine.Soc.Faults.Messages;
            reports += machine.Soc.Sanitizer.Count;
            count += Math.Min(lines, LinesPerMachine);
        }
        string reached = $"{count} lines: {events} event elements, {packets} packets, {messages} messages of the modem, {reports} violations";
        Console.Error.WriteLine(reached);
        CollectionAssert.IsSubsetOf(commands, accepted.ToList(), "every command was accepted at least once");
        // Lines that reach nothing prove nothing.
        Assert.IsTrue(events > count / 50 && packets > count / 500 && messages > count / 5000 && reports > count / 50, reached);
    }

    private static readonly string[] Compatibles =
        ["qcom,sdm845-ipa", "qcom,sc7180-ipa", "qcom,msm8998-ipa", "qcom,sdx55-ipa", "qcom,sm6350-ipa", "qcom,sm8350-ipa", "qcom,sc7280-ipa", "qcom,sdx65-ipa", "qcom,sm8550-ipa"];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
