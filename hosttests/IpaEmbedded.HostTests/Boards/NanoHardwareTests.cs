namespace IpaEmbedded.HostTests.Boards;

/// <summary>The nanoFramework board for hardware, on memory and registers that read as zero: it says what it lacks, and does not pretend.</summary>
[TestClass]
[DoNotParallelize]
public sealed class NanoHardwareTests
{
    [TestMethod]
    public void What_has_no_implementation_on_this_board_is_named_at_the_device_that_wants_it()
    {
        string[] lines = NanoApplication.OnHardware.RunProgram();

        string rsc = lines.Single(line => line.StartsWith("not bound /soc@0/rsc@179c0000: ", StringComparison.Ordinal));
        Assert.Contains("expected a board with a driver for the coordinator's trigger command sets (RpmhLink); this board has none", rsc);
        CollectionAssert.Contains(lines, "not bound /soc@0/remoteproc@4080000: edge \"modem\": no GLINK transport carries the message bus (QrtrLink) on this board");
        CollectionAssert.Contains(lines, "bound /soc@0/interrupt-controller@17a00000");
        Assert.HasCount(1, lines.Where(line => line.StartsWith("not bound /soc@0/ipa@1e40000: ", StringComparison.Ordinal)).ToList(), string.Join('\n', lines));
    }

    [TestMethod]
    public void The_board_goes_on_serving_what_is_bound()
    {
        string[] lines = NanoApplication.OnHardware.RunProgram();

        StringAssert.StartsWith(lines[^1], "FATAL nothing to wait for, mask ", StringComparison.Ordinal);
    }
}
