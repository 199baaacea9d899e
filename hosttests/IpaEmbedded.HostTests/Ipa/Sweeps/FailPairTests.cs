using System.Globalization;
using IpaEmbedded.HostTests.Ipa.Behaviour;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>
/// Two faults in one probe and in one recovery: whatever they cost, nothing escapes, all is given back, and traffic returns. The suite draws pairs by
/// <c>IPA_SEED</c>, <c>IPA_SWEEPS=all</c> takes every one.
/// </summary>
[TestClass]
public sealed class FailPairTests
{
    private const int Drawn = 350;

    private static readonly string[] Kinds = ["allocation", "votes", "stuck command", "failed command", "lost interrupt", "lost doorbell", "lost kick", "unsent packet", "secure monitor", "firmware file", "event UnknownElement", "message Lost", "modem crash"];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("probe", Board.Sdm845ApInit)]
    [DataRow("crash", Board.Sdm845)]
    [DataRow("crash", Board.V42)]
    public void Two_faults_leave_nothing_behind_either(string name, string board)
    {
        SweptScenario scenario = SweptScenario.All.Single(scenario => scenario.Name == name);
        (SweptFault Fault, int At)[] places = [.. Kinds.SelectMany(kind => PlacesOf(SweptFault.All.Single(fault => fault.Name == kind), scenario, board))];
        int seed = int.TryParse(Environment.GetEnvironmentVariable("IPA_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 17;
        var random = new Random(seed);
        var sweep = new Sweep();
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = i + 1; j < places.Length; j++)
            {
                if (places[i].Fault == places[j].Fault || (!Sweep.IsWhole && random.Next(places.Length * places.Length / 2) >= Drawn)) { continue; }
                var run = new SweptRun(board, scenario);
                places[i].Fault.Plan(run.Life, places[i].At);
                places[j].Fault.Plan(run.Life, places[j].At);
                run.Live();
                sweep.Take(run.Wrong, run.Wrong == "", $"{board} {name}, {places[i].Fault.Name} {places[i].At} and {places[j].Fault.Name} {places[j].At}");
            }
        }
        sweep.AssertNothing(TestContext);
    }

    private static IEnumerable<(SweptFault Fault, int At)> PlacesOf(SweptFault fault, SweptScenario scenario, string board)
    {
        var clean = new SweptRun(board, scenario);
        int first = fault.Count(clean.Life);
        int last = 0;
        clean.Live(() => last = fault.Count(clean.Life));
        return Enumerable.Range(first + 1, Math.Max(0, last - first)).Select(at => (fault, at));
    }
}
