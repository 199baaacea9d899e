using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Threats;

/// <summary>Overlays of other people: row T9 of the threat table. What does not fit is an error, and the base stays as it was.</summary>
[TestClass]
public sealed class OverlayThreatTests
{
    private const string Base = "/dts-v1/;\n/ { model = \"m\"; soc: soc { a = <1 2>; u: uart@1 { status = \"disabled\"; }; }; r { p = <&u>; }; };\n";

    [TestMethod]
    [DataRow("soc = \"\"", "DT2303")]
    [DataRow("soc = \"fragment@0\"", "DT2303")]
    [DataRow("soc = \"/fragment@0\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:x\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:-4\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target: 0\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:0x0\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:1\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:4\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:2147483647\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:4294967296\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:99999999999999999999\"", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:0:0\"", "DT2303")]
    [DataRow("soc = \"/fragment@0::0\"", "DT2303")]
    [DataRow("soc = \"/fragment@1:target:0\"", "DT2303")]
    [DataRow("soc = \"/fragment@0/../fragment@0:target:0\"", "DT2303")]
    [DataRow("soc = \":target:0\"", "DT2303")]
    [DataRow("soc = \"::\"", "DT2303")]
    [DataRow("soc = <0>", "DT2303")]
    [DataRow("soc = [41]", "DT2303")]
    [DataRow("soc", "DT2303")]
    [DataRow("soc = \"/fragment@0:target:0\", \"/x:y:0\"", "DT2303")]
    [DataRow("nope = \"/fragment@0:target:0\"", "DT2302")]
    [DataRow("broken = \"/fragment@0:target:0\"", "DT2302")]
    [DataRow("relative = \"/fragment@0:target:0\"", "DT2302")]
    [DataRow("number = \"/fragment@0:target:0\"", "DT2302")]
    [DataRow("lost = \"/fragment@0:target:0\"", "DT2302")]
    [DataRow("plain = \"/fragment@0:target:0\"", "DT2302")]
    public void T9_A_fixup_that_leads_nowhere_is_an_error_and_the_base_is_unchanged(string fixup, string id)
    {
        string symbols = "};\n/ { __symbols__ { soc = \"/soc\"; broken = [2f]; relative = \"soc\"; number = <0>; lost = \"/soc/none\"; plain = \"/r\"; }; };\n";
        AssertRefused(Build(Base[..^3].Replace("soc: soc {", "soc: soc { phandle = <9>;", StringComparison.Ordinal) + symbols, symbols: false),
            Build($"/dts-v1/;\n/ {{ fragment@0 {{ target = <0xffffffff>; __overlay__ {{ b; }}; }}; __fixups__ {{ {fixup}; }}; }};\n"), id);
    }

    [TestMethod]
    [DataRow("__local_fixups__ { fragment@0 { x = <0>; }; };", "DT2303")]
    [DataRow("__local_fixups__ { fragment@0 { target-path = <5>; }; };", "DT2303")]
    [DataRow("__local_fixups__ { fragment@0 { target-path = <0xffffffff>; }; };", "DT2303")]
    [DataRow("__local_fixups__ { fragment@0 { target-path = <0x7fffffff>; }; };", "DT2303")]
    [DataRow("__local_fixups__ { fragment@0 { target-path = <0xfffffffc>; }; };", "DT2303")]
    [DataRow("__local_fixups__ { fragment@1 { }; };", "DT2303")]
    [DataRow("__local_fixups__ { fragment@0 { __overlay__ { n { }; }; }; };", "DT2303")]
    [DataRow("__symbols__ { s = <1>; };", "DT2302")]
    [DataRow("__symbols__ { s; };", "DT2302")]
    [DataRow("__symbols__ { s = \"fragment@0\"; };", "DT2302")]
    [DataRow("__symbols__ { s = \"/fragment@9/__overlay__\"; };", "DT2302")]
    [DataRow("__symbols__ { s = \"/fragment@0/__overlay__\", \"x\"; };", "DT2302")]
    [DataRow("fragment@2 { target = <77>; __overlay__ { }; };", "DT2301")]
    [DataRow("fragment@2 { target = <0>; __overlay__ { }; };", "DT2301")]
    [DataRow("fragment@2 { target = <1 2>; __overlay__ { }; };", "DT2301")]
    [DataRow("fragment@2 { target-path = \"soc\"; __overlay__ { }; };", "DT2301")]
    [DataRow("fragment@2 { target-path = <1>; __overlay__ { }; };", "DT2301")]
    [DataRow("fragment@2 { target-path = \"/soc/none\"; __overlay__ { }; };", "DT2301")]
    [DataRow("fragment@2 { __overlay__ { }; };", "DT2301")]
    public void T9_Symbols_local_fixups_and_targets_that_lead_nowhere_are_errors_and_the_base_is_unchanged(string part, string id)
    {
        AssertRefused(Build(Base), Build($"/dts-v1/;\n/ {{ fragment@0 {{ target-path = \"/soc\"; __overlay__ {{ b; }}; }}; {part} }};\n"), id);
    }

