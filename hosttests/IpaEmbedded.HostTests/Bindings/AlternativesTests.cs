namespace IpaEmbedded.HostTests.Bindings;

[TestClass]
public sealed class AlternativesTests
{
    [TestMethod]
    public void Alternatives_that_want_other_values_in_one_place_become_one_list()
    {
        const string Schema = "va:\n  $ref: /schemas/types.yaml#/definitions/string\n  oneOf:\n    - const: x\n    - enum: [ y, z ]";

        Assert.AreEqual("DT3004 /device@0: 'va' is \"w\", the binding allows \"x\", \"y\", \"z\"", string.Join("|", Trial.Property(Schema, "va = \"w\";")));
        Assert.AreEqual("", string.Join("|", Trial.Property(Schema, "va = \"z\";")));
    }

    [TestMethod]
    public void A_list_of_no_alternatives_excludes_everything()
    {
        Assert.AreEqual("DT3013 /device@0: 'va' is what the binding excludes, since it lists no alternative", string.Join("|", Trial.Property("va:\n  oneOf: []", "va = \"x\";")));
    }

    [TestMethod]
    public void A_list_that_may_have_fewer_than_no_entries_is_told_as_a_whole()
    {
        const string Body = "properties:\n  compatible: { const: 'vendor,device' }\n  reg: true\nadditionalProperties: { maxItems: -1 }\n";

        Assert.StartsWith("DT3003 /device@0: 'va' has 1 entry", string.Join("|", Trial.Findings(Trial.Device("va = <1>;"), Trial.WithDevice(Body))));
    }

    [TestMethod]
    public void Of_other_alternatives_the_closest_is_reported()
    {
        const string Schema = "va:\n  oneOf:\n    - items:\n        - const: x\n        - const: y\n        - const: z\n    - items:\n        - const: a";

        Assert.AreEqual(
            "DT3004 /device@0: entry 3 of 'va' is \"w\", the binding requires \"z\" (the closest of 2 alternatives)",
            string.Join("|", Trial.Property(Schema, "va = \"x\", \"y\", \"w\";")));
    }

    [TestMethod]
    public void An_extended_interrupt_stands_for_a_plain_one()
    {
        const string Body = "properties:\n  compatible:\n    const: vendor,device\n  reg: true\n  interrupts:\n    maxItems: 1\nrequired:\n  - interrupts\nadditionalProperties: false\n";
        const string Controller = "intc: interrupt-controller { interrupt-controller; #interrupt-cells = <1>; };";

        Assert.AreEqual("", string.Join("|", Trial.Findings(Trial.Device("interrupts-extended = <&intc 1>;", Controller), Trial.WithDevice(Body))));
        Assert.AreEqual("", string.Join("|", Trial.Findings(Trial.Device("interrupt-parent = <&intc>; interrupts = <1>;", Controller), Trial.WithDevice(Body))));
        Assert.AreEqual(
            "DT3002 /device@0: one of the properties 'interrupts' or 'interrupts-extended' is required",
            string.Join("|", Trial.Findings(Trial.Device("", Controller), Trial.WithDevice(Body))));
        Assert.AreEqual(
            "DT3003 /device@0: 'interrupts-extended' has 2 entries, the binding requires 1",
            string.Join("|", Trial.Findings(Trial.Device("interrupts-extended = <&intc 1>, <&intc 2>;", Controller), Trial.WithDevice(Body))));
    }

    [TestMethod]
    public void A_wrong_value_is_not_reported_again_as_unevaluated()
    {
        const string Body = "properties:\n  compatible:\n    const: vendor,device\n  reg: true\n  va:\n    $ref: /schemas/types.yaml#/definitions/uint32\n    maximum: 3\nunevaluatedProperties: false\n";

        var report = Trial.Validate(Trial.Device("va = <4>;"), Trial.WithDevice(Body));

        Assert.AreEqual("DT3005", report.Diagnostics.Single().Id);
        Assert.AreEqual("maximum|unevaluatedProperties", string.Join("|", report.Verdicts.Select(verdict => verdict.Keyword)));
    }
}
