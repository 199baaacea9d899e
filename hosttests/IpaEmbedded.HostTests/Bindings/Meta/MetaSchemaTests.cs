using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Bindings.Meta;

/// <summary>Meta-schemas are JSON schema; a trial's own take the place of ours.</summary>
[TestClass]
public sealed class MetaSchemaTests
{
    private const string Draft7 = "http://json-schema.org/draft-07/schema#";
    private const string Draft2019 = "http://json-schema.org/draft/2019-09/schema#";

    [TestMethod]
    [DataRow("required: [a, b]", "{ a: 1 }", "required")]
    [DataRow("properties: { a: { type: integer } }", "{ a: x }", "a type")]
    [DataRow("properties: { a: { type: [integer, 'null'] } }", "{ a: }", "")]
    [DataRow("properties: { a: { type: number } }", "{ a: true }", "a type")]
    [DataRow("properties: { a: { type: integer } }", "{ a: 2.0 }", "")]
    [DataRow("properties: { a: { const: 1 } }", "{ a: true }", "a const")]
    [DataRow("properties: { a: { enum: [1, [x, 2]] } }", "{ a: [x, 2] }", "")]
    [DataRow("properties: { a: { minimum: 2, exclusiveMaximum: 5 } }", "{ a: 5 }", "a exclusiveMaximum")]
    [DataRow("properties: { a: { minLength: 2, maxLength: 3 } }", "{ a: abcd }", "a maxLength")]
    [DataRow("properties: { a: { uniqueItems: true } }", "{ a: [{ x: 1 }, { x: 1 }] }", "a uniqueItems")]
    [DataRow("properties: { a: { uniqueItems: true } }", "{ a: [1, true] }", "")]
    [DataRow("properties: { a: { items: [{ const: 1 }], minItems: 3 } }", "{ a: [2, 3] }", "a/0 const;a minItems")]
    [DataRow("properties: { a: { contains: { const: 1 } } }", "{ a: [2] }", "a contains")]
    [DataRow("propertyNames: { pattern: '^[a-z]$' }", "{ a: 1, bb: 2 }", " pattern")]
    [DataRow("patternProperties: { '^a': false }", "{ b: 1, ab: 2 }", "ab false")]
    [DataRow("properties: { a: true }\npatternProperties: { b: true }\nadditionalProperties: false", "{ a: 1, bb: 2, c: 3 }", " additionalProperties")]
    [DataRow("additionalProperties: { type: string }", "{ a: 1, b: x }", "a type")]
    [DataRow("oneOf: [{ required: [a] }, { required: [b] }]", "{ a: 1, b: 2 }", " oneOf")]
    [DataRow("anyOf: [{ required: [a] }, { required: [b] }]", "{ c: 1 }", " anyOf")]
    [DataRow("not: { required: [a] }", "{ a: 1 }", " not")]
    [DataRow("if: { required: [a] }\nthen: { required: [b] }\nelse: { required: [c] }", "{ a: 1 }", " required")]
    [DataRow("dependentRequired: { a: [b, c] }", "{ a: 1 }", " dependentRequired; dependentRequired")]
    [DataRow("dependentSchemas: { a: { required: [b] } }", "{ a: 1 }", " required")]
    [DataRow("properties: { a: { format: regex }, b: { format: email }, c: { format: uri-reference }, d: { format: uri } }", "{ a: '(', b: x, c: 'x y', d: x }", "a format;b format;c format;d format")]
    public void A_keyword_means_what_it_means_in_json_schema(string schema, string instance, string expected)
    {
        Assert.AreEqual(expected.Trim(), Verdicts(Draft2019, schema, instance).Trim());
    }

    [TestMethod]
    public void In_draft_7_a_reference_hides_what_stands_beside_it_and_later_not()
    {
        const string Schema = "properties: { a: { $ref: '#/definitions/text', const: x } }\ndefinitions: { text: { type: string } }";

        Assert.AreEqual("", Verdicts(Draft7, Schema, "{ a: y }"));
        Assert.AreEqual("a const", Verdicts(Draft2019, Schema, "{ a: y }"));
    }

    [TestMethod]
    public void A_reference_between_meta_schemas_that_leads_nowhere_is_a_finding_of_theirs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("core.yaml", "$id: http://devicetree.org/meta-schemas/core.yaml#\nallOf:\n  - $ref: none.yaml#\n");
        var set = MetaSchemaSet.Load(folder["."]);

        Assert.HasCount(0, BindingCheck.Check(new SourceFile("a.yaml", "title: a\n"), set).Diagnostics);
        Assert.Contains("core.yaml:3:11: error DT4004: no meta-schema has what 'none.yaml#' refers to", string.Join('\n', set.Diagnostics));
    }

    [TestMethod]
    public void Meta_schemas_that_refer_to_each_other_without_end_end()
    {
        using var folder = new TemporaryFolder();
        folder.Write("core.yaml", "$id: http://devicetree.org/meta-schemas/core.yaml#\nanyOf:\n  - $ref: '#'\n  - $ref: '#'\n  - required: [never]\n");

        string found = string.Join('\n', BindingCheck.Check(new SourceFile("a.yaml", "title: a\n"), MetaSchemaSet.Load(folder["."])).Diagnostics);

        Assert.IsTrue(found.Length == 0 || found.Contains("DT4011", StringComparison.Ordinal), found);
    }

    [TestMethod]
    public void Verdicts_on_the_kernels_bindings_are_none()
    {
        string root = KernelCorpus.Open().Tree + "/Documentation/devicetree/bindings";
        var metaSchemas = MetaSchemaSet.Ours();
        IReadOnlyList<SourceFile> files = BindingTexts.Read(root, []);
        string[] wrong = [.. files.Select(file => (file.Path, BindingCheck.Check(file, metaSchemas).Diagnostics)).Where(each => each.Diagnostics.Count > 0).Select(each => each.Path + " " + each.Diagnostics[0])];

        Assert.IsGreaterThan(2000, files.Count);
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    private static string Verdicts(string draft, string schema, string instance)
    {
        using var folder = new TemporaryFolder();
        folder.Write("core.yaml", $"$id: http://devicetree.org/meta-schemas/core.yaml#\n$schema: {draft}\n{schema}\n");
        BindingCheckReport report = BindingCheck.Check(new SourceFile("a.yaml", instance + "\n"), MetaSchemaSet.Load(folder["."]));
        return string.Join(';', report.Verdicts.Select(each => string.Join('/', each.Property) + " " + each.Keyword));
    }
}
