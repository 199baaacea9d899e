using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli.Report;

/// <summary>The pictures of the README, which <c>.ci/pictures</c> makes.</summary>
[TestClass]
public sealed class PictureTests
{
    private const string Page = "cli/pictures/report.png";
    private const string Graph = "cli/pictures/graph.svg";

    [TestMethod]
    public void The_README_shows_the_page_and_a_graph_in_at_most_300_KB()
    {
        string readme = File.ReadAllText(RepositoryRoot.PathOf("README.md"));

        Assert.Contains($"]({Page})", readme);
        Assert.Contains($"]({Graph})", readme);
        Assert.IsLessThanOrEqualTo(300_000, ((string[])[Page, Graph]).Sum(path => new FileInfo(RepositoryRoot.PathOf(path)).Length));
    }

    [TestMethod]
    public void The_graph_is_what_the_command_draws_today()
    {
        CommandRun run = CommandRun.InRepository("dt", "graph", "dts/boards/sdm845-modem-init.dts");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(File.ReadAllText(RepositoryRoot.PathOf(Graph)), run.Out);
    }
}
