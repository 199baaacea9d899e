using System.Text;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>Binding files that ask for too much, or for what YAML has and bindings do not: each is refused with a finding at its place.</summary>
[TestClass]
public sealed class BindingLimitTests
{
    private const string Id = "$id: http://devicetree.org/schemas/a.yaml#\n";

    [TestMethod]
    [DataRow(62, "")]
    [DataRow(63, "a.yaml:2:74: error DT4013: not allowed in a binding file: more than 64 values inside one another")]
    [DataRow(100_000, "a.yaml:2:74: error DT4013: not allowed in a binding file: more than 64 values inside one another")]
    public void T10_Values_lie_at_most_64_deep(int brackets, string finding)
    {
        Assert.AreEqual(finding, Findings(Id + "examples: " + new string('[', brackets) + "a" + new string(']', brackets)));
    }

    [TestMethod]
    [DataRow(65_536, "")]
    [DataRow(65_537, "a.yaml:2:8: error DT4013: not allowed in a binding file: a text of more than 65536 bytes")]
    public void T10_A_scalar_has_at_most_64_kilobytes(int length, string finding)
    {
        Assert.AreEqual(finding, Findings(Id + "title: " + new string('x', length)));
    }

    [TestMethod]
    public void T10_Bytes_count_not_characters()
    {
        Assert.Contains("DT4013", Findings(Id + "title: " + new string('é', 32_769)));
        Assert.AreEqual("", Findings(Id + "title: " + new string('é', 32_768)));
    }

    [TestMethod]
    public void T10_A_file_has_at_most_200000_events()
    {
        Assert.AreEqual("", Findings(Id + "maintainers: [" + Repeat("x,", 199_900) + "x]"));
        Assert.Contains("DT4013: not allowed in a binding file: more than 200000 values and brackets", Findings(Id + "maintainers: [" + Repeat("x,", 200_000) + "x]"));
    }

    [TestMethod]
    public void T10_A_file_has_at_most_a_megabyte()
    {
        string comment = Id + "title: a\n#";

        Assert.AreEqual("", Findings(comment + new string('x', (1 << 20) - comment.Length)));
        Assert.AreEqual("a.yaml:1:1: error DT4013: the file has 1048577 bytes, 1048576 are allowed", Findings(comment + new string('x', (1 << 20) - comment.Length + 1)));
    }

    [TestMethod]
    public void T10_Aliases_stand_for_at_most_ten_thousand_values()
    {
        static string Aliases(int count) => Id + "maintainers: [&a [x, x, x, x, x, x, x, x, x], " + Repeat("*a, ", count) + "]";

        Assert.AreEqual("", Findings(Aliases(1000)));
        Assert.Contains("DT4013: not allowed in a binding file: aliases that stand for more than 10000 values", Findings(Aliases(1001)));
    }

    [TestMethod]
    [DataRow("examples: [&a0 [x, x], &a1 [*a0, *a0, *a0], {0}]", "[")]
    [DataRow("definitions:\n  a0: &a0 { properties: { q: true } }\n  a1: &a1 { allOf: [*a0, *a0, *a0] }\n  x: { allOf: [{0}] }", "{ allOf: [")]
    public void T10_Aliases_that_multiply_end_with_one_finding_at_an_alias(string shape, string open)
    {
        string close = open == "[" ? "]" : "] }";
        string more = string.Join(", ", Enumerable.Range(2, 40).Select(i => $"&a{i} {open}*a{i - 1}, *a{i - 1}, *a{i - 1}{close}"));
        string text = Id + shape.Replace("{0}", more, StringComparison.Ordinal);

        long bytes = AllocatedBytes.Of(() => StringAssert.Matches(Findings(text), new System.Text.RegularExpressions.Regex(@"^a\.yaml:\d+:\d+: error DT4013: [^\n]+$")));

        Assert.IsLessThan(16L << 20, bytes);
    }

    [TestMethod]
    public void T10_An_alias_inside_what_it_stands_for_is_refused()
    {
        Assert.Contains("DT4001: not YAML: no finished value is named 'a'", Findings(Id + "maintainers: &a [*a]"));
    }

    [TestMethod]
    public void Each_use_of_an_alias_is_a_value_of_its_own()
    {
        // What loading adds to one property must not reach the other.
        BindingSet set = Load(Id + "properties:\n  a-ms: &x\n    maximum: 3\n  b: *x\n");

        SchemaValue properties = set.Files.Single().Root.Find("properties")!;
        Assert.AreNotSame(properties.Find("a-ms"), properties.Find("b"));
    }

    [TestMethod]
    public void T10_Short_forms_that_double_at_each_level_are_refused()
    {
        string text = Id;
        for (int i = 0; i < 28; i++)
        {
            text += new string(' ', 4 * i) + "properties:\n" + new string(' ', 4 * i + 2) + "interrupts:\n";
        }

        // Each level stands for two: "interrupts" and "interrupts-extended".
        Assert.Contains("DT4013: not allowed in a binding file: short forms that stand for more than 10000 values", Findings(text + new string(' ', 112) + "type: object\n"));
    }

