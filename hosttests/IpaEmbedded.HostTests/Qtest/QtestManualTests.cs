using System.Globalization;
using System.Numerics;
using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>The manual and the server say the same: every command has its row, every example its answer, every limit is kept.</summary>
[TestClass]
public sealed class QtestManualTests
{
    private static readonly QtestManual Manual = QtestManual.Current;

    [TestMethod]
    public void Every_command_has_a_row_with_what_it_takes_and_every_row_a_command()
    {
        using QtestSession session = Session();

        CollectionAssert.AreEquivalent(session.Commands.Select(command => $"{command.Name} {command.Arguments}").ToList(), Manual.Commands.Select(row => $"{row.Name} {row.Takes}").ToList());
        CollectionAssert.AreEquivalent(Manual.Commands.SelectMany(row => row.Arguments).Distinct().ToList(), Manual.Limits.Keys.ToList());
        Assert.IsTrue(Manual.Commands.All(row => row.Examples.Any(line => line.Split(' ')[0] == row.Name)));
    }

    [TestMethod]
    public void Every_example_has_the_answer_that_stands_beside_it()
    {
        using QtestSession session = Session();
        foreach (QtestManual.Row row in Manual.Commands)
        {
            string answers = string.Concat(row.Examples.Select(session.Execute)).TrimEnd('\n');

            Assert.AreEqual(string.Join('\n', row.Answers), answers, row.Name);
        }
    }

    [TestMethod]
    public void The_worked_session_goes_as_it_is_written()
    {
        using QtestSession session = Session();

        IEnumerable<string> lines = Manual.Session.Where(line => line.StartsWith("> ", StringComparison.Ordinal)).SelectMany(line => (string[])[line, .. session.Execute(line[2..]).TrimEnd('\n').Split('\n')]);
        Assert.AreEqual(string.Join('\n', Manual.Session), string.Join('\n', lines));
    }

    [TestMethod]
    public void Every_fault_of_the_plan_has_a_name_and_a_row()
    {
        CollectionAssert.AreEqual(NamedFault.All.Select(fault => $"{fault.Name}: {fault.Meaning}").ToList(), Manual.Faults.ToList());
        CollectionAssert.AreEquivalent(Enum.GetValues<FaultKind>(), NamedFault.All.Select(fault => fault.Kind).Distinct().ToList());
        CollectionAssert.AreEquivalent(Enum.GetValues<EventCorruption>()[1..], NamedFault.All.Where(fault => fault.Kind == FaultKind.CorruptEvent).Select(fault => Planned(fault).Corruption).ToList());
        CollectionAssert.AreEquivalent(Enum.GetValues<MessageDamage>()[1..], NamedFault.All.Where(fault => fault.Kind == FaultKind.DamagedMessage).Select(fault => Planned(fault).Damage).ToList());
    }

    [TestMethod]
    public void Numbers_of_the_soc_in_the_manual_are_those_of_the_fake()
    {
        string text = File.ReadAllText(RepositoryRoot.PathOf("firmware/IpaEmbedded.Qtest/README.md"));
        foreach ((string name, string compatible, SocMap map) in new[] { ("SDM845", "qcom,sdm845-ipa", SocMap.Sdm845()), ("SC7180", "qcom,sc7180-ipa", SocMap.Sc7180()) })
        {
            using var machine = new QtestMachine(compatible, map, ChipTiming.Immediate(), true);

            StringAssert.Contains(text, $"{name}: {string.Join(", ", map.PowerVotes.Select(vote => $"{vote} 0x{machine.Soc.Rpmh.AddressOf(vote):x}"))}");
            StringAssert.Contains(text, $"`ipa` {map.IpaInterrupt}, `gsi` {map.GsiInterrupt}, SMP2P of the modem {map.Smp2pInterrupt}, always-on subsystem {map.AossInterrupt}, messages {QtestMachine.MessageInterrupt}.");
            StringAssert.Contains(text, $"{map.Smp2pChannel} SMP2P of the modem, {map.AossChannel} always-on subsystem |");
        }
        StringAssert.Contains(text, $"service 0x{FakeModem.Service:x} of the modem at port 0x{FakeModem.ServicePort:x}, its client at port 0x{FakeModem.ClientPort:x} |");
    }

