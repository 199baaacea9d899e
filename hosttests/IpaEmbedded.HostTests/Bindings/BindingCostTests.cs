using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>
/// Twice the input costs the bindings twice the memory. A scan that allocates nothing is made visible by its size: at the
/// square, these inputs would take minutes.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class BindingCostTests
{
    private const string Id = "$id: http://devicetree.org/schemas/a.yaml#\n";

    [TestMethod]
    public void Rows_of_a_list_without_equals_cost_the_same_each()
    {
        BindingSet set = Load("select: { required: [ va-us ] }\nproperties:\n  va-us:\n    items: { maxItems: 1 }\n    uniqueItems: true\n");
        AssertLinear(count => $"va-us = {string.Join(", ", Enumerable.Range(0, count).Select(i => $"<{i}>"))};", set, 100_000);
    }

    [TestMethod]
    public void Numbers_of_an_enum_cost_the_same_each()
    {
        BindingSet set = Load($"select: {{ required: [ va-us ] }}\nproperties:\n  va-us:\n    items: {{ items: {{ enum: [ {string.Join(", ", Enumerable.Range(0, 50_000))} ] }} }}\n");
        AssertLinear(count => $"va-us = <{string.Join(' ', Enumerable.Range(0, count).Select(i => 49_999 - i % 10))}>;", set, 100_000);
    }

    [TestMethod]
    public void Entries_whose_references_lie_between_cells_cost_the_same_each()
    {
        // One byte more makes cells of what is none: every entry looked at all references that follow.
        AssertLinear(
            count => "a-gpios = [00], <" + string.Concat(Enumerable.Repeat("&c ", count)) + ">, [00 00 00];",
            Trial.OwnBindings, 60_000, "c: c { phandle = <1>; #gpio-cells = <0>; }; d { phandle = <0x01000000>; #gpio-cells = <0>; };");
    }

    [TestMethod]
    public void Compatibles_that_are_all_the_same_cost_the_same_each()
    {
        BindingSet set = Load("properties:\n  compatible:\n    contains:\n      const: a,b\n");
        AssertLinear(count => "compatible = " + string.Join(", ", Enumerable.Repeat("\"a,b\"", count)) + ";", set, 60_000);
    }

    [TestMethod]
    public void Names_that_are_missing_cost_the_same_each()
    {
        AssertLinear(count => Load($"select: {{ required: [ top ] }}\nrequired: [ {string.Join(", ", Enumerable.Range(0, count).Select(i => "p" + i))} ]\n"), "top;", 4000);
    }

    [TestMethod]
    public void Items_that_differ_from_one_large_value_cost_the_same_each()
    {
        AssertLinear(
            count => Load($"select: {{ required: [ top ] }}\nproperties:\n  va:\n    items: {{ const: [ {string.Join(", ", Enumerable.Range(0, count))} ] }}\n"),
            "top; va = " + string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"\"{i}\"")) + ";", 4000);
    }

    [TestMethod]
    public void A_rule_behind_references_that_double_is_found_by_looking_at_each_once()
    {
        BindingSet set = Load("select: { required: [ top ] }\n$ref: '#/definitions/d0'\ndefinitions:\n" +
            string.Concat(Enumerable.Range(0, 60).Select(i => $"  d{i}: {{ allOf: [ {{ $ref: '#/definitions/d{i + 1}' }}, {{ $ref: '#/definitions/d{i + 1}' }} ] }}\n")) + "  d60: { properties: { other: { type: object } } }\n");
        Node root = Trial.Tree("/dts-v1/; / { top; };").Root;

        Assert.IsNull(set.RuleFor(root, "top"));
    }

    [TestMethod]
    public void Properties_of_one_binding_are_found_in_steps_that_do_not_grow_with_their_number()
    {
        const int Count = 20_000;
        BindingSet set = Load("select: { required: [ p1 ] }\nproperties:\n" + string.Concat(Enumerable.Range(0, Count).Select(i => $"  p{i}: {{ maxItems: 1 }}\n")));
        Node root = Trial.Tree("/dts-v1/; / { p1; };").Root;

        for (int i = 0; i < Count; i++)
        {
            Assert.AreEqual(4 + i, set.RuleFor(root, "p" + i)!.Value.Line);
        }
    }

    [TestMethod]
    public void Names_of_a_binding_cost_the_same_each()
    {
        BindingSet set = Load($"properties:\n  clock-names:\n    items:\n      enum: [ {string.Join(", ", Enumerable.Range(0, 60_000).Select(i => "c" + i))} ]\n");

        Assert.HasCount(60_000, set.Files.Single().NamesOf("clock-names"));
    }

    private static BindingSet Load(string rule)
    {
        BindingSet set = BindingSet.FromFiles([("a.yaml", new SourceFile("a.yaml", Id + rule))]);
        Assert.AreEqual("", string.Join('\n', set.Diagnostics.Take(3)));
        return set;
    }

    private static void AssertLinear(Func<int, string> members, BindingSet set, int count, string rest = "")
    {
        DeviceTreeDocument once = Tree(members(count)), twice = Tree(members(2 * count));
        BindingValidator.Validate(once, set);
        AssertRatio(AllocatedBytes.Of(() => BindingValidator.Validate(once, set)), AllocatedBytes.Of(() => BindingValidator.Validate(twice, set)));

        DeviceTreeDocument Tree(string text) => Trial.Tree("/dts-v1/; / { " + text + rest + " };");
    }

    private static void AssertLinear(Func<int, BindingSet> rules, string members, int count)
    {
        DeviceTreeDocument tree = Trial.Tree("/dts-v1/; / { " + members + " };");
        BindingSet once = rules(count), twice = rules(2 * count);
        BindingValidator.Validate(tree, once);
        AssertRatio(AllocatedBytes.Of(() => BindingValidator.Validate(tree, once)), AllocatedBytes.Of(() => BindingValidator.Validate(tree, twice)));
    }

    private static void AssertRatio(long once, long twice) => Assert.IsLessThan(2.6, (double)twice / once, $"{once} bytes, then {twice}");
}
