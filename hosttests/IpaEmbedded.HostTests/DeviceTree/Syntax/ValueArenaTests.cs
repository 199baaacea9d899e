using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>The blocks that hold the bytes of values: a value is in one piece wherever a block ends.</summary>
[TestClass]
public sealed class ValueArenaTests
{
    [TestMethod]
    [DataRow(8, "F1")]
    [DataRow(16, "E1F1")]
    [DataRow(32, "C1D1E1F1")]
    [DataRow(64, "8191A1B1C1D1E1F1")]
    public void A_number_of_any_width_fits_into_whatever_is_left_of_a_block(int widthBits, string expected)
    {
        for (int block = 0; block <= 40; block++)
        {
            for (int before = 0; before <= 20; before++)
            {
                var arena = new ValueArena(block);
                arena.Append(new byte[before]);
                arena.Begin();
                arena.AppendByte(0xa5);
                arena.AppendInteger(0x8191a1b1c1d1e1f1, widthBits);
                arena.AppendByte(0x5a);

                Assert.AreEqual("A5" + expected + "5A", Current(arena), $"{before} bytes before it in blocks of {block}");
            }
        }
    }

    [TestMethod]
    public void A_value_that_grows_over_the_end_of_a_block_keeps_its_bytes_and_the_one_before_it_keeps_its_own()
    {
        for (int block = 0; block <= 20; block++)
        {
            var arena = new ValueArena(block);
            arena.Append([1, 2, 3, 4, 5]);
            (byte[] firstBlock, int firstStart) = (arena.Block, arena.Start);
            arena.Begin();
            Assert.AreEqual(0, arena.Length);

            for (byte value = 10; value < 60; value++)
            {
                arena.AppendByte(value);
            }
            arena.Append([60, 61, 62]);
            arena.AppendUInt32(0x3f404142);

            Assert.AreEqual(Convert.ToHexString([.. Enumerable.Range(10, 57).Select(n => (byte)n)]), Current(arena), $"blocks of {block}");
            Assert.AreEqual("0102030405", Convert.ToHexString(firstBlock, firstStart, 5));
        }
    }

    [TestMethod]
    public void What_is_cut_off_a_value_is_written_over()
    {
        var arena = new ValueArena(4);
        arena.Append([1, 2]);
        arena.Begin();
        arena.Append([3, 4, 5, 6]);
        arena.TruncateTo(1);
        arena.AppendByte(7);

        Assert.AreEqual("0307", Current(arena));
    }

    private static string Current(ValueArena arena) => Convert.ToHexString(arena.Block, arena.Start, arena.Length);
}