    [TestMethod]
    public void The_words_of_smp2p_are_where_and_named_as_the_manual_says()
    {
        using QtestSession session = Session();
        foreach (string line in (string[])["chip_power 1", "processor_start mpss", "clock_step 10000000"])
        {
            session.Execute(line);
        }

        // The first item of the partition: its number, and behind its header the words with their names.
        Assert.AreEqual("OK 0x00000000000001ac\n", session.Execute("readw 0x86008062"));
        Assert.AreEqual("slave-kernel", Name(session, 0x86008070 + 20));
        Assert.AreEqual("ipa", Name(session, 0x86008070 + 40));
        Assert.AreEqual("OK 0x0000000000000002\n", session.Execute("readl 0x86008094"));
        Assert.AreEqual("OK 0x0000000000000003\n", session.Execute("readl 0x860080a8"));
    }

    [TestMethod]
    public void At_most_128_changed_ranges_come_at_a_time_and_then_the_rest()
    {
        var machine = new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true);
        using var session = new QtestSession(machine);
        session.Execute("memory_watch 0x180000000 0x10000");
        for (int i = 0; i < 130; i++)
        {
            machine.Soc.Memory.Resolve(0x180000000ul + (ulong)(i * 256), 4, out int offset).Write32(offset, 1);
        }

        Assert.HasCount(1 + (2 * 128), session.Execute("memory_changes").Split(' '));
        Assert.AreEqual("OK 0x180008000 64 0x180008100 64\n", session.Execute("memory_changes"));
        Assert.AreEqual("OK\n", session.Execute("memory_changes"));
    }

    [TestMethod]
    public void A_malformed_command_is_refused_with_a_sentence_and_changes_nothing()
    {
        int lines = 0;
        foreach (QtestManual.Row row in Manual.Commands)
        {
            using QtestSession session = Session();
            string before = Fingerprint(session);
            foreach (string line in Malformed(row))
            {
                string answer = session.Execute(line);

                Assert.IsTrue(answer.StartsWith("FAIL ", StringComparison.Ordinal) && answer.TrimEnd('\n').Split('\n').Length == 1 && !answer.Contains("internal", StringComparison.Ordinal), $"'{line}' gave '{answer}'");
                lines++;
            }
            Assert.AreEqual(before, Fingerprint(session), row.Name);
        }
        Assert.IsGreaterThan(700, lines);
    }

    private static QtestSession Session() => new(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true));

    private static string Name(QtestSession session, ulong address) =>
        System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(session.Execute($"b64read 0x{address:x} 16")[3..])).TrimEnd('\0');

    private static FaultPlan Planned(NamedFault fault)
    {
        var plan = new FaultPlan();
        fault.PlanFromNow(plan, 1);
        return plan;
    }

    // What a client sees: memory, registers, time, reports, faults and messages. A chip without power would report the reads.
    private static string Fingerprint(QtestSession session) => string.Concat(((string[])
        ["chip_power 1", "read 0x180000000 64", "read 0x1e47000 64", "read 0x86008040 256", "read 0x146bd000 64", "readl 0x1e23000", "readl 0x1e40054", "readl 0x1e23200",
            "chip_violations", "faults", "clock_set 0", "clock_next", "qrtr_receive", "memory_changes"]).Select(session.Execute));

    private static IEnumerable<string> Malformed(QtestManual.Row row)
    {
        string[] example = row.Example;
        int optional = row.Takes.EndsWith(']') ? 1 : 0;
        bool repeats = row.Takes.EndsWith("...", StringComparison.Ordinal);
        for (int words = 1; words < 1 + row.Arguments.Length - optional; words++)
        {
            yield return string.Join(' ', example[..words]);
        }
        yield return string.Join(' ', example) + (example.Length == 1 + row.Arguments.Length || repeats ? " 1" : " nonsense 1");
        for (int at = 1; at < example.Length; at++)
        {
            foreach (string wrong in Wrong(Manual.Limits[row.Arguments[at - 1]]))
            {
                yield return string.Join(' ', (string[])[.. example[..at], wrong, .. example[(at + 1)..]]);
            }
        }
    }

    private static IEnumerable<string> Wrong(string limit)
    {
        // A name, data, or a number.
        if (limit.Length == 0)
        {
            return ["####" + new string('x', 300)];
        }
        string last = limit.Split(' ')[^1];
        BigInteger beyond = last == "bits" ? BigInteger.One << int.Parse(limit.Split(' ')[0], CultureInfo.InvariantCulture) : BigInteger.Parse(last, CultureInfo.InvariantCulture) + 1;
        return [$"{beyond}", $"0x{beyond:x}", "0x1" + new string('0', 16), "9" + new string('9', 400), "0" + new string('7', 30), "zz", "-1", "0x", "08", "1.5", "+1"];
    }
}
