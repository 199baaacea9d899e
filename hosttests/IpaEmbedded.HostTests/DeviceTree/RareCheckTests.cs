using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>What the checks say of trees that boards seldom are; where dtc has the check, its findings were held against this one's by hand.</summary>
[TestClass]
public sealed class RareCheckTests
{
    private const string Cells = "#address-cells = <1>; #size-cells = <1>; ";
    private const string OneCell = "#address-cells = <1>; #size-cells = <0>; ";

    [TestMethod]
    // A disabled node has its address for itself, wherever it stands among its siblings.
    [DataRow("DT2230", Cells + "a@1 { reg = <1 1>; status = \"disabled\"; }; b@1 { reg = <1 1>; };", "")]
    [DataRow("DT2230", Cells + "a@1 { reg = <1 1>; status = \"disabled\"; }; b@1 { reg = <1 1>; }; c@1 { reg = <1 1>; };", "unit address @1 is also that of /b@1")]
    // What is left empty, and who needs no arguments, is followed by none.
    [DataRow("DT2235", "p: p { #clock-cells = <1>; }; d { clocks = <&p 1>, <0>, <&p 2>; };", "")]
    [DataRow("DT2251", "p: p { #msi-cells = <1>; }; q: q { }; d { msi-parent = <&p 1>, <&q>; };", "")]
    // An entry of ranges begins with an address of the node's own cells.
    [DataRow("DT2222", Cells + "soc { compatible = \"simple-bus\"; " + Cells + "ranges; bus@10 { #address-cells = <2>; #size-cells = <1>; ranges = <0 0 0x20 0x100>; }; };", "node name says @10 but ranges starts at 0x20")]
    [DataRow("DT2218", "pci { device_type = \"pci\"; #address-cells = <3>; #size-cells = <2>; ranges; bus-range = <0x200 0x100>; };", "'bus-range' begins at 512, behind its end 256|'bus-range' ends at 256; bus numbers are below 256")]
    // The flag of an address of ten bits is a part of the unit address.
    [DataRow("DT2224", "i2c { " + OneCell + "a@80000050 { reg = <0x80000050>; }; };", "")]
    [DataRow("DT2269", "d { interrupts = <1>; interrupt-parent = <0>; };", "'interrupt-parent' is 0x0, which no node can have|'interrupts' without an interrupt parent")]
    // Ports without a number are ports below "ports" only.
    [DataRow("DT2273", "d { " + OneCell + "ports@0 { reg = <0>; " + OneCell + "port { endpoint { }; }; }; };", "")]
    [DataRow("DT2273", "d { ports { " + OneCell + "port { endpoint { }; }; }; };", "the only child 'port' of a graph node needs no #address-cells and #size-cells")]
    [DataRow("DT2271", "n { aliases { a = \"/nope\"; }; };", "alias 'a' leads to \"/nope\", which is no node")]
    [DataRow("DT2234", "chosen { linux,stdout-path = <1>; };", "'linux,stdout-path' is now called 'stdout-path'|'linux,stdout-path' must be one string that ends in a zero byte")]
    [DataRow("DT2217", "unit@0x05 { };", "unit address @0x05 starts with 0x|unit address @05 has leading zeros")]
    // A child that was deleted still counts.
    [DataRow("DT2228", "n { " + Cells + "a { }; }; }; / { n { /delete-node/ a; };", "#address-cells and #size-cells are given without 'ranges' and without a child that has 'reg'")]
    public void A_check_finds_what_dtc_finds(string id, string body, string expected) => Assert.AreEqual(expected, Found(id, "/ {\n" + body + "\n};\n", DtcRelease.Dtc16));

    [TestMethod]
    [DataRow("DT2223", "i2c { i2c-bus@0 { " + OneCell + "a@5 { reg = <5>; }; }; };", "an I2C bus has #address-cells 1, not 2|an I2C bus has #size-cells 0, not 1", "")]
    // A controller that does not say how long its addresses are has none in the map.
    [DataRow("DT2278", "g: gic { interrupt-controller; #interrupt-cells = <2>; }; a { #address-cells = <1>; #interrupt-cells = <1>; interrupt-map = <0 0 &g 1 2>, <1 0 &g 3 4>; };", "",
        "'interrupt-map' refers to /gic, which has no '#address-cells'; 0 is taken|'interrupt-map' refers to /gic, which has no '#address-cells'; 0 is taken")]
    public void A_later_release_finds_something_else(string id, string body, string earlier, string later)
    {
        Assert.AreEqual(earlier, Found(id, "/ {\n" + body + "\n};\n", DtcRelease.Dtc16));
        Assert.AreEqual(later, Found(id, "/ {\n" + body + "\n};\n", DtcRelease.Dtc18));
    }

    [TestMethod]
    public void A_reservation_is_compared_with_the_one_below_that_reaches_furthest()
    {
        Assert.AreEqual("the memory reservation at 0x2000 overlaps the one at 0x1000 with 0x9000 bytes|the memory reservation at 0x3000 overlaps the one at 0x1000 with 0x9000 bytes",
            Found("DT2277", "/memreserve/ 0x1000 0x9000;\n/memreserve/ 0x2000 0x100;\n/memreserve/ 0x3000 0x100;\n/ { };\n", DtcRelease.Dtc16));
    }

    [TestMethod]
    public void What_a_check_of_error_level_needs_is_of_error_level_too()
    {
        var checks = new CheckOptions();
        Assert.IsTrue(checks.TryApply("simple_bus_reg", error: true));

        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("c.dts", "/dts-v1/;\n/ { " + Cells + "a@1 { reg = <1>; }; };\n"), new CompileOptions { Checks = checks });

        Assert.AreEqual(DiagnosticSeverity.Error, result.Diagnostics.Single(each => each.Id == "DT2213").Severity);
    }

    private static string Found(string id, string text, DtcRelease release)
    {
        var checks = new CheckOptions { Release = release };
        Assert.IsTrue(checks.TryApply("unique_unit_address_if_enabled", error: false));
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("c.dts", "/dts-v1/;\n" + text), new CompileOptions { Checks = checks, Release = release });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return string.Join('|', result.Diagnostics.Where(each => each.Id == id).Select(each => each.Message));
    }
}
