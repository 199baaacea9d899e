using IpaEmbedded.Benchmarks;

namespace IpaEmbedded.HostTests.Boot;

/// <remarks>Alone: a collection that another test causes counts what is left of this thread's allocation buffer as allocated.</remarks>
[TestClass]
[DoNotParallelize]
public sealed class AllocationTests
{
    [TestMethod]
    public void A_packet_allocates_nothing_from_the_interface_to_its_completion()
    {
        using var output = new StringWriter { NewLine = "\n" };

        int exit = AllocationCheck.Run(output);

        Assert.AreEqual("32000 of 32000 packets of 1400 bytes sent\nsending: 0 bytes allocated\nsending, chip, completion and polls: 0 bytes allocated\n"
            + "32000 of 32000 packets of 1400 bytes received: 0 bytes allocated\n", output.ToString());
        Assert.AreEqual(0, exit);
    }
}
