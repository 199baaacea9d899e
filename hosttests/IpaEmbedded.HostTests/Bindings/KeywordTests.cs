using IpaEmbedded.Bindings;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings;

[TestClass]
public sealed class KeywordTests
{
    private const string Cells = "\n  $ref: /schemas/types.yaml#/definitions/";

    [TestMethod]
    [DataRow("va:" + Cells + "uint32\n  const: 3", "va = <3>;", "va = <4>;", "DT3004 /device@0: 'va' is 4, the binding requires 3")]
    [DataRow("va:" + Cells + "uint32\n  enum: [ 1, 2 ]", "va = <2>;", "va = <3>;", "DT3004 /device@0: 'va' is 3, the binding allows 1, 2")]
    [DataRow("va:" + Cells + "uint32\n  minimum: 4", "va = <4>;", "va = <3>;", "DT3005 /device@0: 'va' is 3, the binding allows 4 or more")]
    [DataRow("va:" + Cells + "uint32\n  maximum: 4", "va = <4>;", "va = <16>;", "DT3005 /device@0: 'va' is 16, the binding allows 4 or less")]
    [DataRow("va:" + Cells + "uint32-array\n  items:\n    multipleOf: 8", "va = <8 16>;", "va = <8 17>;", "DT3005 /device@0: cell 2 of 'va' is 17, the binding requires a multiple of 8")]
    [DataRow("va:" + Cells + "uint32-array\n  maxItems: 2", "va = <1 2>;", "va = <1 2 3>;", "DT3003 /device@0: 'va' has 3 numbers, the binding requires 2")]
    [DataRow("va:" + Cells + "uint32-array\n  minItems: 2\n  maxItems: 3", "va = <1 2>;", "va = <1>;", "DT3003 /device@0: 'va' has 1 number, the binding requires at least 2")]
    [DataRow("va:" + Cells + "uint32-array\n  minItems: 2\n  maxItems: 3", "va = <1>, <2>, <3>;", "va = <1 2 3 4>;", "DT3003 /device@0: 'va' has 4 numbers, the binding allows at most 3")]
    [DataRow("va:" + Cells + "uint32-matrix\n  items:\n    items:\n      - description: x\n      - description: y", "va = <1 2>, <3 4>;", "va = <1 2 3>;", "DT3003 /device@0: entry 2 of 'va' has 1 cell, the binding requires 2")]
    [DataRow("va:" + Cells + "string\n  const: yes", "va = \"yes\";", "va = \"no\";", "DT3004 /device@0: 'va' is \"no\", the binding requires \"yes\"")]
    [DataRow("va:" + Cells + "string\n  pattern: '^x+$'", "va = \"xx\";", "va = \"xy\";", "DT3006 /device@0: 'va' is \"xy\", the binding requires a match of ^x+$")]
    [DataRow("va:" + Cells + "string\n  pattern: '^x\\_[a\\_]$'", "va = \"x_a\";", "va = \"xa\";", "DT3006 /device@0: 'va' is \"xa\", the binding requires a match of ^x\\_[a\\_]$")]
    [DataRow("va:" + Cells + "string-array\n  minItems: 1\n  maxItems: 2", "va = \"x\", \"y\";", "va = \"x\", \"y\", \"z\";", "DT3003 /device@0: 'va' has 3 strings, the binding allows at most 2")]
    [DataRow("va:" + Cells + "string-array\n  items:\n    - const: x\n    - const: y", "va = \"x\", \"y\";", "va = \"y\", \"y\";", "DT3007 /device@0: 'va' is \"y\", \"y\", its type string-array takes strings, each of them once|DT3004 /device@0: entry 1 of 'va' is \"y\", the binding requires \"x\"")]
    [DataRow("va:" + Cells + "string-array\n  contains:\n    const: x", "va = \"y\", \"x\";", "va = \"y\";", "DT3011 /device@0: 'va' is \"y\" and has nothing that the binding requires, \"x\"")]
    [DataRow("va:" + Cells + "uint32-array\n  uniqueItems: true\n  items:\n    maximum: 9", "va = <1 2>;", "va = <2 2>;", "DT3010 /device@0: 'va' has the same value twice")]
    [DataRow("va:\n  type: boolean", "va;", "va = <1>;", "DT3007 /device@0: 'va' is true by being there and takes no value")]
    [DataRow("va:" + Cells + "uint8-array\n  maxItems: 2", "va = [01 02];", "va = [01 02 03];", "DT3003 /device@0: 'va' has 3 numbers, the binding requires 2")]
    [DataRow("va:" + Cells + "uint64", "va = <1 2>;", "va = <1>;", "DT3024 /device@0: 'va' has 4 bytes, its type uint64 takes a multiple of 8")]
    [DataRow("va:" + Cells + "uint32", "va = <1>;", "va = <1 2>;", "DT3007 /device@0: 'va' is <1 2>, its type uint32 takes one 32-bit number")]
    [DataRow("va:" + Cells + "int32\n  minimum: -5", "va = <(-5)>;", "va = <(-6)>;", "DT3005 /device@0: 'va' is -6, the binding allows -5 or more")]
    [DataRow("va: true", "va = <1>;", "vb = <1>;", "DT3001 /device@0: property 'vb' is not in the binding")]
    [DataRow("child:\n  type: object", "child { };", "kid { };", "DT3001 /device@0/kid: the binding of /device@0 has no child node 'kid'")]
    [DataRow("child:\n  type: object", "child { };", "child = <1>;", "DT3007 /device@0: 'child' is a property, the binding describes a node")]
    [DataRow("a-milliwatt:\n  maximum: 5", "a-milliwatt = <5>;", "a-milliwatt = <6>;", "DT3005 /device@0: 'a-milliwatt' is 6, the binding allows 5 or less")]
    public void A_keyword_accepts_one_value_and_refuses_one_that_differs_by_a_token(string schema, string good, string bad, string finding)
    {
        Assert.AreEqual("", string.Join("|", Trial.Property(schema, good)));
        Assert.AreEqual(finding, string.Join("|", Trial.Property(schema, bad)));
    }

