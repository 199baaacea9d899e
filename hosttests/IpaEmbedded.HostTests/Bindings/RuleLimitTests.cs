using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>
/// Rules that would take for ever: what they say is neither true nor false, in whatever they are embedded, and a finding
/// says so. Each trial gives that finding and no other.
/// </summary>
[TestClass]
public sealed class RuleLimitTests
{
    private const string Id = "$id: http://devicetree.org/schemas/a.yaml#\n";

    // Neither can be searched in linear time: a reference back, a look ahead.
    private const string BackReference = "^(a)\\1*$";
    private const string Exponential = "^(?=(a|aa)+$)a";

    private static readonly string LongText = new('a', 257);

    public static IEnumerable<object[]> Contexts =>
    [
        ["{0}"],
        ["not: { {0} }"],
        ["not: { not: { {0} } }"],
        ["allOf: [ { {0} } ]"],
        ["anyOf: [ { {0} }, { const: x } ]"],
        ["oneOf: [ { {0} }, { const: x } ]"],
        ["oneOf: [ { {0} }, { not: { const: x } } ]"],
        ["if: { {0} }\n  then: false\n  else: false"],
        ["if: { not: { {0} } }\n  then: false\n  else: false"],
        ["if: true\n  then: { {0} }"],
    ];

    [TestMethod]
    [DynamicData(nameof(Contexts))]
    public void T11_A_rule_that_comes_back_to_itself_decides_nothing(string context)
    {
        string rule = "select: true\ndefinitions:\n  a:\n    $ref: '#/definitions/a'\n" + Indented("allOf:\n- {0}", context, "$ref: '#/definitions/a'");

        Assert.AreEqual("a.yaml:5:11: error DT4010: bindings refer to each other without end; what they say was not checked", Single(rule, "/dts-v1/; / { };"));
    }

