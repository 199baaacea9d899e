using System.Globalization;
using System.Security.Cryptography;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>Blobs as dtc 1.6.1 wrote them: each a number of bytes and the begin of their SHA-256.</summary>
[TestClass]
public sealed class WrittenBlobTests
{
    private const string Source = "/dts-v1/;\n/memreserve/ 9 1;\n/memreserve/ 3 5;\n/memreserve/ 3 4;\n/memreserve/ 0xfffffffffffffff0 0xf;\n/ { b = [01 02 03 04 05 06 07 08]; a = \"seven c\"; c = [01 02 03 04 05 06 07]; n@1 { reg = <1 2 3>; y2 = <1 2>; name = \"n\"; z { #b; }; y { name = \"y\"; clock-names = \"a\"; names; }; }; m { l; }; cpus { cpu@7 { reg = <7>; }; }; abc { }; abcd { a1 = [ff]; }; };\n";

    // Version, -R, -S, -p, -a, -s.
    [TestMethod]
    [DataRow(1u, 0, 0, 0, 0, false, "646 bef7001e746fc29e")]
    [DataRow(1u, 2, 0, 0, 0, false, "678 69f798c51eaf5fd7")]
    [DataRow(1u, 0, 900, 0, 0, false, "900 9f0baa8456d8ed33")]
    [DataRow(1u, 0, 100, 0, 0, false, "646 bef7001e746fc29e")]
    [DataRow(1u, 0, 0, 100, 0, false, "746 96ae337242a54e26")]
    [DataRow(1u, 0, 0, 0, 64, false, "704 3a48110edda1082a")]
    [DataRow(1u, 0, 0, 0, 1, false, "646 bef7001e746fc29e")]
    [DataRow(1u, 0, 0, 0, 2, false, "646 bef7001e746fc29e")]
    [DataRow(1u, 0, 800, 0, 256, false, "1024 fff0b6f4977b0620")]
    [DataRow(1u, 0, 0, 3, 8, false, "656 59362db743cbdc0f")]
    [DataRow(1u, 0, 0, 0, 0, true, "642 92171a2d54f1bb9d")]
    [DataRow(1u, 1, 0, 5, 16, true, "672 26234c3faf4c5965")]
    [DataRow(2u, 0, 0, 0, 0, false, "646 61c77efc0db0d78f")]
    [DataRow(2u, 2, 0, 0, 0, false, "678 e51a27c1e90225a0")]
    [DataRow(2u, 0, 900, 0, 0, false, "900 06f4ef65a70f4a5c")]
    [DataRow(2u, 0, 100, 0, 0, false, "646 61c77efc0db0d78f")]
    [DataRow(2u, 0, 0, 100, 0, false, "746 9db6a186410d5eea")]
    [DataRow(2u, 0, 0, 0, 64, false, "704 adc706342cb9678d")]
    [DataRow(2u, 0, 0, 0, 1, false, "646 61c77efc0db0d78f")]
    [DataRow(2u, 0, 0, 0, 2, false, "646 61c77efc0db0d78f")]
    [DataRow(2u, 0, 800, 0, 256, false, "1024 9980d2d5e5aa08c1")]
    [DataRow(2u, 0, 0, 3, 8, false, "656 e35233296d0795ff")]
    [DataRow(2u, 0, 0, 0, 0, true, "642 efba06b85fc54c1d")]
    [DataRow(2u, 1, 0, 5, 16, true, "672 ac30dee0bc72d529")]
    [DataRow(3u, 0, 0, 0, 0, false, "654 f7066656edc3f952")]
    [DataRow(3u, 2, 0, 0, 0, false, "686 e1fd800e392e7f1a")]
    [DataRow(3u, 0, 900, 0, 0, false, "900 3852517d9d1fed7a")]
    [DataRow(3u, 0, 100, 0, 0, false, "654 f7066656edc3f952")]
    [DataRow(3u, 0, 0, 100, 0, false, "754 20eb563fb444758b")]
    [DataRow(3u, 0, 0, 0, 64, false, "704 347c1619ae866693")]
    [DataRow(3u, 0, 0, 0, 1, false, "654 f7066656edc3f952")]
    [DataRow(3u, 0, 0, 0, 2, false, "654 f7066656edc3f952")]
    [DataRow(3u, 0, 800, 0, 256, false, "1024 c900e7fe5f9ac3c0")]
    [DataRow(3u, 0, 0, 3, 8, false, "664 774412603648e565")]
    [DataRow(3u, 0, 0, 0, 0, true, "650 1bd12e0cb833c47e")]
    [DataRow(3u, 1, 0, 5, 16, true, "672 4456972d90da92e9")]
    [DataRow(16u, 0, 0, 0, 0, false, "465 4eee080519c53a68")]
    [DataRow(16u, 2, 0, 0, 0, false, "497 83b5bd011ea9be30")]
    [DataRow(16u, 0, 900, 0, 0, false, "900 ff0f7e877bed429b")]
    [DataRow(16u, 0, 100, 0, 0, false, "465 4eee080519c53a68")]
    [DataRow(16u, 0, 0, 100, 0, false, "565 6df68dde495acadf")]
    [DataRow(16u, 0, 0, 0, 64, false, "512 f5e57cec680cd028")]
    [DataRow(16u, 0, 0, 0, 1, false, "465 4eee080519c53a68")]
    [DataRow(16u, 0, 0, 0, 2, false, "466 f72df1d15be033eb")]
    [DataRow(16u, 0, 800, 0, 256, false, "1024 62113e06ed495e1f")]
    [DataRow(16u, 0, 0, 3, 8, false, "472 fcb497469aab0cc4")]
    [DataRow(16u, 0, 0, 0, 0, true, "465 5ae9a328229e6a6d")]
    [DataRow(16u, 1, 0, 5, 16, true, "496 22c47a23de4d9b66")]
    [DataRow(17u, 0, 0, 0, 0, false, "465 cfab06cb6a1805bb")]
    [DataRow(17u, 2, 0, 0, 0, false, "497 de9f2d0f5fac0d0a")]
    [DataRow(17u, 0, 900, 0, 0, false, "900 fd975e0caadb4a97")]
    [DataRow(17u, 0, 100, 0, 0, false, "465 cfab06cb6a1805bb")]
    [DataRow(17u, 0, 0, 100, 0, false, "565 e4085726904c93b0")]
    [DataRow(17u, 0, 0, 0, 64, false, "512 ea128f8e0beccd7c")]
    [DataRow(17u, 0, 0, 0, 1, false, "465 cfab06cb6a1805bb")]
    [DataRow(17u, 0, 0, 0, 2, false, "466 bf484fc62222d3fa")]
    [DataRow(17u, 0, 800, 0, 256, false, "1024 6d0fb5cae1f61d0f")]
    [DataRow(17u, 0, 0, 3, 8, false, "472 b171c5d259b59927")]
    [DataRow(17u, 0, 0, 0, 0, true, "465 a4c6fcafb97128e9")]
    [DataRow(17u, 1, 0, 5, 16, true, "496 a265aba61dd28366")]
    public void A_tree_of_any_version_with_room_padding_and_order_has_the_bytes_of_dtc(uint version, int entries, int minimum, int padding, int alignment, bool sort, string expected)
    {
        var options = new FlatOptions { Version = version, ReserveEntries = entries, MinimumBytes = minimum, PaddingBytes = padding, AlignmentBytes = alignment, Sort = sort };

        Assert.AreEqual(expected, Told(FlattenedTreeWriter.Write(Tree(Source), options)));
    }

