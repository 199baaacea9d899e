using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Syntax;

/// <summary>Labels that move, vanish and come back; nodes and properties that are deleted and come back to their places.</summary>
[TestClass]
public sealed class LabelAndDeletionTests
{
    [TestMethod]
    [DataRow("/ { l: a { }; l: b { }; }; /delete-node/ &l; &l { x; };")]
    [DataRow("/ { l: a { }; l: b { }; l: c { }; }; /delete-node/ &l; /delete-node/ &l; &l { x; };")]
    [DataRow("/ { l: a { }; l: b { }; l: c { }; }; / { /delete-node/ b; }; /delete-node/ &l; &l { x; };")]
    [DataRow("/ { l: a { }; l: b { }; }; / { /delete-node/ a; /delete-node/ b; }; &l { x; };")]
    [DataRow("/ { l: a { }; l: b { }; }; / { /delete-node/ a; /delete-node/ b; }; / { l: b { }; }; &l { x; };")]
    [DataRow("/ { l: a { }; l: b { }; }; / { /delete-node/ a; l: c { }; }; &l { x; }; / { /delete-node/ b; };")]
    [DataRow("/ { z { }; y { l: a { }; }; }; / { z { l: b { }; }; }; &l { x; }; /delete-node/ &l;")]
    [DataRow("/ { l: a { l: b { }; l: c { l: d { }; }; }; }; &l { x; }; / { a { l: e { }; }; }; &l { y; }; / { l: f { }; }; l: &{/} { z; }; /delete-node/ &l;")]
    [DataRow("/ { l: a { }; }; / { /delete-node/ a; }; / { a { }; }; &l { x; };")]
    [DataRow("/ { l: a { }; }; / { /delete-node/ a; }; / { l: a { }; }; &l { x; };")]
    [DataRow("/ { l: a { }; }; / { /delete-node/ a; }; / { l: b { }; }; &l { x; };")]
    [DataRow("/ { l: a { }; }; / { l: a { y; }; }; &l { x; };")]
    [DataRow("/ { l: a { }; }; m: &l { y; }; &m { x; };")]
    [DataRow("/ { l: m: a { p = <&l &m>; q = &m; }; };")]
    [DataRow("/ { l: a { b { }; }; }; / { a { /delete-node/ b; }; }; / { p = &{/a/b}; };")]
    [DataRow("/ { a { }; }; / { p = <&{/}>; q = &{/}; };")]
    [DataRow("/ { a { }; }; &{/} { x; };")]
    [DataRow("/ { a { }; }; &{/a/} { x; };")]
    [DataRow("/ { a { }; }; &{//a} { x; };")]
    [DataRow("/ { a { }; }; / { p = <&{}>; };")]
    [DataRow("/ { a { }; }; / { p = <&{a}>; };")]
    [DataRow("/ { a { }; }; / { p = <&{1/a}>; };")]
    [DataRow("/ { a { }; }; / { p = <&{/a>; };")]
    [DataRow("/ { a { }; }; / { p = <&>; };")]
    [DataRow("/ { a { }; }; / { p = <&1>; };")]
    [DataRow("/ { a { }; }; / { p = & ; };")]
    [DataRow("/ { l: a { }; }; / { p = <& l>; };")]
    [DataRow("/ { l : a { }; }; / { p = <&l>; };")]
    [DataRow("/ { l: p; q = <&l>; };")]
    [DataRow("/ { a = l: <m: 1 n:> o:, q: [r: 01 s:] t:, u: \"x\" v:; };")]
    [DataRow("/ { a = l: <1>; b = l: <1>; };")]
    [DataRow("/ { a = <l: 1>; l: b { }; };")]
    [DataRow("/ { a = /bits/ 8 <1 l:>; l: b; };")]
    [DataRow("/ { a = [01 l: 02]; l: b { }; };")]
    [DataRow("/ { a; b { }; }; /delete-node/ &{/}; / { c; b { }; };")]
    [DataRow("/ { a; b { }; }; /delete-node/ &{/}; l: &{/} { c; p = <&l>; };")]
    [DataRow("/ { }; l: &{/} { a; }; /delete-node/ &{/}; / { b; }; l: &{/} { c; p = <&l>; };")]
    [DataRow("/ { }; l: &{/} { a; }; /delete-node/ &{/}; / { b; }; &l { c; };")]
    [DataRow("/ { l: a = <1>; }; / { m: a = <2>; }; / { l: b; };")]
    [DataRow("/ { l: a = <1>; }; / { /delete-property/ a; }; / { l: b; a; };")]
    [DataRow("/ { l: a = <1>; }; / { /delete-property/ a; }; / { l: a; };")]
    [DataRow("/ { l: m: a = <1>; }; / { n: o: a = <2>; };")]
    [DataRow("/ { a; b; c; }; / { /delete-property/ a; }; / { d; a; };")]
    [DataRow("/ { a; b; c; }; / { /delete-property/ a; /delete-property/ a; /delete-property/ z; };")]
    [DataRow("/ { /delete-property/ a; a; };")]
    [DataRow("/ { /delete-property/ a; b; }; / { c; a; };")]
    [DataRow("/ { /delete-node/ a; b { }; }; / { c { }; a { }; };")]
    [DataRow("/ { a; /delete-property/ a; };")]
    [DataRow("/ { a; /delete-property/ a; b; a; };")]
    [DataRow("/ { n { }; m { }; }; / { /delete-node/ n; }; / { o { }; n { x; }; };")]
    [DataRow("/ { n { p; o { q; }; }; }; / { /delete-node/ n; }; / { n { r; o { s; }; }; };")]
    [DataRow("/ { n { p; o { q; }; }; }; / { /delete-node/ n; }; / { n { r; o { s; }; }; }; / { /delete-node/ n; }; / { n { p; t; }; };")]
    [DataRow("/ { n { p; o { q; }; }; }; / { /delete-node/ n; }; / { n { o { }; }; }; / { /delete-node/ n; }; / { n { o { u; }; }; };")]
    [DataRow("/ { n { }; }; / { /delete-node/ n; }; / { n { o { }; p; }; }; / { /delete-node/ n; }; / { n { q { }; r; }; };")]
    [DataRow("/ { n { l: p; }; }; / { /delete-node/ n; }; / { l: q; n { p; }; };")]
    [DataRow("/ { n { p; }; }; / { /delete-node/ n; /delete-node/ n; /delete-node/ z; };")]
    [DataRow("/ { n { }; }; / { /delete-node/ n; }; &{/n} { x; };")]
    [DataRow("/ { l: n { }; }; / { p = <&l>; }; /delete-node/ &l;")]
    [DataRow("/ { l: n { }; }; / { p = &l; }; /delete-node/ &l;")]
    [DataRow("/ { l: n { }; }; /delete-node/ &l; / { p = <&l>; };")]
    [DataRow("/ { l: n { }; }; /delete-node/ &{/n}; /delete-node/ &{/n};")]
    [DataRow("/ { l: n { }; }; /delete-node/ l;")]
    [DataRow("/ { l: n { }; }; /delete-node/ &l")]
    [DataRow("/delete-node/ &l; / { l: n { }; };")]
    [DataRow("&l { x; }; / { l: n { }; };")]
    [DataRow("&{/} { x; }; / { l: n { }; };")]
    [DataRow("/omit-if-no-ref/ &l; / { l: n { }; };")]
    [DataRow("/ { l: n { }; m: o { }; }; / { p = <&m>; }; /omit-if-no-ref/ &l; /omit-if-no-ref/ &m;")]
    [DataRow("/ { l: n { }; m: o { }; }; / { p = &m; }; /omit-if-no-ref/ &l; /omit-if-no-ref/ &m;")]
    [DataRow("/ { l: n { m: o { }; }; }; / { p = <&m>; }; /omit-if-no-ref/ &l;")]
    [DataRow("/ { l: n { m: o { p = <&l>; }; }; }; /omit-if-no-ref/ &l;")]
    [DataRow("/ { l: n { }; }; /omit-if-no-ref/ &{/m};")]
    [DataRow("/ { phandle = <1>; a { phandle = <1>; }; };")]
    [DataRow("/ { l: a { phandle = <&l>; }; }; / { p = <&l>; };")]
    [DataRow("/ { l: a { }; m: b { phandle = <&l>; }; };")]
    [DataRow("/ { l: a { phandle = <7>; linux,phandle = <7>; }; }; / { p = <&l>; };")]
    [DataRow("/ { l: a { phandle = <7>; linux,phandle = <8>; }; }; / { p = <&l>; };")]
    [DataRow("/ { l: a { phandle = <1>; }; m: b { }; n: c { }; }; / { p = <&m &n &l>; };")]
    [DataRow("/ { l: a { phandle = <(-1)>; }; };")]
    [DataRow("/ { l: a { phandle = [01]; }; };")]
    [DataRow("/ { l: a { phandle = l: <5>; }; }; / { p = <&l>; };")]
    [DataRow("/ { l: a { phandle = <q: 5>; }; }; / { p = <&l>; };")]
    [DataRow("/ { name = \"\"; a { name = \"a\"; }; b@1 { name = \"b\"; }; };")]
    [DataRow("/ { a { name = \"b\"; }; };")]
    [DataRow("/ { a { name = <1>; }; };")]
    [DataRow("/ { a { name; }; };")]
    public void A_tree_of_labels_and_deletions_has_the_verdict_and_bytes_of_dtc(string body)
    {
        SentenceAssert.AreAsOfDtc(["/dts-v1/; " + body, "/dts-v1/;\n" + body.Replace(" ", "\n\t", StringComparison.Ordinal)]);
    }

