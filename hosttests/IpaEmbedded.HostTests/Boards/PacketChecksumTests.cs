using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class PacketChecksumTests
{
    [TestMethod]
    public void The_example_of_RFC_1071_gives_its_sum()
    {
        Assert.AreEqual(0xddf2u, PacketChecksum.Sum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]));
    }

    [TestMethod]
    public void Words_of_eight_bytes_give_what_words_of_two_give_for_every_length_and_carry()
    {
        var random = new Random(1);
        for (int length = 0; length < 200; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            if (length % 3 == 0)
            {
                Array.Fill(bytes, (byte)0xff);
            }
            uint before = (uint)random.Next(0x10000);

            Assert.AreEqual(Slow(bytes, before), PacketChecksum.Of(bytes, before), $"{length} bytes");
        }
    }

    private static ushort Slow(byte[] bytes, uint before)
    {
        ulong sum = before;
        for (int i = 0; i < bytes.Length; i++)
        {
            sum += (ulong)bytes[i] << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (ushort)~sum;
    }
}