    [TestMethod]
    [DataRow("oneOf: [ { $ref: '#/definitions/a' }, { $ref: '#/definitions/a' }, { $ref: '#/definitions/a' } ]")]
    [DataRow("not: { $ref: '#/definitions/a' }")]
    [DataRow("if: { $ref: '#/definitions/a' }\n    then: false\n    else: false")]
    [DataRow("unevaluatedProperties: false\n    allOf: [ { $ref: '#/definitions/a' } ]")]
    public void T11_A_circle_in_any_keyword_is_found_at_once(string body)
    {
        StringAssert.Contains(Single("select: true\ndefinitions:\n  a:\n    " + body + "\n$ref: '#/definitions/a'\n", "/dts-v1/; / { };"), "error DT4010: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_rule_that_comes_back_for_a_value_inside_is_no_circle()
    {
        string rule = "select: { required: [ top ] }\ndefinitions:\n  tree:\n    patternProperties:\n      '^n$': { $ref: '#/definitions/tree' }\n    properties:\n      bad: false\n$ref: '#/definitions/tree'\n";
        string tree = "/dts-v1/; / { top; " + string.Concat(Enumerable.Repeat("n { ", 20)) + "{0}" + string.Concat(Enumerable.Repeat("}; ", 20)) + "};";

        Assert.AreEqual("", Findings(rule, tree.Replace("{0}", "", StringComparison.Ordinal)));
        StringAssert.Contains(Single(rule, tree.Replace("{0}", "bad;", StringComparison.Ordinal)), "DT3001", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(61, false)]
    [DataRow(70, true)]
    [DataRow(20_000, true)]
    public void T11_Rules_lie_at_most_64_inside_one_another(int references, bool isTooDeep)
    {
        string rule = "select: true\nnot: { $ref: '#/definitions/d0' }\ndefinitions:\n" +
            string.Concat(Enumerable.Range(0, references).Select(i => $"  d{i}: {{ $ref: '#/definitions/d{i + 1}' }}\n")) + $"  d{references}: {{ required: [ none ] }}\n";

        string found = Findings(rule, "/dts-v1/; / { };");

        Assert.AreEqual(isTooDeep, found.Contains("DT4010: rules lie more than 64 inside one another", StringComparison.Ordinal), found);
        Assert.AreEqual(isTooDeep ? 1 : 0, found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [TestMethod]
    [DataRow("anyOf", "zz", "{0}", "DT3002")]
    [DataRow("oneOf", "zz", "{0}", "DT3002")]
    [DataRow("allOf", "zz", "{0}", "DT3002")]
    [DataRow("allOf", "yy", "{0}", "")]
    [DataRow("allOf", "yy", "not: { {0} }", "DT3013")]
    [DataRow("allOf", "yy", "if: { {0} }\n  then: false\n  else: true", "DT3001")]
    [DataRow("anyOf", "zz", "not: { {0} }", "")]
    public void T11_References_that_double_are_followed_once_for_each_value(string keyword, string required, string context, string id)
    {
        string rule = "select: true\n" + Indented("allOf:\n- {0}", context, "$ref: '#/definitions/d0'") + Doubling(keyword, required);

        string found = Findings(rule, "/dts-v1/; / { yy; };");

        Assert.AreEqual(id, string.Join('\n', found.Split(' ').Where(word => word.StartsWith("DT", StringComparison.Ordinal)).Select(word => word.TrimEnd(':')).Distinct()), found);
    }

    [TestMethod]
    [DataRow("{0}")]
    [DataRow("not: { {0} }")]
    [DataRow("if: { {0} }\n  then: false\n  else: false")]
    public void T11_When_the_steps_are_used_up_nothing_more_is_decided(string context)
    {
        // Twelve million steps: each of fifty thousand cells is looked at by each of 240 rules.
        string rules = string.Join(", ", Enumerable.Repeat("{ type: integer }", 240));
        string rule = "select: true\n" + Indented("allOf:\n- {0}", context, "properties: { va: { maxItems: 1, items: { items: { allOf: [ " + rules + " ] } } } }");

        StringAssert.Contains(Single(rule, "/dts-v1/; / { yy; va = <" + string.Concat(Enumerable.Repeat("0 ", 50_000)) + ">; a { b { }; }; };"), "error DT4011: validating takes too many steps and ends here", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("required: [ yy ]\n    properties: { yy: true }", "")]
    [DataRow("required: [ yy ]", "DT3001")]
    public void T11_What_a_rule_evaluates_is_marked_once_however_many_references_lead_to_it(string last, string ids)
    {
        string rule = "select: true\nproperties: { $nodename: true }\n$ref: '#/definitions/d0'\nunevaluatedProperties: false\n" + Doubling("allOf", "yy").Replace("d25: { required: [ yy ] }", "d25:\n    " + last, StringComparison.Ordinal);

        Assert.AreEqual(ids, string.Join(' ', BindingValidator.Validate(Trial.Tree("/dts-v1/; / { yy; };"), Load(rule)).Diagnostics.Select(each => each.Id)));
    }

    [TestMethod]
    public void T11_What_a_rule_evaluates_of_a_list_is_marked_once_too()
    {
        string rule = "select: true\nproperties:\n  va:\n    $ref: '#/definitions/d0'\n    unevaluatedItems: false\n" + Doubling("allOf", "yy").Replace("d25: { required: [ yy ] }", "d25: { items: { type: array } }", StringComparison.Ordinal);

        Assert.AreEqual("", Findings(rule, "/dts-v1/; / { va = <1>; };"));
    }

    [TestMethod]
    public void T11_Alternatives_inside_one_another_are_looked_at_once_each()
    {
        // Twenty levels of one alternative each: two looks at each level would be a million.
        static string Nested(int depth) => "select: true\n" + string.Concat(Enumerable.Repeat("anyOf: [ { ", depth)) + "required: [ zz ]" + string.Concat(Enumerable.Repeat(" } ]", depth)) + "\n";
        DeviceTreeDocument tree = Trial.Tree("/dts-v1/; / { };");
        BindingSet half = Load(Nested(10)), whole = Load(Nested(20));
        BindingValidator.Validate(tree, half);
        BindingValidator.Validate(tree, whole);

        long once = AllocatedBytes.Least(() => BindingValidator.Validate(tree, half)), twice = AllocatedBytes.Least(() => BindingValidator.Validate(tree, whole));

        Assert.IsLessThan(2.6, (double)twice / once, $"{once} bytes, then {twice}");
        StringAssert.Contains(string.Join('\n', BindingValidator.Validate(tree, whole).Diagnostics), "DT3002", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("http://example.org/x.yaml#")]
    [DataRow("https://example.org/x.yaml#")]
    [DataRow("file:///etc/passwd")]
    [DataRow("ftp://example.org/x#/definitions/a")]
    [DataRow("//example.org/x.yaml#")]
    [DataRow("../../../../etc/passwd")]
    [DataRow("/etc/passwd#")]
    public void T11_A_reference_leads_only_to_loaded_bindings(string reference)
    {
        Assert.AreEqual($"a.yaml:2:7: error DT4004: no loaded binding has what '{reference}' refers to", string.Join('\n', Load($"$ref: '{reference}'\n").Diagnostics));
    }

    [TestMethod]
    [DynamicData(nameof(Contexts))]
    public void T11_A_text_too_long_for_a_pattern_that_backtracks_decides_nothing(string context)
    {
        AssertUndecided(InItem(context, BackReference), LongText, "can only be searched by backtracking, in at most 256 characters; ");
    }

    [TestMethod]
    [DynamicData(nameof(Contexts))]
    public void T11_A_pattern_that_runs_out_of_time_decides_nothing(string context)
    {
        AssertUndecided(InItem(context, Exponential), new string('a', 60) + "b", "ran out of time (50 ms)");
    }

    [TestMethod]
    [DataRow("contains: { pattern: '{0}' }")]
    [DataRow("contains: { not: { pattern: '{0}' } }")]
    [DataRow("contains: { pattern: '{0}' }\n    maxContains: 0")]
    [DataRow("contains: { pattern: '{0}' }\n    minContains: 1\n    maxContains: 9")]
    [DataRow("unevaluatedItems: false\n    contains: { pattern: '{0}' }")]
    public void T11_A_pattern_undecided_for_an_item_leaves_the_list_undecided(string schema)
    {
        AssertUndecided("va:\n    " + schema.Replace("{0}", Exponential, StringComparison.Ordinal), new string('a', 60) + "b", "ran out of time");
    }

    [TestMethod]
    [DataRow("patternProperties: { '{0}': false }")]
    [DataRow("patternProperties: { '{0}': true }\nadditionalProperties: false")]
    [DataRow("patternProperties: { '{0}': true }\nunevaluatedProperties: false")]
    [DataRow("propertyNames: { not: { pattern: '{0}' } }")]
    [DataRow("propertyNames: { anyOf: [ { maxLength: 20 }, { pattern: '{0}' } ] }")]
    public void T11_A_pattern_undecided_for_a_name_leaves_the_node_undecided(string keywords)
    {
        string rule = "select: { required: [ top ] }\nproperties: { top: true }\n" + keywords.Replace("{0}", Exponential, StringComparison.Ordinal) + "\n";

        string found = Single(rule, $"/dts-v1/; / {{ top; {new string('a', 60)}b; }};");

        StringAssert.Contains(found, "error DT4012: the pattern '" + Exponential + "' ran out of time (50 ms)", StringComparison.Ordinal);
    }

    [TestMethod]
    public void T11_A_pattern_that_might_tell_a_type_leaves_the_value_unread()
    {
        string rule = "select: false\npatternProperties:\n  '^(?=(abc|abcabc)+$)a':\n    $ref: /schemas/types.yaml#/definitions/uint32\n";

        StringAssert.Contains(Single(rule, $"/dts-v1/; / {{ {string.Concat(Enumerable.Repeat("abc", 40))}x = \"text\"; }};"), "a.yaml:4:3: error DT4012: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("^(a+)+$")]
    [DataRow("^(a|aa)+$")]
    [DataRow("^(a|a)*$")]
    [DataRow("^([a-z]+)*$")]
    [DataRow("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [DataRow("(x+x+)+y")]
    [DataRow("^a*a*a*a*a*a*a*a*c$")]
    [DataRow("^.*.*.*.*.*.*x$")]
    public void T11_A_pattern_that_can_be_searched_in_linear_time_is_decided_however_it_is_written(string pattern)
    {
        StringAssert.Contains(Findings(InItem("pattern: '" + pattern + "'"), Device(new string('a', 5000) + "!")), "error DT3006: ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("^(?=(a+)+$)")]
    [DataRow("^(?=(a|a)*$)")]
    [DataRow("^(?!(a|aa)+$).*$")]
    [DataRow("^(a+)+\\1$")]
    [DataRow("^((a|aa)+)\\1!!$")]
    [DataRow("^(?>x|(a|aa)+$)")]
    [DataRow("(?<=^(a|aa)+)b$")]
    public void T11_A_pattern_that_cannot_ends_with_a_finding_or_a_true_answer(string pattern)
    {
        string found = Findings(InItem("pattern: '" + pattern + "'"), Device(new string('a', 200) + "!"));

        Assert.IsTrue(found.Contains("DT4012", StringComparison.Ordinal) || !System.Text.RegularExpressions.Regex.IsMatch("aaa!", pattern) == found.Contains("DT3006", StringComparison.Ordinal), found);
    }

    [TestMethod]
    [TimeLimits.ProcessorSeconds(6)]
    [DataRow("(x{1,20}){1,20}y.+$z{1}")]
    [DataRow("((x{1,9}){1,9}){1,9}y.+$")]
    [DataRow("^(x|xx){1,300}y.+$")]
    public void T11_A_pattern_that_counts_inside_of_counts_has_its_time_and_no_more(string pattern)
    {
        // Where linear time was tried with some hundred states, one such text took seconds.
        string rule = "select: { required: [ top ] }\npatternProperties:\n  '" + pattern + "': false\n";
        string names = string.Concat(Enumerable.Range(0, 30).Select(i => $"{new string('x', 150 + i)}; "));

        Assert.Contains("error DT4012: the pattern '", Findings(rule, $"/dts-v1/; / {{ top; {names}}};"));
    }

    [TestMethod]
    public void T11_Patterns_without_number_that_run_out_of_time_do_not_cost_it_each()
    {
        string rule = "select: { required: [ top ] }\npatternProperties:\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"  '^(?=(a|aa)+$)a{{{i}}}': false\n"));

        // Ten searches of 50 ms; two thousand would be 100 s.
        string found = Findings(rule, $"/dts-v1/; / {{ top; {new string('a', 60)}b; }};");

        Assert.Contains("DT4012", found);
    }

    [TestMethod]
    public void T11_A_pattern_has_at_most_1024_characters_and_a_longer_one_decides_nothing()
    {
        string Rule(int length) => InItem("pattern: '" + new string('x', length) + "'");

        Assert.AreEqual("", string.Join('\n', Load(Rule(1024)).Diagnostics));
        Assert.AreEqual("a.yaml:7:18: error DT4013: the pattern has 1025 characters, 1024 are allowed", string.Join('\n', Load(Rule(1025)).Diagnostics));
        Assert.AreEqual("", Findings(Rule(1025), Device("y")));
        StringAssert.Contains(Findings(Rule(1024), Device("y")), "DT3006", StringComparison.Ordinal);
    }

    [TestMethod]
    public void T11_What_was_meant_by_a_text_of_sixty_thousand_characters_is_not_asked()
    {
        string text = new('x', 60_000);
        string values = string.Join(", ", Enumerable.Range(0, 9).Select(i => "v" + i));

        string found = Findings(InItem($"enum: [ {values}, {text}y ]"), Device(text));

        Assert.Contains("error DT3004: ", found);
        Assert.DoesNotContain("did you mean", found);
    }

    private static void AssertUndecided(string rule, string text, string reason)
    {
        string found = Single(rule.StartsWith("va:", StringComparison.Ordinal) ? Properties(rule) : rule, Device(text));

        StringAssert.StartsWith(found, "a.yaml:", StringComparison.Ordinal);
        StringAssert.Contains(found, ": error DT4012: the pattern '", StringComparison.Ordinal);
        StringAssert.Contains(found, reason, StringComparison.Ordinal);
    }

    private static string Doubling(string keyword, string required) => "definitions:\n" +
        string.Concat(Enumerable.Range(0, 25).Select(i => $"  d{i}: {{ {keyword}: [ {{ $ref: '#/definitions/d{i + 1}' }}, {{ $ref: '#/definitions/d{i + 1}' }} ] }}\n")) + $"  d25: {{ required: [ {required} ] }}\n";

    private static string Device(string text) => $"/dts-v1/; / {{ d {{ compatible = \"a,b\"; va = \"{text}\"; }}; }};";

    private static string InItem(string context, string pattern) => InItem(context.Replace("{0}", "pattern: '" + pattern + "'", StringComparison.Ordinal));

    private static string InItem(string keywords) => Properties("va:\n    items:\n      - " + keywords.Replace("\n  ", "\n        ", StringComparison.Ordinal));

    private static string Properties(string va) => "properties:\n  compatible:\n    const: a,b\n  " + va + "\n";

    private static string Indented(string shape, string context, string rule) =>
        shape.Replace("{0}", context.Replace("{0}", rule, StringComparison.Ordinal), StringComparison.Ordinal) + "\n";

    private static string Single(string rule, string tree)
    {
        string found = Findings(rule, tree);
        Assert.HasCount(1, found.Split('\n', StringSplitOptions.RemoveEmptyEntries), found);
        return found;
    }

    private static string Findings(string rule, string tree) =>
        string.Join('\n', BindingValidator.Validate(Trial.Tree(tree), Load(rule)).Diagnostics.Select(each => each.ToString().Split('\n')[0]));

    private static BindingSet Load(string rule) => BindingSet.FromFiles([("a.yaml", new SourceFile("a.yaml", Id + rule))]);
}