    [TestMethod]
    [DataRow("/ { l: a { b { }; }; }; / { p = <&{l/b}>; };", "/a/b")]
    [DataRow("/ { l: a { b { c { }; }; }; }; / { p = <&{l/b/c}>; };", "/a/b/c")]
    [DataRow("/ { l: a { b { }; }; }; &{l/b} { x; }; / { p = <&{/a/b}>; };", "/a/b")]
    [DataRow("/ { l: a { b { }; m: c { }; }; }; / { p = <&{m/}>; };", "/a/c")]
    [DataRow("/ { l: a { b { }; }; }; / { p = <&{l/c}>; };", "m.dts:2:34: error DT2010: no node has the label 'l/c'")]
    [DataRow("/ { l: a { b { }; }; }; / { p = <&{m/b}>; };", "m.dts:2:34: error DT2010: no node has the label 'm/b'")]
    [DataRow("/ { l: a { b { }; }; }; &{l/c} { x; };", "m.dts:2:25: error DT2011: no node has the label 'l/c' yet at this place")]
    [DataRow("/ { l: a { b { }; }; }; / { a { /delete-node/ b; }; }; &{l/b} { x; };", "m.dts:2:56: error DT2011: no node has the label 'l/b' yet at this place")]
    [DataRow("/ { l: a { b { }; }; }; / { a { /delete-node/ b; }; }; / { p = <&{l/b}>; };", "m.dts:2:65: error DT2010: no node has the label 'l/b'")]
    [DataRow("/ { l: a { b { }; }; }; / { p = <&{1/b}>; };", "m.dts:2:34: error DT1001: expected a number, an expression in parentheses, a reference or '>', found '&'")]
    [DataRow("/ { l: a { b { }; }; }; / { p = <&{l+m/b}>; };", "m.dts:2:34: error DT1001: expected a number, an expression in parentheses, a reference or '>', found '&'")]
    [DataRow("/ { l: a { b { }; }; }; / { p = <&{l}>; };", "m.dts:2:34: error DT1001: expected a number, an expression in parentheses, a reference or '>', found '&'")]
    public void A_path_may_begin_at_a_label(string body, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", "/dts-v1/;\n" + body + "\n"), new CompileOptions());

        Assert.AreEqual(expected, result.Tree is { } tree ? tree.FindByPhandle(tree.Root.FindProperty("p")!.CellAt(0))!.Path : result.Diagnostics[0].ToString());
    }

