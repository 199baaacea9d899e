using System.Security.Cryptography;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Overlays with the bytes that fdtoverlay 1.6.1 gave: each a number of bytes and the begin of their SHA-256.</summary>
[TestClass]
public sealed class OverlayBytesTests
{
    private const string Base = "/dts-v1/; /memreserve/ 1 2; / { aliases { s = \"/soc\"; }; soc: soc { a = [01 02 03 04 05]; u: uart@1 { status = \"disabled\"; clocks = <1 2 3>; }; plain { }; }; r { p = <&u &soc>; q; clock-names = \"a\"; }; };";

    [TestMethod]
    [DataRow("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { a = [09 08]; new = [01]; names; }; }; };", "468 6eae2355a2b2bafe", "468 6eae2355a2b2bafe")]
    [DataRow("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { a = [09 08 07 06 05 04 03 02 01]; uart@1 { status = \"okay\"; clocks; x { y { z = \"deep\"; }; }; }; }; }; };", "474 c3f4c869a025ba93", "474 c3f4c869a025ba93")]
    [DataRow("/ { fragment@0 { target-path = \"/\"; __overlay__ { n1 { a; }; n2 { b; }; r { q = <1>; p = <2>; n3 { }; }; }; }; fragment@1 { target-path = \"s\"; __overlay__ { n4 { }; plain { n5 { }; }; }; }; };", "526 b13e7f8e24e5bfce", "526 b13e7f8e24e5bfce")]
    [DataRow("/plugin/; &u { status = \"okay\"; speed = <9>; m: m { r = <&m &soc>; }; }; &soc { i: i2c@2 { clocks = <&u &i &m>; }; };", "564 b56286410d08a969", "620 73887553ccd973e7")]
    [DataRow("/plugin/; / { fragment@0 { target = <&soc>; __overlay__ { k: k { q = <&u>; l: l { p = <&k &l 7>; }; }; }; }; fragment@1 { target = <&u>; __overlay__ { k = <&l>; t = \"x\", <&k>; }; }; };", "576 88293d9e84fd5877", "622 da60c294038789e2")]
    [DataRow("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { big = \"X9000\"; }; }; };", "9460 6bbaeca6e160f19f", "9460 6bbaeca6e160f19f")]
    [DataRow("/ { fragment@0 { target-path = \"/soc\"; __overlay__ { P300 }; }; };", "12330 e73c8b0e5d4b9a7a", "12330 e73c8b0e5d4b9a7a")]
    public void An_overlay_gives_the_bytes_of_fdtoverlay(string overlay, string withoutSymbols, string withSymbols)
    {
        string text = "/dts-v1/; " + overlay.Replace("X9000", new string('x', 9000), StringComparison.Ordinal)
            .Replace("P300", string.Join(' ', Enumerable.Range(0, 300).Select(i => $"property-with-long-name-{i};")), StringComparison.Ordinal);
        foreach (bool symbols in (bool[])[false, true])
        {
            OverlayResult result = OverlayApplier.Apply(Blob(Base, true), "b.dtb", [("o.dtbo", Blob(text, symbols))]);

            Assert.AreEqual(symbols ? withSymbols : withoutSymbols, result.Blob is { } blob ? $"{blob.Length} {Convert.ToHexStringLower(SHA256.HashData(blob))[..16]}" : string.Join('\n', result.Diagnostics));
        }
    }

    [TestMethod]
    public void Of_a_base_with_nops_and_with_names_that_are_there_twice_everything_is_kept()
    {
        const string Header = "d00dfeed000000{0}00000038000000{1}000000280000001100000010000000000000000{2}000000{3}00000000000000000000000000000000";
        const string Root = "00000001000000000000000400000003000000020000000341420000000000040000000300000000000000070000000172000000";
        const string End = "00000004000000030000000100000000430000000000000200000002000000097870007000710071" + "00";
        byte[] before = Convert.FromHexString(string.Format(null, Header, "95", "8c", "9", "54") + Root + End);

        OverlayResult result = OverlayApplier.Apply(before, "b.dtb", [("o.dtbo", Blob("/dts-v1/; / { fragment@0 { target-path = \"/r\"; __overlay__ { p = [01]; q; new; }; }; };", false))]);

        const string Added = "000000030000000000000009000000030000000000000005000000030000000100000001" + "01000000";
        Assert.AreEqual(string.Format(null, Header, "c1", "b4", "d", "7c") + Root + Added + End + "6e657700", Convert.ToHexStringLower(result.Blob!));
    }

    [TestMethod]
    public void A_new_node_stands_behind_the_nops_that_follow_the_properties()
    {
        const string Header = "d00dfeed000000{0}00000038000000{1}0000002800000011000000100000000000000002000000{2}00000000000000000000000000000000";
        const string Head = "0000000100000000" + "000000030000000000000000" + "00000004";
        const string Tail = "000000016d00000000000002" + "0000000200000009" + "7000";
        byte[] before = Convert.FromHexString(string.Format(null, Header, "66", "64", "2c") + Head + Tail);

        OverlayResult result = OverlayApplier.Apply(before, "b.dtb", [("o.dtbo", Blob("/dts-v1/; / { fragment@0 { target-path = \"/\"; __overlay__ { n { }; }; }; };", false))]);

        Assert.AreEqual(string.Format(null, Header, "72", "70", "38") + Head + "000000016e00000000000002" + Tail, Convert.ToHexStringLower(result.Blob!));
    }

    private static byte[] Blob(string source, bool symbols)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { Symbols = symbols });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
