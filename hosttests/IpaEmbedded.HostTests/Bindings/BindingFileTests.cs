using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

[TestClass]
public sealed class BindingFileTests
{
    private const string Id = "$id: http://devicetree.org/schemas/a.yaml#\n";

    [TestMethod]
    [DataRow("properties: [", "a.yaml:2:14: error DT4001: not YAML: While parsing a node, did not find expected node content")]
    [DataRow("title: a\ntitle: b", "a.yaml:3:1: error DT4002: 'title' is given twice\na.yaml:2:1: note: first given here")]
    [DataRow("propertys: {}", "a.yaml:2:1: error DT4003: 'propertys' is no keyword")]
    [DataRow("properties:\n  x:\n    maxitems: 1", "a.yaml:4:5: error DT4003: 'maxitems' is no keyword")]
    [DataRow("properties:\n  x:\n    $ref: b.yaml#", "a.yaml:4:11: error DT4004: no loaded binding has what 'b.yaml#' refers to")]
    [DataRow("properties:\n  x:\n    $ref: '#/definitions/none'", "a.yaml:4:11: error DT4004: no loaded binding has what '#/definitions/none' refers to")]
    [DataRow("properties:\n  x: 3", "a.yaml:3:6: error DT4007: 3 stands where a schema is required")]
    [DataRow("patternProperties:", "a.yaml:2:19: error DT4007: 'patternProperties' is null, a map is required")]
    [DataRow("required: x", "a.yaml:2:11: error DT4007: 'required' is 'x', a list is required")]
    [DataRow("properties:\n  x:\n    $ref: 'http://devicetree.org/schemas/b.yaml/#'", "a.yaml:4:11: error DT4004: no loaded binding has what 'http://devicetree.org/schemas/b.yaml/#' refers to")]
    [DataRow("properties:\n  x:\n    $ref: a.yaml/#", "")]
    [DataRow("properties: {}\npatternProperties: x", "a.yaml:3:20: error DT4007: 'patternProperties' is 'x', a map is required")]
    [DataRow("patternProperties:\n  '(': true", "a.yaml:3:3: error DT4008: '(' is no regular expression")]
    public void A_mistake_in_a_binding_is_reported_at_its_place(string body, string finding)
    {
        BindingSet set = Load(("a.yaml", Id + body));

        Assert.AreEqual(finding, string.Join("\n", set.Diagnostics));
    }

    [TestMethod]
    public void Of_bindings_that_yield_all_count_for_a_compatible_that_no_other_lists()
    {
        static (string, SourceFile) File(string name, string compatible, string required) => (name + ".yaml", new SourceFile(
            name + ".yaml", $"$id: http://devicetree.org/schemas/{name}.yaml#\nproperties:\n  compatible:\n    const: {compatible}\nrequired: [ {required} ]\n"));
        BindingSet set = BindingSet.FromFiles([File("own", "v,own", "va")], [File("a", "v,other", "va"), File("b", "v,other", "vb"), File("c", "v,own", "vc")]);

        string[] found = Trial.Findings(Trial.Tree("/dts-v1/; / { own { compatible = \"v,own\"; }; other { compatible = \"v,other\"; }; };"), set);

        Assert.AreEqual("DT3002 /own: required property 'va' is missing|DT3002 /other: required properties 'va' and 'vb' are missing", string.Join('|', found));
    }

    [TestMethod]
    public void A_file_without_id_takes_the_one_of_its_path()
    {
        BindingSet set = Load(("dir/a.yaml", "properties: {}"));

        Assert.AreEqual("dir/a.yaml:1:1: error DT4005: the file has no '$id'; it is http://devicetree.org/schemas/dir/a.yaml#", string.Join("\n", set.Diagnostics));
        Assert.IsNotNull(set.FindById("http://devicetree.org/schemas/dir/a.yaml"));
    }

    [TestMethod]
    public void The_first_file_with_an_id_wins()
    {
        BindingSet set = Load(("a.yaml", Id + "title: one"), ("b.yaml", Id + "title: two"));

        Assert.AreEqual("b.yaml:1:6: error DT4006: another file already has the $id http://devicetree.org/schemas/a.yaml#\na.yaml:1:1: note: the other file", string.Join("\n", set.Diagnostics));
        Assert.AreEqual("one", set.Files.Single().Title);
    }

    [TestMethod]
    public void A_missing_directory_is_a_finding()
    {
        Assert.AreEqual("no/such/place: error DT4009: there is no such directory of bindings", string.Join("\n", BindingSet.Load("no/such/place").Diagnostics));
    }

    [TestMethod]
    public void References_in_a_circle_end_with_a_finding()
    {
        BindingSet set = Load(("a.yaml", Id + "select: true\nallOf:\n  - $ref: '#'\n"));
        var tree = Trial.Tree("/dts-v1/; / { };");

        Assert.AreEqual("DT4010", BindingValidator.Validate(tree, set).Diagnostics.Single().Id);
    }

    [TestMethod]
    public void Scalars_are_those_of_yaml_1_2()
    {
        BindingSet set = Load(("a.yaml", Id + "definitions:\n  x:\n    enum: [ yes, 010, 0x10, -3, 1.5, 'true', true, ~ ]\n"));

        SchemaValue values = set.Files.Single().Root.Find("definitions")!.Find("x")!.Find("enum")!;
        Assert.AreEqual("['yes', 10, 16, -3, 1.5, 'true', true, null]", values.ToString());
    }

    private static BindingSet Load(params (string Path, string Text)[] files) =>
        BindingSet.FromFiles(files.Select(file => (file.Path, new SourceFile(file.Path, file.Text))));
}
