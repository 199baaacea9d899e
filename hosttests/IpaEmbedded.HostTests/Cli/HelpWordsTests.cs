namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class HelpWordsTests
{
    [TestMethod]
    [DataRow("dt", "build")]
    [DataRow("dt")]
    [DataRow("boot")]
    [DataRow("regs", "decode")]
    public void Help_with_a_command_is_the_help_of_that_command(params string[] words)
    {
        CommandRun run = CommandRun.Of(["help", .. words]);

        Assert.AreEqual(CommandRun.Of([.. words, "--help"]), run);
        Assert.AreEqual(0, run.ExitCode);
        StringAssert.Contains(run.Out, " " + string.Join(' ', words) + " [");
    }

    [TestMethod]
    public void Help_alone_is_the_help_of_all_and_is_listed_there()
    {
        CommandRun run = CommandRun.Of("help");

        Assert.AreEqual(CommandRun.Of("--help"), run);
        StringAssert.Contains(run.Out, "  help ");
    }

    [TestMethod]
    public void Help_for_a_command_that_is_none_is_a_wrong_command_line()
    {
        CommandRun run = CommandRun.Of("help", "dt", "biuld");

        Assert.AreEqual(2, run.ExitCode);
        StringAssert.StartsWith(run.Error, "ipa: there is no command 'biuld'; did you mean ");
    }
}