    [TestMethod]
    [DataRow("title: !!str a", "a.yaml:2:8: error DT4014: not allowed in a binding file: the tag 'tag:yaml.org,2002:str'; bindings have none")]
    [DataRow("title: !own a", "a.yaml:2:8: error DT4014: not allowed in a binding file: the tag '!own'; bindings have none")]
    [DataRow("examples: !own [ a ]", "a.yaml:2:11: error DT4014: not allowed in a binding file: the tag '!own'; bindings have none")]
    [DataRow("properties: !!map { a: true }", "a.yaml:2:13: error DT4014: not allowed in a binding file: the tag 'tag:yaml.org,2002:map'; bindings have none")]
    [DataRow("properties:\n  a: &x { type: object }\n  b: { <<: *x }", "a.yaml:4:8: error DT4014: not allowed in a binding file: a merge key")]
    [DataRow("title: a\n---\ntitle: b", "a.yaml:3:1: error DT4014: not allowed in a binding file: a second document")]
    [DataRow("title: a\n...\n---\n", "a.yaml:4:1: error DT4014: not allowed in a binding file: a second document")]
    public void T10_What_yaml_has_and_bindings_do_not_is_refused(string body, string finding)
    {
        Assert.AreEqual(finding, Findings(Id + body));
        Assert.IsEmpty(Load(Id + body).Files);
    }

    [TestMethod]
    public void Quoted_text_that_looks_like_a_merge_key_and_an_end_of_document_are_fine()
    {
        Assert.AreEqual("", Findings(Id + "properties:\n  '<<': true\n...\n"));
    }

    [TestMethod]
    [DataRow(new byte[] { 0xe9 })]
    [DataRow(new byte[] { 0xc3 })]
    [DataRow(new byte[] { 0xc0, 0x80 })]
    [DataRow(new byte[] { 0xed, 0xa0, 0x80 })]
    public void T10_Bytes_that_are_no_utf_8_are_refused_where_they_stand(byte[] wrong)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(Id + "title: é"), .. wrong, (byte)'\n'];

        Assert.AreEqual("a.yaml:2:10: error DT4001: not YAML: the bytes from here on are not UTF-8", Findings(text));
    }

    [TestMethod]
    public void A_byte_order_mark_is_skipped_and_places_stay_right()
    {
        Assert.AreEqual("", Findings([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes("%YAML 1.2\n---\n" + Id + "title: a\n")]));
        Assert.AreEqual("a.yaml:2:1: error DT4003: 'propertys' is no keyword", Findings([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Id + "propertys: {}")]));
    }

    [TestMethod]
    public void A_tab_is_reported_at_its_line()
    {
        StringAssert.StartsWith(Findings(Id + "title: a\nproperties:\n  a:\n    type: object\n\tb: true\n"), "a.yaml:6:1: error DT4001: not YAML: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("[ wled_kn, -, ]", "['wled_kn', '-']")]
    [DataRow("[-]", "['-']")]
    [DataRow("[ -, a-b, '-', -1 ]", "['-', 'a-b', '-', -1]")]
    [DataRow("[ a, - , - ]", "['a', '-', '-']")]
    [DataRow("[ \"x,-,y\", é, - ]", "['x,-,y', 'é', '-']")]
    public void A_lone_dash_in_a_flow_list_is_text(string list, string values)
    {
        BindingSet set = Load(Id + "definitions:\n  x:\n    enum: " + list + "\n");

        Assert.AreEqual("", string.Join('\n', set.Diagnostics));
        Assert.AreEqual(values, set.Files.Single().Root.Find("definitions")!.Find("x")!.Find("enum")!.ToString());
    }

    [TestMethod]
    public void T10_A_megabyte_of_anything_ends_in_bounded_memory()
    {
        foreach (string piece in (string[])["[", "{", "- ", "? ", "&a ", "*a ", "!a ", "a: ", "'", "\"", "|\n", "-,", "[-,", "\t", "#", "%", "---\n", "...\n", "é", "{a: b}, ", "\ue000", "  - a\n", "a: {", "- - a\n"])
        {
            string text = Id + "title: " + Repeat(piece, ((1 << 20) - 100) / Encoding.UTF8.GetByteCount(piece));
            long bytes = AllocatedBytes.Of(() => Load(text));
            Assert.IsLessThan(256L << 20, bytes, piece);
            Load(Id + Repeat(piece, 30_000));
        }
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Findings(string text) => Findings(Encoding.UTF8.GetBytes(text));

    private static string Findings(byte[] text) => string.Join('\n', BindingSet.FromFiles([("a.yaml", new SourceFile("a.yaml", text))]).Diagnostics);

    private static BindingSet Load(string text) => BindingSet.FromFiles([("a.yaml", new SourceFile("a.yaml", text))]);
}
