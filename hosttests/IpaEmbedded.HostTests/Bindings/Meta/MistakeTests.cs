using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings.Meta;

/// <summary>What people get wrong in binding files, each named at its line with what to do.</summary>
[TestClass]
public sealed class MistakeTests
{
    private const string Path = "misc/acme,lamp.yaml";

    private const string Good = """
        %YAML 1.2
        ---
        $id: http://devicetree.org/schemas/misc/acme,lamp.yaml#
        $schema: http://devicetree.org/meta-schemas/core.yaml#
        title: A lamp of Acme's
        maintainers:
          - Jane Doe <jane@example.org>
        properties:
          compatible:
            const: acme,lamp
          reg:
            maxItems: 1
          clocks:
            maxItems: 1
          acme,level:
            $ref: /schemas/types.yaml#/definitions/uint32
            description: How bright it is.
            minimum: 1
        required:
          - compatible
          - reg
        additionalProperties: false

        """;

    [TestMethod]
    public void A_good_binding_has_no_findings()
    {
        Assert.AreEqual("", string.Join('\n', Check(Good)));
    }

    [TestMethod]
    [DataRow("no end", "additionalProperties: false\n", "", "3:1: error DT4021: say what else a node may have, with one of 'additionalProperties: false' and, beside references to other bindings, 'unevaluatedProperties: false'")]
    [DataRow("two ends", "additionalProperties: false\n", "additionalProperties: false\nunevaluatedProperties: false\n", "3:1: error DT4021: say what else a node may have, with one of 'additionalProperties: false' and, beside references to other bindings, 'unevaluatedProperties: false'")]
    [DataRow("vendor's property without type", "    $ref: /schemas/types.yaml#/definitions/uint32\n", "", "15:3: error DT4021: 'acme,level': a vendor's property needs a 'description' and its type: a '$ref' such as '/schemas/types.yaml#/definitions/uint32', 'type: boolean' if it has no value, or the 'enum' or 'const' of its strings")]
    [DataRow("vendor's property without meaning", "    description: How bright it is.\n", "", "15:3: error DT4021: 'acme,level': a vendor's property needs a 'description' and its type: a '$ref' such as '/schemas/types.yaml#/definitions/uint32', 'type: boolean' if it has no value, or the 'enum' or 'const' of its strings")]
    [DataRow("another file's $id", "acme,lamp.yaml#", "acme,lantern.yaml#", "3:6: warning DT4024: '$id' names misc/acme,lantern.yaml, and the file is misc/acme,lamp.yaml; write '$id: http://devicetree.org/schemas/misc/acme,lamp.yaml#' or move the file")]
    [DataRow("no # behind the $id", "acme,lamp.yaml#", "acme,lamp.yaml", "3:6: error DT4005: '$id' is 'http://devicetree.org/schemas/misc/acme,lamp.yaml'; write the file's address, 'http://devicetree.org/schemas/' and its path below the bindings, with '#' behind '.yaml'")]
    [DataRow("no $id", "$id: http://devicetree.org/schemas/misc/acme,lamp.yaml#\n", "", "3:1: error DT4005: the file has no '$id'; write its address, such as '$id: http://devicetree.org/schemas/misc/vendor,device.yaml#'")]
    [DataRow("no $schema", "$schema: http://devicetree.org/meta-schemas/core.yaml#\n", "", "3:1: error DT4020: the file has no '$schema'; write '$schema: http://devicetree.org/meta-schemas/core.yaml#'")]
    [DataRow("items and maxItems", "  clocks:\n    maxItems: 1\n", "  clocks:\n    maxItems: 2\n    items:\n      - description: core\n      - description: bus\n", "14:5: error DT4021: 'clocks': leave out 'maxItems'; the list of items says how many there are")]
    [DataRow("minItems as long as items", "  clocks:\n    maxItems: 1\n", "  clocks:\n    minItems: 2\n    items:\n      - description: core\n      - description: bus\n", "13:3: error DT4021: 'clocks': leave out 'minItems', or make it less than the number of items in the list")]
    [DataRow("a tab", "  clocks:\n    maxItems: 1\n", "  clocks:\n\tmaxItems: 1\n", "14:1: error DT4001: not YAML: While scanning a mapping, found invalid tab as indentation")]
    [DataRow("a misspelt keyword", "  clocks:\n    maxItems: 1\n", "  clocks:\n    maxItem: 1\n", "14:5: error DT4003: 'maxItem' is no keyword; did you mean maxItems?")]
    [DataRow("if without then", "additionalProperties: false\n", "if:\n  required: [ reg ]\nadditionalProperties: false\n", "22:1: error DT4020: 'if' needs 'then', which is missing")]
    [DataRow("a reference to nothing", "additionalProperties: false\n", "allOf:\n  - $ref: /schemas/pci/pci-buss.yaml#\nadditionalProperties: false\n", "23:11: error DT4004: there is nothing at '/schemas/pci/pci-buss.yaml#'; did you mean pci-bus.yaml?")]
    [DataRow("a reference to no part", "definitions/uint32\n", "definitions/uint33\n", "16:11: error DT4004: there is nothing at '/schemas/types.yaml#/definitions/uint33'")]
    [DataRow("names without what they name", "  clocks:\n    maxItems: 1\n", "  clock-names:\n    items:\n      - const: core\n", "13:3: error DT4020: 'clock-names' needs 'clocks', which is missing")]
    [DataRow("a # without quotes", "  reg:\n    maxItems: 1\n", "  #clock-cells:\n    const: 1\n  reg:\n    maxItems: 1\n", "11:3: error DT4025: '#clock-cells:' is a comment; put the name in quotes: \"#clock-cells\":")]
    [DataRow("no maintainers", "maintainers:\n  - Jane Doe <jane@example.org>\n", "", "3:1: error DT4020: the file has no 'maintainers'; list who answers for it, each as '- Name <name@example.org>'")]
    [DataRow("a maintainer without address", "<jane@example.org>", "", "7:5: error DT4023: entry 1 of 'maintainers' is 'Jane Doe'; write a maintainer as 'Name <name@example.org>'")]
    [DataRow("a colon in a text", "How bright it is.", "Bright: how much", "17:24: error DT4001: not YAML: a text without quotes goes no further than ': '; put it in quotes, or below '|'")]
    [DataRow("type: bool", "    $ref: /schemas/types.yaml#/definitions/uint32\n    description: How bright it is.\n    minimum: 1\n", "    type: bool\n    description: Whether it is on.\n", "16:11: error DT4023: 'type' is 'bool'; write 'type: boolean' for a property without value or 'type: object' for a node; all other types come by '$ref'")]
    [DataRow("a keyword in the wrong place", "  clocks:\n    maxItems: 1\n", "  clocks:\n    maxItems: 1\n  minItems: 1\n", "15:3: error DT4021: 'minItems' is not allowed here; this is a keyword, so it belongs one level up or down, not among the names of properties")]
    [DataRow("a name as a pattern", "additionalProperties: false\n", "patternProperties:\n  '^label$': true\nadditionalProperties: false\n", "23:3: error DT4021: '^label$' is not allowed here; a pattern that fits one name only is a property; write the name below 'properties'")]
    [DataRow("cells without number", "  reg:\n    maxItems: 1\n", "  reg:\n    description: registers\n    minItems: 1\n    maxItems: 1\n", "11:3: error DT4021: say how many entries 'reg' has: 'maxItems: 1' alone for one; for more 'items' with what each of them is, or 'minItems' and 'maxItems'")]
    [DataRow("a value of the wrong kind", "    maxItems: 1\n  clocks", "    maxItems: one\n  clocks", "12:15: error DT4007: 'maxItems' is 'one', a number is required")]
    public void Each_mistake_is_named_at_its_line(string mistake, string right, string wrong, string expected)
    {
        string text = Good.Replace(right, wrong, StringComparison.Ordinal);
        Assert.AreNotEqual(Good, text, mistake);

        Assert.AreEqual(Path + ":" + expected, string.Join('\n', Check(text).Where(each => !expected.Contains("YAML", StringComparison.Ordinal) || each.Id == "DT4001")));
    }

