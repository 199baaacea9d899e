using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings.Meta;

/// <summary>Binding files of up to a megabyte that would be checked for minutes, or until the stack is full: each ends, and says what is wrong.</summary>
[TestClass]
public sealed class MetaLimitTests
{
    private const string Head = "$id: http://devicetree.org/schemas/a.yaml#\n$schema: http://devicetree.org/meta-schemas/core.yaml#\ntitle: A\nmaintainers: [ a@b.c ]\n";

    [TestMethod]
    [TimeLimits.ProcessorSeconds(20)]
    public void T10_Mistakes_without_number_are_sorted_out_in_time_with_their_number()
    {
        string names = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"  a b{i}: true\n"));

        DiagnosticBag found = Check(Head + "properties:\n" + names + "additionalProperties: false\n");

        Assert.AreEqual(30_000, found.Count(each => each.Message.StartsWith("'a b", StringComparison.Ordinal)));
    }

    [TestMethod]
    [TimeLimits.ProcessorSeconds(20)]
    [DataRow("")]
    [DataRow("additionalProperties: true\n")]
    public void T10_Conditions_about_names_without_number_end_with_a_finding(string end)
    {
        string Names(char letter) => string.Concat(Enumerable.Range(0, 15_000).Select(i => $"    {letter}{i}{letter}: true\n"));

        DiagnosticBag found = Check(Head + "properties:\n" + Names('q') + "if:\n  properties:\n" + Names('z') + "then:\n  required: [ reg ]\n" + (end.Length == 0 ? "additionalProperties: false\n" : end));

        Assert.HasCount(1, found.Where(each => each.Id == "DT4011").ToList());
    }

    [TestMethod]
    [TimeLimits.ProcessorSeconds(20)]
    public void T10_Nodes_without_number_that_refer_to_names_without_number_end_with_a_finding()
    {
        string names = string.Concat(Enumerable.Range(0, 8000).Select(i => $"      q{i}q: true\n"));
        string nodes = string.Concat(Enumerable.Range(0, 8000).Select(i => $"  n{i}: {{ $ref: '#/$defs/a', if: {{ properties: {{ reg: true }} }}, then: true }}\n"));

        DiagnosticBag found = Check(Head + "properties:\n" + nodes + "additionalProperties: false\n$defs:\n  a:\n    properties:\n" + names);

        Assert.HasCount(1, found.Where(each => each.Id == "DT4011").ToList());
    }

    [TestMethod]
    public void T10_References_that_lead_on_and_on_are_followed_as_far_as_the_stack_lasts()
    {
        string chain = string.Concat(Enumerable.Range(0, 30_000).Select(i => $" a{i}: {{$ref: '#/$defs/a{i + 1}'}}\n"));

        DiagnosticBag found = Check(Head + "$ref: '#/$defs/a0'\nif:\n  properties:\n    foo: true\nthen:\n  required: [ reg ]\nadditionalProperties: false\n$defs:\n" + chain + " a30000: true\n");

        // What lies behind them nobody looked at, so that the name may be there.
        Assert.AreEqual("", string.Join('\n', found.Where(each => each.Id == "DT4026")));
    }

    private static DiagnosticBag Check(string text) =>
        BindingCheck.Check(new SourceFile("a.yaml", text), MetaSchemaSet.Ours(), _ => new BindingLibrary()).Diagnostics;
}