    [TestMethod]
    [DataRow("l: m: a = <1>;", "", "l m")]
    [DataRow("l: m: a { };", "", "l m")]
    [DataRow("l: m: a = <1>;", "n: o: a = <2>;", "o n l m")]
    [DataRow("l: m: a { };", "n: o: a { };", "o n l m")]
    [DataRow("a = <1>;", "n: o: a = <2>;", "o n")]
    [DataRow("a { };", "n: o: a { };", "o n")]
    [DataRow("l: m: a = <1>;", "m: n: l: a = <2>;", "n l m")]
    [DataRow("l: m: a { };", "m: n: l: a { };", "n l m")]
    public void Labels_are_in_the_order_in_which_dtc_prints_them(string first, string second, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", $"/dts-v1/;\n/ {{ {first} }};\n/ {{ {second} }};\n"), new CompileOptions());

        Assert.AreEqual(expected, string.Join(' ', result.Tree!.Root.FindProperty("a")?.Labels ?? result.Tree.Root.FindChild("a")!.Labels));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_label_on_several_nodes_is_that_of_the_first_in_the_tree_as_in_dtc(int seed)
    {
        // Which of them it is shows by the properties of the one that is left when all others were deleted, in any order.
        int accepted = SentenceAssert.AreAsOfDtc(Enumerable.Range(0, 40).Select(at => Shared(new Random((seed * 100) + at))));

        Assert.AreEqual(40, accepted);

        static string Shared(Random random)
        {
            var paths = new List<string> { "" };
            while (paths.Count < 30)
            {
                paths.Add($"{paths[^random.Next(1, Math.Min(4, paths.Count) + 1)]}/n{paths.Count}");
            }
            var text = new StringBuilder("/dts-v1/; / { }; ");
            foreach (string path in paths.Skip(1))
            {
                int slash = path.LastIndexOf('/');
                text.Append(CultureInfo.InvariantCulture, $"&{{{(slash == 0 ? "/" : path[..slash])}}} {{ {path[(slash + 1)..]} {{ }}; }}; ");
            }
            string last = paths[random.Next(1, paths.Count)];
            string[] labelled = [.. paths.Skip(1).Where(path => path == last || (random.Next(2) == 0 && !Holds(path, last))).OrderBy(_ => random.Next())];
            text.AppendJoin(' ', labelled.Select(path => $"l: &{{{path}}} {{ }};"));
            var deleted = new List<string>();
            foreach (string path in labelled.Where(path => path != last).OrderBy(_ => random.Next()))
            {
                if (!deleted.Exists(each => Holds(each, path)))
                {
                    text.Append(CultureInfo.InvariantCulture, $" &l {{ x{deleted.Count}; }}; /delete-node/ &{{{path}}};");
                    deleted.Add(path);
                }
            }
            return text.Append(" &l { last; };").ToString();
        }

        static bool Holds(string path, string inner) => inner.StartsWith(path + "/", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Names_by_the_hundred_thousand_stay_apart()
    {
        // So many that the hashes of some meet, wherever the hashes begin.
        string[] names = [.. Enumerable.Range(0, 400_000).Select(n => (n * 7919L % 99_999_989).ToString("x7", CultureInfo.InvariantCulture))];

        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("m.dts", $"/dts-v1/;\n/ {{ {string.Join(";", names)}; }};\n"), new CompileOptions());

        Assert.AreEqual("", string.Join('\n', result.Diagnostics));
        DeviceTreeDocument again = FlattenedTreeReader.Read(FlattenedTreeWriter.Write(result.Tree!)).Tree!;
        CollectionAssert.AreEqual(names, again.Root.Properties.Select(property => property.Name).ToArray());
    }

    [TestMethod]
    public void A_compiler_that_has_seen_more_names_than_it_keeps_compiles_to_the_same_bytes()
    {
        var compiler = new DeviceTreeCompiler();
        string[] sources = [.. Enumerable.Range(0, 3).Select(part => $"/dts-v1/;\n/ {{ {string.Concat(Enumerable.Range(0, 400_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"n{part}_{n};")))} }};\n"), "/dts-v1/;\n/ { fresh; l: later { fresh; p = <&l>; }; };\n"];

        byte[][] one = [.. sources.Select(source => FlattenedTreeWriter.Write(compiler.CompileText(new SourceFile("m.dts", source), new CompileOptions()).Tree!))];
        byte[][] each = [.. sources.Select(source => FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("m.dts", source), new CompileOptions()).Tree!))];

        for (int i = 0; i < sources.Length; i++)
        {
            Assert.IsTrue(one[i].AsSpan().SequenceEqual(each[i]), $"source {i}");
        }
    }
}