    [TestMethod]
    [DataRow("", "level", "", "")]
    [DataRow("", "levl", "", "25:9: warning DT4026: the condition asks about 'acme,levl', which the node does not have; did you mean acme,level?")]
    [DataRow("", "level", "      required: [ 'acme,level' ]\n", "")]
    [DataRow("  - acme,level\n", "level", "", "")]
    public void A_condition_asks_about_what_the_node_has_and_always_has(string required, string name, string inCondition, string expected)
    {
        string text = Good.Replace("  - reg\n", "  - reg\n" + required, StringComparison.Ordinal)
            .Replace("additionalProperties", $"allOf:\n  - if:\n      properties:\n        acme,{name}:\n          const: 3\n{inCondition}    then:\n      required: [ clocks ]\nadditionalProperties", StringComparison.Ordinal);
        if (required.Length + inCondition.Length + expected.Length == 0)
        {
            expected = "25:9: warning DT4027: the condition also holds where 'acme,level' is missing; list 'acme,level' below 'required' in the 'if' too";
        }

        Assert.AreEqual(expected.Length == 0 ? "" : Path + ":" + expected, string.Join('\n', Check(text)));
    }

    /// <summary>It is no comment there.</summary>
    [TestMethod]
    [DataRow("    description: |\n      It needs\n        #address-cells:\n          1, since it has one.\n")]
    [DataRow("    description: >-\n      #size-cells:\n        none.\n")]
    [DataRow("    description:\n      \"It needs\n      #address-cells:\n        1.\"\n")]
    public void A_line_of_a_text_that_looks_like_a_name_without_quotes_is_fine(string description)
    {
        Assert.AreEqual("", string.Join('\n', Check(Good.Replace("    description: How bright it is.\n", description, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void What_a_condition_requires_its_then_may_ask_about()
    {
        string text = Good.Replace("additionalProperties", "allOf:\n  - if:\n      required: [ 'acme,level' ]\n    then:\n      if:\n        properties:\n          acme,level:\n            const: 3\n      then:\n        required: [ clocks ]\nadditionalProperties", StringComparison.Ordinal);

        Assert.AreEqual("", string.Join('\n', Check(text)));
        Assert.Contains("DT4027", string.Join('\n', Check(text.Replace("required: [ 'acme,level' ]", "required: [ clocks ]", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("acme,level", "")]
    [DataRow("clocks", "DT4027")]
    public void What_an_alternative_requires_its_condition_may_ask_about(string required, string expected)
    {
        string alternatives = $"anyOf:\n  - required: [ '{required}' ]\n    if:\n      properties:\n        acme,level:\n          const: 3\n    then:\n      required: [ clocks ]\n  - required: [ clocks ]\n";

        DiagnosticBag found = Check(Good.Replace("additionalProperties", alternatives + "additionalProperties", StringComparison.Ordinal));

        Assert.AreEqual(expected, string.Join('\n', found.Where(each => each.Id is "DT4001" or "DT4027").Select(each => each.Id)));
    }

    /// <summary>The node of the binding always has a compatible, by which it was chosen; a node inside need not.</summary>
    [TestMethod]
    [DataRow("allOf:\n  - $ref: '#/$defs/level'\n", true)]
    [DataRow("allOf:\n  - $ref: '#/$defs/outer'\n", true)]
    [DataRow("patternProperties:\n  '^bulb@[0-9]$':\n    type: object\n    $ref: '#/$defs/level'\n    unevaluatedProperties: false\n    properties:\n      compatible:\n        const: acme,lamp\n", false)]
    [DataRow("", false)]
    public void A_condition_below_defs_is_about_the_node_that_refers_to_it(string reference, bool isFine)
    {
        const string Defs = "$defs:\n  level:\n    if:\n      properties:\n        compatible:\n          contains:\n            const: acme,lamp\n    then:\n      required: [ clocks ]\n  outer:\n    allOf:\n      - $ref: '#/$defs/level'\n";

        string found = string.Join('\n', Check(Good.Replace("required:\n", Defs + "required:\n", StringComparison.Ordinal).Replace("additionalProperties", reference + "additionalProperties", StringComparison.Ordinal)).Where(each => each.Id is "DT4026" or "DT4027"));

        Assert.AreEqual(isFine ? "" : Path + ":23:9: warning DT4027: the condition also holds where 'compatible' is missing; list 'compatible' below 'required' in the 'if' too", found);
    }

    [TestMethod]
    public void Our_own_bindings_are_good_by_our_meta_schemas()
    {
        string root = RepositoryRoot.PathOf("bindings/schemas");
        var library = new BindingLibrary(root, root + "/core");
        var metaSchemas = MetaSchemaSet.Ours();
        string[] found = [.. BindingTexts.Read(root, []).SelectMany(file => BindingCheck.Check(file, metaSchemas, _ => library).Diagnostics).Select(each => each.ToString())];

        Assert.AreEqual("", string.Join('\n', metaSchemas.Diagnostics));
        Assert.AreEqual("", string.Join('\n', found));
    }

    private static DiagnosticBag Check(string text)
    {
        var library = new BindingLibrary(RepositoryRoot.PathOf("bindings/schemas"), RepositoryRoot.PathOf("bindings/schemas/core"));
        return BindingCheck.Check(new SourceFile(Path, text), MetaSchemaSet.Ours(), _ => library, Path).Diagnostics;
    }
}
