using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>Rules are found by tables and remembered answers; what a table leaves out must be what the rule itself would have found fine.</summary>
[TestClass]
public sealed class RuleTableTests
{
    [TestMethod]
    [DataRow("^ab,", "ab,c", true)]
    [DataRow("^ab,", "xab,c", false)]
    [DataRow("ab,", "xab,c", true)]
    [DataRow("^ab|cd", "cd", true)]
    [DataRow("^(ab|cd)", "cd", true)]
    [DataRow("^a(b|c)", "xb", false)]
    [DataRow("^ab?c", "ac", true)]
    [DataRow("^ab*c", "ac", true)]
    [DataRow("^ab{0}c", "ac", true)]
    [DataRow("^ab{,2}c", "ac", true)]
    [DataRow("^ab+c", "abbc", true)]
    [DataRow("^a+b", "aab", true)]
    [DataRow("^a.c", "abc", true)]
    [DataRow("^a\\.c", "a.c", true)]
    [DataRow("^a\\.c", "abc", false)]
    [DataRow("^a\\dc", "a1c", true)]
    [DataRow("^ab(?#()|cd", "cd", true)]
    [DataRow("^[a|b]c|d", "d", true)]
    [DataRow("^[]|]c|d", "d", true)]
    [DataRow("^ab$|^d", "d", true)]
    [DataRow("^a[\\\\]|b", "b", true)]
    [DataRow("^a[\\](]|b", "b", true)]
    [DataRow("^a[^\\]]|b", "b", true)]
    [DataRow("^a[[(]|b", "b", true)]
    [DataRow("^a[]{,]b", "a0b", false)]
    [DataRow("^a[]{,]b", "a,b", true)]
    [DataRow("^a\\.?c", "ac", true)]
    [DataRow("^a\\+c", "a+c", true)]
    [DataRow("^a\\++c", "a++c", true)]
    [DataRow("^a\\??c", "c", false)]
    [DataRow("^ab{2}c", "abbc", true)]
    [DataRow("^a(b|c)?d", "ad", true)]
    [DataRow("^[ab]?c", "c", true)]
    [DataRow("^(a|b)*c", "c", true)]
    [DataRow("^(?!x)ab", "ab", true)]
    [DataRow("^ab+", "ac", false)]
    [DataRow("(?i)^AB", "ab", true)]
    [DataRow("^(?i)AB", "ab", true)]
    public void A_pattern_is_found_where_its_expression_is(string pattern, string name, bool isFound)
    {
        BindingSet set = Load(("a", $"select: true\nproperties: {{ $nodename: true }}\npatternProperties:\n  '{pattern}': true\nadditionalProperties: false\n"));

        Assert.AreEqual(isFound ? "" : "DT3001", Ids(set, name + ";"));
    }

    [TestMethod]
    [DataRow("properties: { x: false }", "x;", true)]
    [DataRow("patternProperties: { '^x': false }", "xy;", true)]
    [DataRow("patternProperties: { '^x': { type: array } }", "xy = <1>;", false)]
    [DataRow("properties: { $nodename: true, x: true }\nadditionalProperties: { type: array }", "x; y;", true)]
    [DataRow("properties: { $nodename: true, y: true }\nadditionalProperties: { type: array }", "x = <1>; y;", false)]
    [DataRow("dependentRequired: { x: [ y, z ] }", "x; y;", true)]
    [DataRow("dependentRequired: { x: [ y, z ] }", "x; y; z;", false)]
    [DataRow("dependentRequired: { x: [ y, z ] }", "y;", false)]
    [DataRow("dependentSchemas: { x: { required: [ y ] } }", "x;", true)]
    [DataRow("required: [ x ]", "y;", true)]
    [DataRow("allOf: [ { required: [ x ] } ]", "y;", true)]
    [DataRow("if: { required: [ x ] }\nthen: { required: [ y ] }", "x;", true)]
    [DataRow("if: { required: [ x ] }\nthen: { required: [ y ] }", "z;", false)]
    [DataRow("minProperties: 3", "x;", true)]
    [DataRow("propertyNames: { pattern: '^[x$]' }", "x; y;", true)]
    [DataRow("properties: { $nodename: true, x: true }\nunevaluatedProperties: false", "x; y;", true)]
    public void A_rule_for_every_node_is_broken_by_each_of_its_keywords(string rule, string members, bool isBroken)
    {
        Assert.AreEqual(isBroken, Ids(Load(("a", "select: true\n" + rule + "\n")), members).Length > 0);
    }

    [TestMethod]
    public void A_binding_is_chosen_by_what_its_select_looks_at_in_each_node_anew()
    {
        BindingSet set = Load(
            ("a", "properties:\n  $nodename: { pattern: '^n@' }\n  x: false\n"),
            ("b", "select: { required: [ compatible ], properties: { compatible: { contains: { pattern: '^v,' } } } }\nproperties: { y: false }\n"),
            ("c", "select: { required: [ z ] }\nproperties: { y: false }\n"));
        string tree = "n@1 { x; y; }; n@2 { y; compatible = \"v,1\"; }; m@1 { x; y; }; n@3 { x; }; m@2 { compatible = \"v,1\"; }; m@3 { y; z; }; m@4 { z; }; m@5 { compatible = \"w,1\"; y; };";

        string[] nodes = [.. BindingValidator.Validate(Trial.Tree("/dts-v1/; / { " + tree + " };"), set).Verdicts.Select(each => each.NodePath + " " + each.Schema[^7..])];

        CollectionAssert.AreEqual((string[])["/n@1 a.yaml#", "/n@2 b.yaml#", "/n@3 a.yaml#", "/m@3 c.yaml#"], nodes);
    }

    [TestMethod]
    public void A_member_that_is_no_schema_is_refused_and_the_rest_of_its_file_stays()
    {
        BindingSet set = BindingSet.FromFiles([("a.yaml", new SourceFile("a.yaml", "$id: http://devicetree.org/schemas/a.yaml#\nselect: true\nproperties:\n  w:\n    - description: no schema\n  x: false\n"))]);

        Assert.AreEqual("a.yaml:5:5: error DT4007: [{description: 'no schema'}] stands where a schema is required", string.Join('\n', set.Diagnostics));
        Assert.AreEqual("DT3001", Ids(set, "w = <1>; x;"));
    }

    private static string Ids(BindingSet set, string members) =>
        string.Join(' ', BindingValidator.Validate(Trial.Tree("/dts-v1/; / { " + members + " };"), set).Diagnostics.Select(each => each.Id));

    private static BindingSet Load(params (string Name, string Rule)[] files)
    {
        BindingSet set = BindingSet.FromFiles(files.Select(file => (file.Name + ".yaml", new SourceFile(file.Name + ".yaml", $"$id: http://devicetree.org/schemas/{file.Name}.yaml#\n{file.Rule}"))));
        Assert.AreEqual("", string.Join('\n', set.Diagnostics));
        return set;
    }
}
