using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli.Network;

[TestClass]
public sealed class ReassemblyTests
{
    private static readonly byte[] Whole = FarBench.Udp(FarBench.Own4, FarBench.Peer4, 7, 1000);

    [TestMethod]
    public void Fragments_in_any_order_give_the_datagram()
    {
        var random = new Random(2);
        for (int i = 0; i < 100; i++)
        {
            byte[][] fragments = FarBench.Fragments(i % 2 == 0 ? Whole : FarBench.Udp(FarBench.Own6, FarBench.Peer6, 7, 1000), 8 * random.Next(1, 40));
            random.Shuffle(fragments);

            byte[] got = AddAll(new Reassembly(), fragments)!;

            CollectionAssert.AreEqual(FarBench.Pattern(1000), got[^1000..]);
            Assert.IsTrue(IpHeader.TryParse(got, out IpHeader header));
            Assert.IsFalse(header.IsFragment);
        }
    }

    [TestMethod]
    public void A_fragment_that_overlaps_another_takes_its_datagram_with_it()
    {
        var reassembly = new Reassembly();
        byte[][] fragments = FarBench.Fragments(Whole, 400);

        Assert.IsNull(AddAll(reassembly, [fragments[0], fragments[0], fragments[1], fragments[2]]));

        Assert.AreEqual((2L, 2), (reassembly.Lost, reassembly.Waiting));
    }

    [TestMethod]
    public void What_never_becomes_whole_is_given_up_after_half_a_minute()
    {
        var reassembly = new Reassembly();
        byte[][] fragments = FarBench.Fragments(Whole, 400);
        AddAll(reassembly, fragments[..2]);

        Add(reassembly, FarBench.Fragments(FarBench.Udp(FarBench.Own4, FarBench.Own4, 7, 1000), 400)[0], 30_000_000);

        Assert.AreEqual((2L, 1), (reassembly.Lost, reassembly.Waiting));
    }

    [TestMethod]
    public void Of_very_many_datagrams_the_oldest_is_given_up()
    {
        var reassembly = new Reassembly();
        for (int i = 0; i < 1000; i++)
        {
            byte[] fragment = FarBench.Fragments(Whole, 400)[0];
            fragment[4] = (byte)(i >> 8);
            fragment[5] = (byte)i;
            Add(reassembly, fragment, 0);
        }

        Assert.AreEqual((936L, 64), (reassembly.Lost, reassembly.Waiting));
    }

    private static byte[]? AddAll(Reassembly reassembly, byte[][] fragments)
    {
        byte[]? whole = null;
        foreach (byte[] fragment in fragments)
        {
            whole = Add(reassembly, fragment, 0) ?? whole;
        }
        return whole;
    }

    private static byte[]? Add(Reassembly reassembly, byte[] fragment, long now)
    {
        Assert.IsTrue(IpHeader.TryParse(fragment, out IpHeader header));
        ReadOnlySpan<byte> whole = reassembly.Add(fragment, header, now, out int count);
        return count == 0 ? null : whole.ToArray();
    }
}