    [TestMethod]
    [DataRow("required: [ va ]", "va;", "", "DT3002 /device@0: required property 'va' is missing")]
    [DataRow("dependencies:\n  va: [ vb ]", "va; vb;", "va;", "DT3012 /device@0: 'va' needs 'vb', which is missing")]
    [DataRow("dependencies:\n  va:\n    required: [ vb ]", "vb;", "va;", "DT3002 /device@0: required property 'vb' is missing")]
    [DataRow("not:\n  required: [ va ]", "", "va;", "DT3013 /device@0: 'va' is not allowed here")]
    [DataRow("not:\n  required: [ va, vb ]", "va;", "va; vb;", "DT3013 /device@0: 'va' and 'vb' exclude each other")]
    [DataRow("if:\n  required: [ va ]\nthen:\n  required: [ vb ]", "va; vb;", "va;", "DT3002 /device@0: required property 'vb' is missing")]
    [DataRow("if:\n  required: [ va ]\nthen: true\nelse:\n  properties:\n    vb: false", "va; vb;", "vb;", "DT3001 /device@0: 'vb' is not allowed here")]
    [DataRow("allOf:\n  - required: [ va ]\n  - required: [ vb ]", "va; vb;", "vb;", "DT3002 /device@0: required property 'va' is missing")]
    [DataRow("anyOf:\n  - required: [ va ]\n  - required: [ vb ]", "va; vb;", "", "DT3002 /device@0: one of the properties 'va' or 'vb' is required")]
    [DataRow("oneOf:\n  - required: [ va ]\n  - required: [ vb ]", "vb;", "va; vb;", "DT3009 /device@0: 'va' and 'vb' exclude each other")]
    [DataRow("minProperties: 5", "va; vb;", "va;", "DT3008 /device@0: the node does not satisfy 'minProperties: 5'")]
    public void A_keyword_of_the_node_accepts_one_tree_and_refuses_one_that_lacks_or_adds_a_property(string keyword, string good, string bad, string finding)
    {
        string body = "properties:\n  compatible:\n    const: vendor,device\n  va:\n    type: boolean\n  vb:\n    type: boolean\nadditionalProperties: true\n" + keyword + "\n";

        Assert.AreEqual("", string.Join("|", Trial.Findings(Trial.Device(good), Trial.WithDevice(body))));
        Assert.AreEqual(finding, string.Join("|", Trial.Findings(Trial.Device(bad), Trial.WithDevice(body))));
    }

    [TestMethod]
    public void A_pattern_describes_every_property_in_whose_name_it_is_found()
    {
        const string Body = "properties:\n  compatible:\n    const: vendor,device\n  reg: true\npatternProperties:\n  '-level$':\n    $ref: /schemas/types.yaml#/definitions/uint32\n    maximum: 3\nadditionalProperties: false\n";

        Assert.AreEqual("", string.Join("|", Trial.Findings(Trial.Device("va-level = <3>; vb-level = <2>;"), Trial.WithDevice(Body))));
        Assert.AreEqual(
            "DT3005 /device@0: 'vb-level' is 4, the binding allows 3 or less|DT3001 /device@0: property 'vb-levels' is not in the binding",
            string.Join("|", Trial.Findings(Trial.Device("va-level = <3>; vb-level = <4>; vb-levels = <4>;"), Trial.WithDevice(Body))));
    }

