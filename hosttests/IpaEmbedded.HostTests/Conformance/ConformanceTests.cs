using IpaEmbedded.Conformance;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Conformance;

/// <summary>The driver's trace equals the recorded one of upstream Linux row for row, apart from the listed differences.</summary>
[TestClass]
public sealed class ConformanceTests
{
    private static readonly KnownDifferences Known = KnownDifferences.Load(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Conformance/differences.json"));

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("v3.5.1", "main", 1190)]
    [DataRow("v3.5.1", "data", 3128)]
    [DataRow("v3.5.1", "pm", 1077)]
    [DataRow("v3.5.1", "rpm", 1096)]
    [DataRow("v3.5.1", "crashopen", 1188)]
    [DataRow("v3.5.1", "alt", 1140)]
    [DataRow("v3.5.1", "tz", 1070)]
    [DataRow("v3.5.1", "retry", 1165)]
    [DataRow("v4.2", "main", 1261)]
    public void Every_row_of_a_recorded_scenario_is_the_same_or_a_listed_difference(string version, string scenario, int recordedRows)
    {
        TraceComparison comparison = Compare(version, scenario);

        IReadOnlyList<RowDifference> unexplained = Known.Unexplained($"{version}.{scenario}", comparison);
        TestContext.WriteLine($"{version} {scenario}: {comparison.Matched} of {comparison.Total} rows equal, {comparison.Differences.Count} listed");
        Assert.AreEqual(recordedRows, comparison.ReferenceRows);
        Assert.AreEqual("", string.Join('\n', unexplained.Take(10)));
    }

    [TestMethod]
    public void Up_to_the_first_received_packets_only_two_rows_differ()
    {
        TraceComparison comparison = Compare("v3.5.1", "main");

        string[] early = ["probe", "modem_up", "setup", "handshake", "open", "tx3", "rx3"];
        Assert.AreEqual(
            """
            - [probe] write ipa:0x00078 = 0x000000c0
            + [probe] write ipa:0x00078 = 0x000000c8
            - [setup] write gsi:0x1c204 = 0x00002000
            + [setup] write gsi:0x1c204 = 0x00001000
            """,
            string.Join('\n', comparison.Differences.Where(d => early.Contains(d.Step))));
    }

    /// <summary>The entry receive-refill is wide, since moved doorbells shift what lies between them; this holds everything else in place.</summary>
    [TestMethod]
    public void Apart_from_the_refills_every_row_of_the_ring_wrap_is_the_same()
    {
        string[] recorded = WithoutRefills(TraceFile.Load(TracePath("v3.5.1", "data")));
        string[] mine = WithoutRefills(TraceFile.Read(new StringReader(Run("v3.5.1", "data").Text)));

        Assert.HasCount(400, recorded);
        CollectionAssert.AreEqual(recorded, mine);

        static string[] WithoutRefills(TraceFile trace) => trace.Steps.Single(s => s.Step == "rx_wrap").Rows
            .Where(r => !r.StartsWith("tre ch6[", StringComparison.Ordinal) && !r.StartsWith("write gsi:0x1e030 = ", StringComparison.Ordinal)).ToArray();
    }

    [TestMethod]
    public void Every_listed_difference_is_there_and_names_a_test_that_exists()
    {
        string[] traces = ["v3.5.1.main", "v3.5.1.data", "v3.5.1.pm", "v3.5.1.alt", "v4.2.main"];

        IEnumerable<(string, TraceComparison)> comparisons = traces.Select(t => (t, Compare(t[..t.LastIndexOf('.')], t[(t.LastIndexOf('.') + 1)..])));
        Assert.AreEqual("", string.Join(' ', Known.Unused(comparisons).Select(e => e.Id)));
        foreach (KnownDifference entry in Known.Entries)
        {
            string[] name = entry.Test.Split('.');
            Type? type = typeof(ConformanceTests).Assembly.GetType($"IpaEmbedded.HostTests.Conformance.{name[0]}");
            Assert.IsNotNull(type?.GetMethod(name[1]), $"{entry.Id} names {entry.Test}, which does not exist");
            Assert.AreNotEqual("", entry.Reason);
        }
    }

    [TestMethod]
    public void A_row_that_is_not_listed_is_reported()
    {
        const string Recorded = """
            {"k":"step","name":"probe"}
            {"k":"w","blk":"ipa","off":"0x00048","val":"0x01120052"}
            {"k":"mem","off":"0x280","data":"efbeaddeefbeadde"}
            """;
        string mine = Recorded.Replace("0x01120052", "0x01120053").Replace("efbeaddeefbeadde", "efbeaddeefbeaddf");

        TraceComparison comparison = new(TraceFile.Read(new StringReader(Recorded)), TraceFile.Read(new StringReader(mine)));

        Assert.AreEqual(
            """
            - [probe] write ipa:0x00048 = 0x01120052
            + [probe] write ipa:0x00048 = 0x01120053
            - [probe] shared[0x0284] = efbeadde
            + [probe] shared[0x0284] = efbeaddf
            """,
            string.Join('\n', Known.Unexplained("v3.5.1.main", comparison)));
        Assert.AreEqual(1, comparison.Matched);
    }

    [TestMethod]
    [DataRow("qcom,msm8998-ipa")]
    [DataRow("qcom,sc7180-ipa")]
    [DataRow("qcom,sdx55-ipa")]
    [DataRow("qcom,sm6350-ipa")]
    [DataRow("qcom,sm8350-ipa")]
    [DataRow("qcom,sc7280-ipa")]
    public void Versions_without_a_recorded_trace_run_every_scenario_without_a_sanitizer_report(string compatible)
    {
        foreach (Scenario scenario in Scenario.All)
        {
            ConformanceRun run = new(compatible, scenario, TextWriter.Null);

            run.Run();

            Assert.AreEqual("", run.Chip.Sanitizer.Text(), $"{compatible} {scenario.Name}");
            Assert.IsFalse(run.Driver.IsSetUp, $"{compatible} {scenario.Name}: removed at the end");
            Assert.AreEqual("", run.Chip.Memory.LeakReport(), $"{compatible} {scenario.Name}");
        }
    }

    [TestMethod]
    public void Two_runs_give_byte_identical_traces()
    {
        string first = Run("v3.5.1", "main").Text;

        Assert.AreEqual(first, Run("v3.5.1", "main").Text);
        Assert.IsGreaterThan(100000, first.Length);
    }

    private static TraceComparison Compare(string version, string scenario)
    {
        (string text, ConformanceRun run) = Run(version, scenario);
        Assert.AreEqual("", run.Chip.Sanitizer.Text());
        TraceFile reference = TraceFile.Load(TracePath(version, scenario));
        return new TraceComparison(reference, TraceFile.Read(new StringReader(text)));
    }

    private static string TracePath(string version, string scenario) => RepositoryRoot.PathOf($"hosttests/IpaEmbedded.HostTests/Conformance/Traces/{version}.{scenario}.jsonl.gz");

    private static (string Text, ConformanceRun Run) Run(string version, string scenario)
    {
        StringWriter text = new();
        string compatible = IpaVersions.Compatibles().Single(c => "v" + IpaVersions.ForCompatible(c).VersionName == version);
        ConformanceRun run = new(compatible, Scenario.Find(scenario)!, text);
        run.Run();
        return (text.ToString(), run);
    }
}
