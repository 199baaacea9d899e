using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Reading a tree as a library: typed values, and failures that say what was expected.</summary>
[TestClass]
public sealed class PropertyValueTests
{
    private const string Source = """
        /dts-v1/;
        / { soc { ipa@40000 { reg = <0x40000 0x47000>; one = <7>; wide = /bits/ 64 <0x123456789>; odd = [01 02 03]; flag; text = "a"; list = "a", "b"; raw = [61 62]; }; }; };

        """;

    private static Node Ipa => DeviceTreeCompiler.Compile(new SourceFile("t.dts", Source), new CompileOptions()).Tree!.FindByPath("/soc/ipa@40000")!;

    [TestMethod]
    public void Values_come_with_their_type()
    {
        Assert.AreEqual(7u, Ipa.GetUInt32("one"));
        Assert.AreEqual(0x123456789ul, Ipa.GetUInt64("wide"));
        CollectionAssert.AreEqual(new uint[] { 0x40000, 0x47000 }, Ipa.GetCells("reg"));
        Assert.AreEqual("a", Ipa.GetString("text"));
        CollectionAssert.AreEqual(new[] { "a", "b" }, Ipa.GetStrings("list"));
        Assert.IsTrue(Ipa.HasProperty("flag"));
        Assert.IsFalse(Ipa.HasProperty("none"));
    }

    [TestMethod]
    public void A_value_of_another_kind_fails_with_node_property_and_what_was_expected()
    {
        Fails("reg", "one cell, found 8 bytes", node => node.GetUInt32("reg"));
        Fails("one", "two cells, found 4 bytes", node => node.GetUInt64("one"));
        Fails("odd", "whole cells, found 3 bytes", node => node.GetCells("odd"));
        Fails("list", "one string, found 4 bytes", node => node.GetString("list"));
        Fails("raw", "a list of strings, found 2 bytes", node => node.GetStrings("raw"));
        Fails("none", "one cell, found no such property", node => node.GetUInt32("none"));
    }

    [TestMethod]
    public void A_failure_knows_where_the_property_was_written()
    {
        PropertyException failure = Assert.ThrowsExactly<PropertyException>(() => Ipa.GetUInt32("reg"));

        Assert.AreEqual("/soc/ipa@40000", failure.NodePath);
        Assert.AreEqual("reg", failure.Property);
        Assert.AreEqual("one cell", failure.Expected);
        Assert.AreEqual("t.dts:2:23", failure.Span!.ToString());
        Assert.AreEqual("t.dts:2:11", Assert.ThrowsExactly<PropertyException>(() => Ipa.GetUInt32("none")).Span!.ToString());
    }

    [TestMethod]
    public void Trying_says_whether_the_value_fits()
    {
        Assert.IsTrue(Ipa.TryGetUInt32("one", out uint one));
        Assert.AreEqual(7u, one);
        Assert.IsFalse(Ipa.TryGetUInt32("reg", out one));
        Assert.AreEqual(0u, one);
        Assert.IsFalse(Ipa.TryGetUInt64("reg-names", out _));
        Assert.IsFalse(Ipa.TryGetCells("odd", out uint[] cells));
        Assert.IsEmpty(cells);
        Assert.IsFalse(Ipa.TryGetString("flag", out _));
        Assert.IsFalse(Ipa.TryGetStrings("one", out _));
        Assert.IsTrue(Ipa.FindProperty("reg")!.TryGetCell(1, out uint size));
        Assert.AreEqual(0x47000u, size);
        Assert.IsFalse(Ipa.FindProperty("reg")!.TryGetCell(2, out _));
    }

    private static void Fails(string property, string why, Action<Node> read) =>
        Assert.AreEqual($"/soc/ipa@40000: {property}: expected {why}", Assert.ThrowsExactly<PropertyException>(() => read(Ipa)).Message);
}
