using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>The formatter takes macro calls as people write them, and what it wrote stays as it is.</summary>
[TestClass]
public sealed class MacroCallFormattingTests
{
    [TestMethod]
    [DataRow("/dts-v1/;\n/ {\n  LED(one)\n  LED(two)\n  node {\n    x;\n  };\n  PIN(3)\n  prop = <1>;\n  LAST(4)\n};\n", "/dts-v1/;\n/ {\n\tLED(one)\n\tLED(two)\n\tnode {\n\t\tx;\n\t};\n\tPIN(3)\n\tprop = <1>;\n\tLAST(4)\n};\n")]
    [DataRow("LINK(&a, &b)\nLINK(&c, &d)\n", "LINK(&a, &b)\nLINK(&c, &d)\n")]
    [DataRow("LINK(&a, &b)", "LINK(&a, &b)\n")]
    [DataRow("/ {\n\tcompatible = \"v,one\", \\\n\t\t\"v,two\";\n};\n", "/ {\n\tcompatible = \"v,one\",\n\t\t     \"v,two\";\n};\n")]
    [DataRow("/ {\n NODE(abc,\n\t\twait-ms = <10>;\n\t\ttap-ms = <50>;\n\t)\n};\n", "/ {\n\tNODE(abc,\n\t\twait-ms = <10>;\n\t\ttap-ms = <50>;\n\t)\n};\n")]
    [DataRow("/ {\n NODE(abc, a; b;) /* why */\n CALL(1);\n CALL(2)\n  {\n x;\n };\n};\n", "/ {\n\tNODE(abc, a; b;) /* why */\n\tCALL(1);\n\tCALL(2) {\n\t\tx;\n\t};\n};\n")]
    public void A_call_is_a_statement_where_nothing_goes_on_with_it(string source, string expected)
    {
        SourceResult result = SourceFormatter.Format(new SourceFile("t.dts", source));

        Assert.AreEqual(expected, result.Text, string.Join('\n', result.Diagnostics));
        Assert.AreEqual(expected, SourceFormatter.Format(new SourceFile("t.dts", expected)).Text);
    }

    [TestMethod]
    [DataRow("/ {\n#ifdef A\na {\n#else\nb {\n#endif\nx;\n};\n};\n", "/ {\n#ifdef A\n\ta {\n#else\n\tb {\n#endif\n\t\tx;\n\t};\n};\n")]
    [DataRow("/ {\n#if A\na {\n#elif B\n# if C\nb {\n# else\nc {\n# endif\n#else\nd {\n#endif\n#ifndef D\nx;\n#endif\n};\n#ifdef A\n};\n#else\n};\n#endif\n", "/ {\n#if A\n\ta {\n#elif B\n# if C\n\tb {\n# else\n\tc {\n# endif\n#else\n\td {\n#endif\n#ifndef D\n\t\tx;\n#endif\n\t};\n#ifdef A\n};\n#else\n};\n#endif\n")]
    [DataRow("#ifdef A\n/ {\n#endif\nx;\n#ifdef A\n};\n#endif\n", "#ifdef A\n/ {\n#endif\n\tx;\n#ifdef A\n};\n#endif\n")]
    public void Branches_that_open_a_node_each_are_as_deep_as_the_first(string source, string expected)
    {
        SourceResult result = SourceFormatter.Format(new SourceFile("t.dts", source));

        Assert.AreEqual(expected, result.Text, string.Join('\n', result.Diagnostics));
        Assert.AreEqual(expected, SourceFormatter.Format(new SourceFile("t.dts", expected)).Text);
    }

    [TestMethod]
    [DataRow("/ {\n a = \\\n  <1>;\n};\n", "/ {\n\ta =\n\t\t<1>;\n};\n")]
    [DataRow("\\\n / {\n\\\n a;\n};\n", "/ {\n\ta;\n};\n")]
    public void A_backslash_between_blanks_goes_wherever_it_stands(string source, string expected)
    {
        Assert.AreEqual(expected, SourceFormatter.Format(new SourceFile("t.dts", source)).Text);
        Assert.AreEqual(expected, SourceFormatter.Format(new SourceFile("t.dts", expected)).Text);
    }

    [TestMethod]
    public void A_backslash_that_joins_a_name_has_no_layout()
    {
        Assert.IsNull(SourceFormatter.Format(new SourceFile("t.dts", "/ {\n\tfo\\\no;\n};\n")).Text);
    }
}
