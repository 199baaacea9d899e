using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Commands;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Batches of immediate commands: one at a time, and none that the hardware could not take at once.</summary>
[TestClass]
public sealed class CommandBatchTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V55)]
    public void A_batch_that_is_open_keeps_others_out(string name)
    {
        CommandChannel commands = new Board(name, ChipTiming.Immediate()).Open().Driver.Endpoints.Commands;
        commands.Begin(1);

        IpaException refused = Assert.ThrowsExactly<IpaException>(() => commands.Begin(1));

        Assert.AreEqual((IpaError.Busy, "command channel: a batch is open already"), (refused.Error, refused.Message));
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V55)]
    public void A_batch_has_as_many_commands_as_the_hardware_reads_ahead_and_not_one_more(string name)
    {
        CommandChannel commands = new Board(name, ChipTiming.Immediate()).Open().Driver.Endpoints.Commands;
        int most = Math.Min(commands.Channel.Data.TlvCount, commands.Channel.Free);

        IpaException refused = Assert.ThrowsExactly<IpaException>(() => commands.Begin(most + 1));

        Assert.AreEqual((IpaError.NoResources, $"command channel: no room for {most + 1} commands"), (refused.Error, refused.Message));
        commands.Begin(most);
    }
}
