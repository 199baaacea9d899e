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
