using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>What a finding says besides that something is wrong: what is allowed, what it is for, why the rule applies, and where a value comes from.</summary>
[TestClass]
public sealed class FindingHelpTests
{
    private const string Head = "properties:\n  compatible:\n    const: vendor,device\n  reg:\n    maxItems: 1\n";

    [TestMethod]
    public void A_name_that_is_not_allowed_comes_with_what_may_be_meant_and_what_else_is_allowed()
    {
        const string Body = Head + "  level:\n    description: How high it is.\n  port:\n    type: object\npatternProperties:\n  '^led@[0-9]+$':\n    type: object\n  '-supply$': true\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0: property 'levle' is not in the binding; did you mean level?|the rule that allows no others; it also allows 'level', names like -supply$", Whole("levle;", Body));
        Assert.AreEqual("/device@0/lamp@1: the binding of /device@0 has no child node 'lamp@1'|the rule that allows no others; it also allows 'port', names like ^led@[0-9]+$", Whole("lamp@1 { };", Body));
    }

    [TestMethod]
    public void A_child_whose_name_is_misspelt_before_its_unit_address_comes_with_what_may_be_meant()
    {
        const string Body = Head + "  regulators:\n    type: object\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0/regulaters@12345678: the binding of /device@0 has no child node 'regulaters@12345678'; did you mean regulators?|the rule that allows no others; it also allows 'regulators'",
            Whole("regulaters@12345678 { };", Body));
    }

    [TestMethod]
    public void Names_that_referenced_rules_know_are_allowed_where_all_is_evaluated()
    {
        const string Body = Head + "definitions:\n  more:\n    properties:\n      from-below: true\nallOf:\n  - $ref: '#/definitions/more'\n  - if:\n      required: [ reg ]\n    then:\n      properties:\n        from-then: true\nunevaluatedProperties: false\n";

        Assert.AreEqual("/device@0: property 'form-below' is not in the binding; did you mean from-below?|the rule that allows no others; it also allows 'from-below', 'from-then'", Whole("form-below;", Body));
    }

    [TestMethod]
    public void What_a_node_lacks_is_one_finding_with_the_description_of_the_only_one()
    {
        const string Body = Head + "  va:\n    description: |\n      How fast\n      it is. More of it.\n  vb: true\n  vc: true\n  vd: true\nrequired: [ va, vb ]\noneOf:\n  - required: [ vc ]\n  - required: [ vd ]\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0: required properties 'va', 'vb' and one of 'vc' or 'vd' are missing|required by this rule", Whole("", Body));
        Assert.AreEqual("/device@0: required properties 'va' and 'vb' are missing|required by this rule", Whole("vc;", Body));
        Assert.AreEqual("/device@0: required property 'va' is missing|required by this rule|the binding describes 'va' as: How fast it is", Whole("vb; vc;", Body));
    }

    [TestMethod]
    [DataRow("va = <(3 + 4)>;", "'va' is (3 + 4) (7), the binding allows 0x5 or less")]
    [DataRow("va = <0x0A>;", "'va' is 0x0A, the binding allows 0x5 or less")]
    [DataRow("va = <SEVEN>;", "'va' is SEVEN (7), the binding allows 0x5 or less")]
    [DataRow("va = <1 12>;", "cell 2 of 'va' is 12, the binding allows 0x5 or less")]
    [DataRow("va = <1>, <12>;", "cell 2 of 'va' is 12, the binding allows 0x5 or less")]
    public void A_value_is_called_by_its_place_only_if_there_are_several_and_shown_as_it_is_written(string member, string expected)
    {
        const string Body = Head + "  va:\n    $ref: /schemas/types.yaml#/definitions/uint32-array\n    items:\n      maximum: 0x5\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0: " + expected, Whole(member, Body).Split('|')[0]);
    }

    [TestMethod]
    public void Strings_in_the_wrong_places_are_one_finding_at_the_first_that_is_wrong()
    {
        const string Body = Head + "  va-names:\n    items:\n      - const: one\n      - const: two\n      - const: three\nadditionalProperties: false\n";

        Diagnostic finding = Report("va-names = \"one\", \"three\", \"two\", \"four\";", Body).Diagnostics.Single();

        Assert.AreEqual("/device@0: 'va-names' is \"one\", \"three\", \"two\", \"four\", the binding requires \"one\", \"two\", \"three\"", finding.Message);
        Assert.AreEqual("\"three\"", TextOf(finding.Span!.Value));
    }

    [TestMethod]
    [DataRow("va-names = \"one\", \"two\", \"one\";", "  va-names:\n    uniqueItems: true\n    minItems: 1\n    maxItems: 5\n    items:\n      enum: [ one, two ]\n", "\"one\"", 3)]
    [DataRow("va-names = \"one\", \"two\", \"six\";", "  va-names:\n    minItems: 1\n    maxItems: 2\n    items:\n      enum: [ one, two, six ]\n", "\"six\"", 3)]
    public void Of_a_list_with_a_string_too_many_or_twice_that_string_is_underlined(string member, string rule, string expected, int which)
    {
        Diagnostic finding = Report(member, Head + rule + "additionalProperties: false\n").Diagnostics.First(each => each.Id is "DT3003" or "DT3010");

        Assert.AreEqual(expected, TextOf(finding.Span!.Value));
        Assert.AreEqual(finding.Span, Report(member, Head + rule + "additionalProperties: false\n").Diagnostics.First().Span!.Value with { File = finding.Span!.Value.File });
        Assert.AreEqual(which, 1 + finding.Span.Value.File.LineText(finding.Span.Value.Line)[..finding.Span.Value.Column].Count(c => c == ','));
    }

    [TestMethod]
    public void A_rule_under_a_condition_says_why_it_applies()
    {
        const string Body = Head + "  va: true\n  vb: true\nif:\n  properties:\n    compatible:\n      contains:\n        const: vendor,device\nthen:\n  properties:\n    va: false\nelse:\n  properties:\n    vb: false\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0: 'va' is not allowed here|this rule|it applies because 'compatible' contains \"vendor,device\"", Whole("va;", Body));
    }

    [TestMethod]
    public void A_rule_under_a_condition_that_allows_no_others_says_why_it_applies()
    {
        const string Body = Head + "if:\n  properties:\n    compatible:\n      contains:\n        const: vendor,device\nthen:\n  properties:\n    $nodename: true\n    compatible: true\n    reg: true\n    vb: true\n  additionalProperties: false\n";

        Assert.AreEqual("/device@0: property 'va' is not in the binding|the rule that allows no others; it also allows 'vb'|it applies because 'compatible' contains \"vendor,device\"", Whole("va;", Body));
    }

    [TestMethod]
    [DataRow("not:\n  required: [ va, vb ]", "va; vb;", "'va' and 'vb' exclude each other")]
    [DataRow("not:\n  anyOf:\n    - required: [ va ]\n    - required: [ vb ]", "vb;", "'vb' is not allowed here")]
    [DataRow("patternProperties:\n  '^v[^@]+$':\n    not:\n      type: object", "vc { };", "'vc' is a node, the binding excludes nodes with names like ^v[^@]+$")]
    public void What_is_excluded_is_said_with_its_reason(string rule, string members, string expected)
    {
        const string Body = Head + "  va: true\n  vb: true\n";

        Assert.AreEqual(expected, Whole(members, Body + rule + "\nadditionalProperties: false\n").Split('|')[0].Split(": ", 2)[1]);
    }

    [TestMethod]
    public void The_closest_alternative_comes_first_and_the_others_behind_it()
    {
        const string Body = Head + "  va:\n    description: What it does.\n    $ref: /schemas/types.yaml#/definitions/string\n    oneOf:\n      - enum: [ on, off ]\n      - pattern: '^mmc[0-9]$'\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0: 'va' is \"of\", the binding allows \"on\", \"off\" (the closest of 2 alternatives)|this rule|another alternative: 'va' is \"of\", the binding requires a match of ^mmc[0-9]$"
            + "|the binding describes 'va' as: What it does", Whole("va = \"of\";", Body));
    }

    [TestMethod]
    public void Two_lists_of_allowed_values_for_one_place_are_one_finding_with_the_stricter()
    {
        const string Body = Head + "  va:\n    allOf:\n      - enum: [ a, b, c ]\n      - enum: [ a, b ]\nadditionalProperties: false\n";

        Assert.AreEqual("/device@0: 'va' is \"x\", the binding allows \"a\", \"b\"", Report("va = \"x\";", Body).Diagnostics.Single().Message);
    }

    [TestMethod]
    public void Where_a_value_comes_from_is_told_macro_earlier_value_and_deletion()
    {
        const string Body = Head + "  va:\n    $ref: /schemas/types.yaml#/definitions/uint32\n    maximum: 5\n  vb: true\nrequired: [ vb ]\nadditionalProperties: false\n";
        const string Text = "/dts-v1/;\n#define SEVEN 7\n/ {\n#address-cells = <1>;\n#size-cells = <1>;\nd: device@0 {\ncompatible = \"vendor,device\";\nreg = <0 1>;\nva = <1>;\nvb;\n};\n};\n&d {\nva = <SEVEN>;\n/delete-property/ vb;\n};\n";

        string[] texts = [.. Trial.Validate(Trial.Tree(Text), Trial.WithDevice(Body)).Diagnostics.Select(each => each.ToString())];

        Assert.Contains("board.dts:2:1: note: SEVEN is defined here", texts.Single(each => each.Contains("DT3005", StringComparison.Ordinal)));
        Assert.Contains("board.dts:9:1: note: it replaces what is given here", texts.Single(each => each.Contains("DT3005", StringComparison.Ordinal)));
        Assert.Contains("board.dts:15:1: note: 'vb' is deleted here", texts.Single(each => each.Contains("DT3002", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Of_the_macros_of_a_value_the_first_two_are_told_each_once()
    {
        const string Body = Head + "  va:\n    $ref: /schemas/types.yaml#/definitions/uint32\n    maximum: 5\nadditionalProperties: false\n";
        const string Text = "/dts-v1/;\n#define A 7\n#define B 8\n#define C 9\n/ {\n#address-cells = <1>;\n#size-cells = <1>;\ndevice@0 {\ncompatible = \"vendor,device\";\nreg = <0 1>;\nva = <(A + A + B + C)>;\n};\n};\n";

        Diagnostic finding = Trial.Validate(Trial.Tree(Text), Trial.WithDevice(Body)).Diagnostics.Single();

        Assert.AreEqual("A is defined here|B is defined here", string.Join('|', finding.Related.Select(each => each.Message).Where(each => each.EndsWith("defined here", StringComparison.Ordinal))));
    }

    private static ValidationReport Report(string members, string body) => Trial.Validate(Trial.Tree(
        "/dts-v1/;\n#define SEVEN 7\n/ {\n#address-cells = <1>;\n#size-cells = <1>;\ndevice@0 {\ncompatible = \"vendor,device\";\nreg = <0x0 0x10>;\n" + members + "\n};\n};\n"), Trial.WithDevice(body));

    /// <summary>The message of the only finding with what follows it.</summary>
    private static string Whole(string members, string body)
    {
        Diagnostic finding = Report(members, body).Diagnostics.Single();
        return string.Join('|', finding.Related.Where(each => !each.Message.Contains("is defined here", StringComparison.Ordinal)).Select(each => each.Message).Prepend(finding.Message));
    }

    private static string TextOf(SourceSpan span) => System.Text.Encoding.UTF8.GetString(span.File.Text.Slice(span.Offset, span.Length));
}