    [TestMethod]
    public void A_version_that_there_never_was_is_written_as_the_one_before_it()
    {
        for (uint version = 4; version < 16; version++)
        {
            byte[] blob = FlattenedTreeWriter.Write(Tree(Source), new FlatOptions { Version = version });

            Assert.AreEqual((byte)version, blob[23]);
            blob[23] = 3;
            Assert.AreEqual("654 f7066656edc3f952", Told(blob), $"version {version}");
        }
    }

    [TestMethod]
    [DataRow(0, 0, 465)]
    [DataRow(1, 5, 470)]
    [DataRow(465, 5, 470)]
    [DataRow(470, 5, 470)]
    [DataRow(471, 5, 471)]
    [DataRow(900, 435, 900)]
    [DataRow(900, 436, 901)]
    public void A_blob_has_its_padding_and_is_as_long_as_it_must_be(int minimum, int padding, int expected) =>
        Assert.AreEqual(expected, FlattenedTreeWriter.Write(Tree(Source), new FlatOptions { MinimumBytes = minimum, PaddingBytes = padding }).Length);

    [TestMethod]
    [DataRow(10, "5264 db56c96e98762983")]
    [DataRow(100, "27666 3c0f1b4367e84bd8")]
    [DataRow(300, "78330 96ab8ffb3c5beebb")]
    public void Names_by_the_thousand_share_tails_as_in_dtc(int nodes, string expected) => Assert.AreEqual(expected, Told(FlattenedTreeWriter.Write(Tree(ManyNames(nodes)))));

