using IpaEmbedded.HostTests.Ipa.Behaviour;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>
/// Each call that can fail fails once, at each of its places in each scenario, costs no more than it has to, and leaves nothing behind.
/// </summary>
[TestClass]
public sealed class FailNthTests
{
    private static readonly string[] Some = [Board.Sdm845, Board.Sdm845ApInit, Board.V42, Board.V50];
    private static readonly string[] Each = [.. Some, Board.V31, Board.V45, Board.V411, Board.V55];

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Names => SweptFault.All.Select(fault => new object[] { fault.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Whatever_fails_once_costs_no_more_than_it_has_to(string name)
    {
        SweptFault fault = SweptFault.All.Single(fault => fault.Name == name);
        var sweep = new Sweep();
        foreach (string board in Sweep.IsWhole ? Each : Some)
        {
            foreach (SweptScenario scenario in SweptScenario.All) { sweep.Walk(fault, scenario, board, 1); }
        }
        sweep.AssertNothing(TestContext);
    }
}