    [TestMethod]
    public void An_unevaluated_property_is_one_that_no_referenced_schema_describes()
    {
        const string Body = "properties:\n  compatible:\n    const: vendor,device\n  reg: true\ndefinitions:\n  base:\n    properties:\n      va:\n        $ref: /schemas/types.yaml#/definitions/uint32\n        maximum: 3\nallOf:\n  - $ref: '#/definitions/base'\nunevaluatedProperties: false\n";

        Assert.AreEqual("", string.Join("|", Trial.Findings(Trial.Device("va = <3>;"), Trial.WithDevice(Body))));
        Assert.AreEqual("DT3001 /device@0: property 'vc' is not in the binding", string.Join("|", Trial.Findings(Trial.Device("va = <3>; vc;"), Trial.WithDevice(Body))));
    }

    /// <summary>Of the node itself as of one below it.</summary>
    [TestMethod]
    public void A_described_property_with_a_wrong_value_is_not_also_told_to_be_unknown()
    {
        const string Node = "properties:\n  va:\n    $ref: /schemas/types.yaml#/definitions/uint32\n    maximum: 3\nunevaluatedProperties: false\n";
        string own = Node.Replace("properties:\n  va", "properties:\n  compatible:\n    const: vendor,device\n  reg: true\n  va", StringComparison.Ordinal);
        string below = "properties:\n  compatible:\n    const: vendor,device\n  child:\n    type: object\n    " + Node.TrimEnd('\n').Replace("\n", "\n    ", StringComparison.Ordinal) + "\n";

        Assert.AreEqual("DT3005 /device@0: 'va' is 4, the binding allows 3 or less|DT3001 /device@0: property 'vb' is not in the binding", string.Join("|", Trial.Findings(Trial.Device("va = <4>; vb;"), Trial.WithDevice(own))));
        Assert.AreEqual("DT3005 /device@0/child: 'va' is 4, the binding allows 3 or less|DT3001 /device@0/child: property 'vb' is not in the binding", string.Join("|", Trial.Findings(Trial.Device("child { va = <4>; vb; };"), Trial.WithDevice(below))));
    }

    [TestMethod]
    public void A_binding_is_chosen_by_compatible_by_name_or_by_its_own_select()
    {
        const string ByName = "properties:\n  $nodename:\n    pattern: '^device@'\n  va: false\nadditionalProperties: true\n";
        const string BySelect = "select:\n  required: [ va ]\nproperties:\n  vb: false\nadditionalProperties: true\n";
        const string ByCompatible = "properties:\n  compatible:\n    enum: [ vendor, 'vendor,device' ]\n  va: false\nadditionalProperties: true\n";

        Assert.AreEqual("DT3001 /device@0: 'va' is not allowed here", string.Join("|", Trial.Findings(Trial.Device("va;"), Trial.WithDevice(ByName))));
        Assert.AreEqual("DT3001 /device@0: 'va' is not allowed here", string.Join("|", Trial.Findings(Trial.Device("va;"), Trial.WithDevice(ByCompatible))));
        Assert.AreEqual("DT3001 /device@0: 'vb' is not allowed here", string.Join("|", Trial.Findings(Trial.Device("va; vb;"), Trial.WithDevice(BySelect))));
        Assert.AreEqual("", string.Join("|", Trial.Findings(Trial.Device("vb;"), Trial.WithDevice(BySelect))));
    }

    [TestMethod]
    public void What_a_disabled_node_lacks_is_no_finding_and_what_it_has_is_judged()
    {
        const string Body = "properties:\n  compatible:\n    const: vendor,device\n  reg: true\nrequired: [ va ]\nadditionalProperties: false\n";

        Assert.AreEqual(
            "DT3001 /device@0: property 'vb' is not in the binding",
            string.Join("|", Trial.Findings(Trial.Device("status = \"disabled\"; vb;"), Trial.WithDevice(Body))));
    }

    [TestMethod]
    public void Only_rules_that_are_chosen_by_compatible_or_name_count_as_a_nodes_binding()
    {
        // The rule for users of GPIOs is chosen for every node that is no hog, and the root's by a name that every tree has.
        BindingSet core = BindingSet.Load(RepositoryRoot.PathOf("bindings/schemas/core"));
        var report = Trial.Validate(Trial.Tree("/dts-v1/;\n/ {\ncompatible = \"nobody,board\";\nx { compatible = \"nobody,knows\"; };\n};\n"), core);

        Assert.AreEqual("0 nodes checked against 0 bindings, 2 nodes had no binding", report.Summary());
        Assert.AreEqual("/ /x", string.Join(' ', report.UnmatchedNodes));
    }

    [TestMethod]
    public void A_node_without_binding_is_counted_and_no_finding()
    {
        var report = Trial.Validate(Trial.Device("other { compatible = \"vendor,unknown\"; };"), Trial.WithDevice("properties:\n  compatible:\n    const: vendor,device\nadditionalProperties: true\n"));

        Assert.AreEqual(0, report.Diagnostics.Count);
        Assert.AreEqual("1 node checked against 1 binding, 1 node had no binding", report.Summary());
        Assert.AreEqual("/device@0/other", string.Join("|", report.UnmatchedNodes));
    }
}