    [TestMethod]
    public void A_writer_that_has_written_other_trees_writes_what_a_new_one_does()
    {
        var writer = new FlattenedTreeWriter();
        FlatOptions[] options = [FlatOptions.Default, new() { Version = 1, ReserveEntries = 1 }, new() { Version = 3, PaddingBytes = 200 }, new() { MinimumBytes = 70_000 }, new() { Version = 16, Sort = true }, new() { AlignmentBytes = 4096 }];
        DeviceTreeDocument[] trees = [Tree(ManyNames(300)), Tree(Source), Tree("/dts-v1/;\n/ { };\n"), Tree(ManyNames(10))];
        foreach (DeviceTreeDocument tree in trees)
        {
            // What is behind what is written next is not zero.
            writer.WriteTree(Tree("/dts-v1/;\n/memreserve/ 0xffffffffffffffff 0xffffffffffffffff;\n/ { p = [" + new string('f', 2 * 90_001) + "]; };\n"), FlatOptions.Default);
            foreach (FlatOptions each in options)
            {
                CollectionAssert.AreEqual(FlattenedTreeWriter.Write(tree, each), writer.WriteTree(tree, each).ToArray(), each.ToString());
            }
        }
    }

    // Names that are tails of others, come before and after them, and are as long as names may be.
    private static string ManyNames(int nodes)
    {
        static string Name(int i) => (i % 5) switch
        {
            0 => $"x{Number(i)}-names",
            1 => $"{Number(i - 1)}-names",
            2 => new string('y', 1 + (i % 64)) + Number(i),
            3 => Number(i - 1),
            _ => "w" + Number(i),
        };
        static string Number(int i) => (i * 7919 % 99991).ToString("d5", CultureInfo.InvariantCulture);
        int[] lengths = [31, 63, 64, 65, 127, 128, 129, 200, 254, 255];
        return "/dts-v1/;\n/ {\n" + string.Concat(Enumerable.Range(0, nodes).Select(node => $"n{node} {{ {string.Concat(Enumerable.Range(node * 10, 10).Select(i => Name(i) + ";"))} }};\n"))
            + $"long {{ {string.Concat(lengths.Select(length => $"{new string('a', length)} = [{new string('f', 2 * length)}];"))} }};\n}};\n";
    }

    private static string Told(byte[] blob) => $"{blob.Length} {Convert.ToHexStringLower(SHA256.HashData(blob))[..16]}";

    private static DeviceTreeDocument Tree(string source)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return result.Tree;
    }
}