    [TestMethod]
    public void T9_Damaged_tables_of_an_overlay_apply_or_are_refused_and_never_change_the_base()
    {
        byte[] tree = Build(Base), before = [.. tree];
        byte[] good = Build("/dts-v1/;\n/plugin/;\n&soc { n: n { p = <&u &n>; }; };\n&{/soc/uart@1} { status = \"okay\"; };\n");
        int tables = Encoding.Latin1.GetString(good).IndexOf("__symbols__", StringComparison.Ordinal);
        var random = new Random(9);
        int applied = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] overlay = [.. good];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                overlay[random.Next(tables, overlay.Length)] = random.Next(3) switch { 0 => (byte)":/@0-x"[random.Next(6)], 1 => 0, _ => (byte)random.Next(256) };
            }
            OverlayResult result = OverlayApplier.Apply(tree, "b.dtb", [("o.dtbo", overlay)]);
            Assert.AreEqual(result.Blob is null, result.Diagnostics.HasErrors, Convert.ToHexStringLower(overlay));
            Assert.IsTrue(tree.AsSpan().SequenceEqual(before), Convert.ToHexStringLower(overlay));
            applied += result.Blob is not null && FlattenedTreeReader.Read(result.Blob).Tree is not null ? 1 : 0;
        }
        Assert.IsGreaterThan(100, applied);
    }

    [TestMethod]
    public void T8_Overlays_that_target_themselves_are_refused()
    {
        AssertRefused(Build(Base), Build("/dts-v1/;\n/ { fragment@0 { target-path = \"/fragment@0\"; __overlay__ { }; }; };\n"), "DT2301");
        AssertRefused(Build(Base), Build("/dts-v1/;\n/plugin/;\n/ { fragment@0 { target = <&me>; me: __overlay__ { b; }; }; };\n"), "DT2301");
        AssertRefused(Build(Base), Build("/dts-v1/;\n/plugin/;\n/ { fragment@0 { target = <&two>; one: __overlay__ { }; }; fragment@1 { target = <&one>; two: __overlay__ { }; }; };\n"), "DT2301");
    }

    [TestMethod]
    public void T9_An_overlay_that_would_move_the_base_again_and_again_is_refused()
    {
        byte[] tree = Build("/dts-v1/;\n/ { a { }; z { data = [" + new string('0', 8 << 20) + "]; }; };\n");
        AssertRefused(tree, Build("/dts-v1/;\n/plugin/;\n" + string.Concat(Enumerable.Repeat("&{/a} { p; };\n", 600))), "DT2306");
    }

    private static void AssertRefused(byte[] tree, byte[] overlay, string id)
    {
        byte[] before = [.. tree], overlayBefore = [.. overlay];
        OverlayResult result = OverlayApplier.Apply(tree, "b.dtb", [("o.dtbo", overlay)]);

        Assert.IsNull(result.Blob);
        Assert.AreEqual(id, Assert.ContainsSingle(result.Diagnostics).Id, result.Diagnostics[0].ToString());
        CollectionAssert.AreEqual(before, tree);
        CollectionAssert.AreEqual(overlayBefore, overlay);
    }

    private static byte[] Build(string source, bool symbols = true)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { Symbols = symbols });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
