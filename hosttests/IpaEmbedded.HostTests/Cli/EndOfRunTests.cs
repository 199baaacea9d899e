using IpaEmbedded.Cli.Commands;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class EndOfRunTests
{
    [TestMethod]
    public void An_end_that_comes_when_all_is_over_ends_nothing()
    {
        var end = new EndOfRun(null);
        CancellationToken token = end.Token;
        end.Dispose();

        // As of a signal whose thread was slower than the run.
        end.Now();

        Assert.IsFalse(token.IsCancellationRequested);
    }

    [TestMethod]
    public void An_end_is_one_end_however_often_it_comes()
    {
        using var end = new EndOfRun(null);
        int ends = 0;
        end.Token.Register(() => ends++);

        end.Now();
        end.Now();

        Assert.AreEqual((true, 1), (end.Token.IsCancellationRequested, ends));
    }
}
