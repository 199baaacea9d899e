namespace IpaEmbedded.HostTests.Cli.Firmware;

/// <summary>ipa firmware size.</summary>
[TestClass]
public sealed class FirmwareSizeTests
{
    [TestMethod]
    public void Sizes_are_shown_per_assembly_with_their_budgets_and_the_heap_per_tree()
    {
        CommandRun run = CommandRun.OfColumns(120, "firmware", "size");

        // Without nanoFramework's libraries, which are not in the package feed, the assemblies over them are left out, and said.
        Assert.IsTrue(run.ExitCode is 0 or 5, run.Out + run.Error);
        Assert.Contains("assembly", run.Out);
        foreach (string room in (string[])["IpaEmbedded.Runtime", "IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa", "IpaEmbedded.Fake"])
        {
            Assert.MatchesRegex($@"(?m)^{room} +[0-9,]+ +[0-9,]+ +[0-9]+ % +[0-9,]+ +(about )?[0-9,]+", run.Out);
        }
        Assert.MatchesRegex("(?m)^nano-simulated-small +[0-9,]+ +5[0-9]{2},[0-9]{3} +5[0-9]{2},[0-9]{3} +5[0-9]{2},[0-9]{3}", run.Out);
        Assert.IsFalse(run.Error.Contains("more than a tenth", StringComparison.Ordinal), run.Error);
        Assert.AreEqual(run.ExitCode == 5, run.Error.Contains("is missing: install package nanoFramework.", StringComparison.Ordinal), run.Error);
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_named()
    {
        CommandRun run = CommandRun.Of("firmware", "size", "--nano-sdk", "not-there");

        Assert.AreEqual(3, run.ExitCode);
        Assert.AreEqual("ipa: cannot read not-there: there is no such directory\n", run.Error);
    }
}
