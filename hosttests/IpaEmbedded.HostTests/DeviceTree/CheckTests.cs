using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class CheckTests
{
    [TestMethod]
    [DataRow("#address-cells = <1>; #size-cells = <1>; dev { reg = <1 2>; };",
        "c.dts:3:42: warning DT2216: node 'dev' has 'reg' but no unit address in its name\nc.dts:3:48: note: the property is here")]
    [DataRow("dev@1 { };", "c.dts:3:1: warning DT2216: node name says @1 but there is neither 'reg' nor 'ranges'")]
    [DataRow("#address-cells = <1>; #size-cells = <1>; dev@1 { reg = <1>; };",
        "c.dts:3:50: warning DT2213: 'reg' has 4 bytes; an entry has 8 (#address-cells 1, #size-cells 1 of /)\nc.dts:3:1: note: '#address-cells' is set here")]
    [DataRow("#address-cells = <1>; #size-cells = <1>; bus@1 { #address-cells = <1>; #size-cells = <1>; reg = <1 1>; ranges = <1 2>; };",
        "c.dts:3:104: warning DT2214: 'ranges' has 8 bytes; an entry has 12 (parent #address-cells 1, own #address-cells 1, #size-cells 1)")]
    [DataRow("#address-cells = <1>; #size-cells = <1>; dev@1000 { reg = <0x2000 1>; };",
        "c.dts:3:60: warning DT2007: node name says @1000 but reg starts at 0x2000\nc.dts:3:42: note: the node's name")]
    [DataRow("p: p { interrupt-controller; #interrupt-cells = <3>; #address-cells = <0>; }; d { interrupt-parent = <&p>; interrupts = <1 2>; };",
        "c.dts:3:108: warning DT2269: 'interrupts' has 2 cells; /p wants 3 for each interrupt\nc.dts:3:30: note: '#interrupt-cells' is set here")]
    [DataRow("p: p { #clock-cells = <2>; }; d { clocks = <&p 1>; };",
        "c.dts:3:45: warning DT2235: 'clocks' refers to /p, which wants 2 cells; 1 are left\nc.dts:3:8: note: '#clock-cells' is set here")]
    [DataRow("p: p { }; d { clocks = <&p>; };", "c.dts:3:25: warning DT2235: 'clocks' refers to /p, which has no '#clock-cells'\nc.dts:3:4: note: the provider")]
    [DataRow("d { resets = <7>; };", "c.dts:3:15: warning DT2261: cell 0 of 'resets' must be a reference")]
    [DataRow("d { reset-gpios = [00]; };", "c.dts:3:5: warning DT2268: 'reset-gpios' has 1 bytes, which is not a whole number of cells")]
    [DataRow("d { #clock-cells = <1 2>; };", "c.dts:3:5: warning DT2236: '#clock-cells' has 8 bytes; it must be one cell of 4")]
    [DataRow("d { port { endpoint { remote-endpoint = <99>; }; }; };", "c.dts:3:23: warning DT2275: 'remote-endpoint' is phandle 0x63, which no node has")]
    [DataRow("d { status = <1>; };", "c.dts:3:5: warning DT2206: 'status' must be one string that ends in a zero byte")]
    [DataRow("aliases { a = \"/nope\"; };", "c.dts:3:11: warning DT2271: alias 'a' leads to \"/nope\", which is no node")]
    [DataRow("#address-cells = <1>; #size-cells = <1>; a@1 { reg = <1 1>; }; b@1 { reg = <1 1>; };",
        "c.dts:3:64: warning DT2229: unit address @1 is also that of /a@1\nc.dts:3:42: note: the other node")]
    [DataRow("soc { compatible = \"simple-bus\"; #address-cells = <1>; #size-cells = <1>; ranges; dev@10 { reg = <0x20 1>; }; };",
        "c.dts:3:83: warning DT2222: node name says @10 but reg starts at 0x20\nc.dts:3:99: note: the first address")]
    [DataRow("i2c { #address-cells = <1>; #size-cells = <0>; dev@80 { reg = <0x80>; }; };", "c.dts:3:64: warning DT2224: I2C address 0x80 does not fit in 7 bits")]
    [DataRow("pci { device_type = \"pci\"; ranges; #address-cells = <3>; #size-cells = <1>; };", "c.dts:3:1: warning DT2218: a PCI bridge has #size-cells 2, not 1")]
    public void Each_check_names_fact_and_expectation_at_the_place(string body, string expected)
    {
        string[] found = Findings(body, CheckOptions.Default);

        CollectionAssert.Contains(found, expected, string.Join('\n', found));
    }

    [TestMethod]
    public void A_clean_tree_has_no_findings()
    {
        Assert.IsEmpty(Findings("#address-cells = <1>; #size-cells = <1>; dev@10 { reg = <0x10 1>; status = \"okay\"; };", CheckOptions.Default));
    }

    [TestMethod]
    public void Switches_raise_lower_and_silence_checks()
    {
        const string Body = "dev@1 { };";
        var silent = new CheckOptions();
        Assert.IsTrue(silent.TryApply("no-unit_address_vs_reg", error: false));
        Assert.IsEmpty(Findings(Body, silent));

        var strict = new CheckOptions();
        Assert.IsTrue(strict.TryApply("unit_address_vs_reg", error: true));
        Assert.AreEqual("c.dts:3:1: error DT2216: node name says @1 but there is neither 'reg' nor 'ranges'", Findings(Body, strict)[0]);

        Assert.IsFalse(new CheckOptions().TryApply("no-such_check", error: false));
    }

    [TestMethod]
    public void A_check_whose_prerequisite_found_something_says_so()
    {
        string[] found = Findings("bus { #address-cells = <1 2>; dev@1 { reg = <1>; }; };", CheckOptions.Default);

        CollectionAssert.Contains(found, "c.dts: note DT2212: not checked, because 'address_cells_is_cell' found something");
        CollectionAssert.Contains(found, "c.dts: note DT2213: not checked, because 'addr_size_cells' found something");
    }

    [TestMethod]
    public void Names_and_ids_of_checks_are_unique()
    {
        Assert.AreEqual(CheckTable.All.Count, CheckTable.All.Select(check => check.Name).Distinct().Count());
        Assert.AreEqual(CheckTable.All.Count, CheckTable.All.Select(check => check.Id).Distinct().Count());
        Assert.AreEqual(76, CheckTable.All.Count(check => check.IsDtc && !(check.IsChanged && check.DefaultSeverity is null)));
        Assert.AreEqual("interrupt_map node_name_not_empty", string.Join(' ', CheckTable.All.Where(check => check.IsChanged && check.DefaultSeverity is null).Select(check => check.Name).Order(StringComparer.Ordinal)));
    }

    private static string[] Findings(string body, CheckOptions checks)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("c.dts", "/dts-v1/;\n/ {\n" + body + "\n};\n"), new CompileOptions { Checks = checks });
        return result.Diagnostics.Select(each => each.ToString()).ToArray();
    }
}
