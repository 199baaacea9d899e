using System.Text;
using IpaEmbedded.Benchmarks.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Cost;

/// <summary>Texts of which there may be more and more of one thing, each long in another way.</summary>
internal static class SourceFamilies
{
    private static readonly Lazy<string[]> Meeting = new(() => [.. MeetingNames().Take(3200)]);

    public static IReadOnlyDictionary<string, Func<int, string>> All { get; } = new Dictionary<string, Func<int, string>>
    {
        ["siblings"] = GeneratedTree.Siblings,
        ["nodes with references"] = GeneratedTree.Nodes,
        ["labels of one node"] = n => Tree(Repeat(n, i => $"l{i}: ") + "n { };\nr = <" + Repeat(n, i => $"&l{i} ") + ">;"),
        ["labels of one property"] = n => Tree(Repeat(n, i => $"l{i}: ") + "p = <0>;"),
        ["labels in one value"] = n => Tree("p = <" + Repeat(n, i => $"l{i}: {i} ") + ">;"),
        ["one label on many nodes"] = n => Tree(Repeat(n, i => $"l: n{i} {{ }};\n")) + Repeat(n, _ => "&l { };\n"),
        ["one label deleted again and again"] = n => Tree(Repeat(n, i => $"l: n{i} {{ }};\n")) + Repeat(n, _ => "/delete-node/ &l;\n"),
        ["one label deep down in two branches"] = n => Tree(Repeat(2, branch => Repeat(n / 4, i => $"d{branch} {{ ") + Repeat(n, i => $"l: n{i} {{ }};\n") + Repeat(n / 4, _ => "};"))) + Repeat(n, _ => "/delete-node/ &l;\n"),
        ["one label that moves"] = n => Tree("") + Repeat(n, i => $"/ {{ l: n{i} {{ }}; }};\n/ {{ /delete-node/ n{i}; }};\n"),
        ["properties of one node"] = n => Tree(Repeat(n, i => $"p{i} = <{i}>;\n")),
        ["properties that are set again"] = n => Tree(Repeat(n, i => $"p{i} = <{i}>;\n")) + "/ {\n" + Repeat(n, i => $"p{i} = <1>;\n") + "};\n",
        ["one property that is set again and again"] = n => Tree("p;") + Repeat(n, i => $"/ {{ p = <{i}>; }};\n"),
        ["properties given twice"] = n => Tree(Repeat(n, i => $"p{i};\n") + Repeat(n, i => $"p{i};\n")),
        ["nodes given twice"] = n => Tree(Repeat(n, i => $"n{i} {{ }};\n") + Repeat(n, i => $"n{i} {{ }};\n")),
        ["one node given many times"] = n => Tree(Repeat(n, _ => "n { };\n")),
        ["a node deleted again and again"] = n => Tree("a { " + Repeat(n, i => $"c{i} {{ p; }};\n") + "};") + Repeat(n, i => $"/ {{ /delete-node/ a; a {{ x{i} {{ }}; }}; }};\n"),
        ["properties deleted again and again"] = n => Tree("a { " + Repeat(n, i => $"p{i};\n") + "};") + Repeat(n, _ => "/ { /delete-node/ a; a { q; }; };\n"),
        ["nodes deleted where they begin"] = n => Tree(Repeat(n, i => $"/delete-node/ n{i};\nn{i} {{ }};\n")) + Repeat(n, i => $"&{{/n{i}}} {{ p; }};\n"),
        ["one node deleted where it begins"] = n => Tree(Repeat(n, _ => "/delete-node/ n;\n") + Repeat(n, _ => "n { };\n")) + Repeat(n, _ => "/ { /delete-node/ n; };\n"),
        ["nodes deleted before another comes"] = n => Tree(Repeat(n, i => $"n{i} {{ }};\n") + "/delete-node/ a;\na { };\n") + "/ {\n" + Repeat(n, i => $"/delete-node/ a; m{i} {{ }};\n") + "};\n",
        ["properties deleted where they begin"] = n => Tree(Repeat(n, i => $"/delete-property/ p{i};\np{i};\n")) + "/ {\n" + Repeat(n, i => $"/delete-property/ p{i};\n") + "};\n",
        ["one property missing in a long list"] = n => Tree(Repeat(n, i => $"p{i};\n") + "/delete-property/ q;") + "/ {\n" + Repeat(n, _ => "/delete-property/ q;\n") + "};\n",
        ["references by path"] = n => Tree("l: n { };\nr = " + string.Join(", ", Enumerable.Repeat("&l", n)) + ";"),
        ["references by path among bytes"] = n => Tree("l: n { };\nr = " + string.Join(", ", Enumerable.Repeat("&l, <1>, \"a\"", n)) + ";"),
        ["open references to one label"] = n => "/dts-v1/;\n/plugin/;\n/ { p = <" + Repeat(n, _ => "&open ") + ">; };\n",
        ["open references from many nodes"] = n => "/dts-v1/;\n/plugin/;\n/ {\n" + Repeat(n, i => $"n{i} {{ p = <&open>; }};\n") + "};\n",
        ["local references of one property"] = n => "/dts-v1/;\n/plugin/;\n/ { l: n { }; p = <" + Repeat(n, _ => "&l ") + ">; };\n",
        ["local references of many nodes"] = n => "/dts-v1/;\n/plugin/;\n/ { l: n { };\n" + Repeat(n, i => $"n{i} {{ p = <&l>; q = <&l>; }};\n") + "};\n",
        ["local references deep down"] = n => "/dts-v1/;\n/plugin/;\n/ { l: n { };\n" + Repeat(200, i => $"d{i} {{ ") + Repeat(n, i => $"n{i} {{ p = <&l>; }};\n") + Repeat(200, _ => "};") + "};\n",
        ["fragments of an overlay"] = n => "/dts-v1/;\n/plugin/;\n" + Repeat(n, i => $"&l{i} {{ p; }};\n"),
        ["symbols that are there already"] = n => Tree("__symbols__ { /delete-property/ z;\n" + Repeat(n, i => $"l{i} = \"x\";\n") + "};\n" + Repeat(n, i => $"l{i}: n{i} {{ }};\n")),
        ["phandles that the source states"] = n => Tree(Repeat(n, i => $"n{i} {{ phandle = <{i + 1}>; }};\n") + Repeat(n, i => $"l{i}: m{i} {{ r = <&l{i}>; }};\n")),
        ["nodes with one phandle"] = n => Tree(Repeat(n, i => $"n{i} {{ phandle = <7>; }};\n")),
        ["nodes omitted without reference"] = n => Tree(Repeat(n, i => $"/omit-if-no-ref/ n{i} {{ a {{ }}; }};\n")),
        ["names of which each ends another"] = n => Tree(Repeat(n, i => new string('a', i % 200) + $"{i};\n")),
        ["names that meet in a table"] = n => Tree(string.Concat(Meeting.Value.Take(n).Select(name => name + ";\n"))),
        ["one unit address"] = n => Tree("#address-cells = <1>; #size-cells = <1>;\n" + Repeat(n, i => $"n{i}@0 {{ reg = <0 1>; }};\n")),
        ["references in one list"] = n => Tree("c: c { #clock-cells = <0>; }; a { clocks = <" + Repeat(n, _ => "&c ") + ">; };"),
        ["numbers where references belong"] = n => Tree("c: c { #clock-cells = <0>; phandle = <1>; }; a { clocks = <" + Repeat(n, _ => "1 ") + ">; };"),
        ["interrupts of deep nodes"] = n => Tree("interrupt-parent = <&c>; c: c { interrupt-controller; #interrupt-cells = <1>; #address-cells = <0>; };\n" +
            Repeat(200, i => $"d{i} {{ ") + Repeat(n, i => $"n{i} {{ interrupts = <1>; }};\n") + Repeat(200, _ => "};")),
        ["interrupts without a parent"] = n => Tree(Repeat(n, i => $"n{i} {{ interrupts = <1>; }};\n")),
        ["interrupt parents in a ring"] = n => Tree(Repeat(n, i => $"l{i}: n{i} {{ interrupt-parent = <&l{(i + 1) % n}>; interrupts = <1>; interrupt-map; #interrupt-cells = <1>; }};\n")),
        ["maps of interrupts"] = n => Tree("c: c { interrupt-controller; #interrupt-cells = <1>; #address-cells = <0>; m { #interrupt-cells = <1>; interrupt-map = " +
            string.Join(", ", Enumerable.Repeat("<0 0 0 1 &c 1>", n)) + "; }; };"),
        ["ranges"] = n => Tree("#address-cells = <1>; #size-cells = <1>; b { #address-cells = <1>; #size-cells = <1>; ranges = " +
            string.Join(", ", Enumerable.Repeat("<0 0 1>", n)) + "; dma-ranges = <0 0 1>; };"),
        ["addresses on an I2C bus"] = n => Tree("i2c@0 { #address-cells = <1>; #size-cells = <0>; d@99 { reg = <" + Repeat(n, _ => "0x99 ") + ">; }; };"),
        ["endpoints"] = n => Tree(Repeat(n, i => $"port{i} {{ e{i}: endpoint {{ remote-endpoint = <&e{(i + 1) % n}>; }}; }};\n")),
        ["aliases"] = n => Tree("aliases { " + Repeat(n, i => $"a{i} = \"/n{i}\";\n") + "};\n" + Repeat(n, i => $"n{i} {{ }};\n")),
        ["aliases that lead nowhere"] = n => Tree("aliases { " + Repeat(n, i => $"a{i} = \"/m{i}\";\n") + "};\n" + Repeat(n, i => $"n{i} {{ }};\n")),
        ["findings in one line"] = n => "/dts-v1/;\n/ { " + Repeat(n, i => $"n{i}@{i + 1:x} {{ }}; ") + "};\n",
        ["findings deep down"] = n => Tree(Repeat(100, i => $"a-rather-long-name-{i} {{ ") + Repeat(n, i => $"n@{i + 1:x} {{ }}; ") + Repeat(100, _ => "};")),
        ["pasted tokens"] = n => "#define P(a) a" + Repeat(n, i => $" ## {i % 10}") + "\n" + Tree("p = \"x\"; P(q);"),
        ["stringised arguments"] = n => "#define S(a) \"\"" + Repeat(50, _ => " #a") + "\n" + Tree("/* S(" + Repeat(n, _ => "a ") + ") */"),
        ["uses of one parameter"] = n => "#define U(a) " + Repeat(20, _ => "a ") + "\n" + Tree("p = <U(" + Repeat(n, _ => "1 ") + ")>;"),
        ["macros that use one another"] = n => "#define M0 1\n" + Repeat(n, i => $"#define M{i + 1} M{i}\n") + Tree($"p = <M{n}>;"),
        ["macros that are defined again"] = n => Repeat(n, i => $"#define M {i}\n#undef M\n") + Tree("p = <0>;"),
        ["macros that meet in a table"] = n => string.Concat(Meeting.Value.Take(n).Select(name => $"#define {name} 1\n")) + Tree("p = <0>;"),
        ["parameters of one macro"] = n => $"#define M({string.Join(',', Enumerable.Range(0, Math.Min(n, 900)).Select(i => "a" + i))}) " + Repeat(n, i => $"a{i} ") + "\n" + Tree(""),
        ["macro calls inside one another"] = n => "#define I(a) a\n" + Tree("p = <" + Repeat(n, _ => "I(I(I(I(1)))) ") + ">;"),
        ["names of macros without arguments"] = n => "#define F(a) a\n" + Tree("p = \"" + Repeat(n, _ => "F ") + "\"; /* */ " + Repeat(n, i => $"F{i}; ")),
        ["quotes that do not close"] = n => "#define Q \"" + Repeat(n, _ => "\\\"") + "\n" + Tree(""),
        ["quotes of both kinds that do not close"] = n => "#define Q \"'" + Repeat(n, _ => "\\\"\\'") + "\n" + Tree(""),
        ["lines joined into one"] = n => "#define J 1 \\\n" + Repeat(n, _ => "+ 1 \\\n") + "\n" + Tree("p = <(J)>;"),
        ["conditions inside one another"] = n => Repeat(n, _ => "#if 1\n") + Repeat(n, _ => "#endif\n") + Tree(""),
        ["groups that are passed over"] = n => "#if 0\n" + Repeat(n, i => $"#if {i}\n'\n#endif\n") + "#endif\n" + Tree(""),
        ["alternatives of one condition"] = n => "#if 0\n" + Repeat(n, _ => "#elif 0\n") + "#endif\n" + Tree(""),
        ["terms of one condition"] = n => "#if 1" + Repeat(n, _ => " + 1 * 2") + "\n#endif\n" + Tree(""),
        ["terms of one expression"] = n => Tree("p = <(1" + Repeat(n, _ => " + 1 * 2") + ")>;"),
        ["hashes at the beginning of lines"] = n => "#define X\n" + Tree(Repeat(n, i => $"\n # \n#p{i};\n")),
        ["line markers"] = n => Tree(Repeat(n, i => $"\n# {i} \"f{i}\"\nn{i}@1 {{ }};\n")),
        ["comments"] = n => Tree(Repeat(n, i => $"/* a\n * b\n */ p{i}; // c\n")),
        ["comments inside one value"] = n => Tree("p = <" + Repeat(n, i => $"/* a */ {i} // b\n") + ">;"),
        ["blank lines"] = n => Tree(Repeat(n, _ => "  \n\t\n")),
        ["groups in one value"] = n => Tree("p = " + string.Join(", ", Enumerable.Repeat("<1>", n)) + ";"),
        ["strings in one value"] = n => Tree("p = " + string.Join(", ", Enumerable.Repeat("\"a\\n\"", n)) + ";"),
        ["bytes in one value"] = n => Tree("p = [" + Repeat(n, _ => "01 ") + "];"),
        ["bytes in one word"] = n => Tree("p = [" + Repeat(n, _ => "ff") + "];"),
        ["memory reservations"] = n => "/dts-v1/;\n" + Repeat(n, i => $"/memreserve/ {i} 1;\n") + "/ { };\n",
        ["statements that go wrong"] = n => Tree(Repeat(n, _ => "p = <x>;\n")),
    };

    public static string Repeat(int count, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(piece(i));
        }
        return text.ToString();
    }

    private static string Tree(string body) => "/dts-v1/;\n/ {\n" + body + "\n};\n";

    /// <summary>Names whose FNV-1a hashes end in the same 13 bits, where the hash begins as the function's authors have it.</summary>
    private static IEnumerable<string> MeetingNames()
    {
        for (int i = 0; ; i++)
        {
            string name = "n" + i.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
            if ((name.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619) & 0x1fff) == 0)
            {
                yield return name;
            }
        }
    }
}
