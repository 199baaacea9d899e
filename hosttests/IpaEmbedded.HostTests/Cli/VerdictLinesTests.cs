using System.Text.Json;

namespace IpaEmbedded.HostTests.Cli;

/// <summary><c>--format jsonl</c>, which other validators' verdicts are compared with, and <c>-m</c>.</summary>
[TestClass]
public sealed class VerdictLinesTests
{
    private const string Rule = "$id: http://devicetree.org/schemas/vendor,device.yaml#\nproperties:\n  compatible:\n    oneOf:\n      - const: vendor,device\n      - pattern: '^vendor,dev-[0-9]$'\n"
        + "  level:\n    $ref: /schemas/types.yaml#/definitions/uint32\n    maximum: 3\n  led:\n    type: object\n    required:\n      - color\nrequired:\n  - compatible\n  - reg\nadditionalProperties: false\n";

    private const string Root = "/dts-v1/;\n/ {\n#address-cells = <1>;\n#size-cells = <1>;\nmodel = \"a\";\ncompatible = \"vendor,device\";\n";

    [TestMethod]
    public void Each_file_has_a_line_and_each_verdict_one_with_node_steps_schema_and_keyword()
    {
        using var folder = new TemporaryFolder();
        string rule = folder.Write("rule.yaml", Rule);
        string board = folder.Write("a.dts", "/dts-v1/;\n/ {\nd { compatible = \"vendor,device\"; level = <4>; led { }; };\n};\n");

        CommandRun run = CommandRun.Of("dt", "check", board, "--bindings", rule, "--only-bindings", "--format", "jsonl");
        JsonElement[] lines = [.. run.Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual("", run.Error);
        Assert.IsFalse(lines[0].TryGetProperty("schema", out _));
        Assert.AreEqual(64, lines[0].GetProperty("bindings").GetString()!.Length);
        Assert.IsTrue(lines.All(line => line.GetProperty("file").GetString() == board));
        string[] verdicts = [.. lines.Where(line => line.TryGetProperty("node", out JsonElement node) && node.GetString() == "/d")
            .Select(line => $"{line.GetProperty("property")} {line.GetProperty("schema")} {line.GetProperty("keyword")} {line.GetProperty("rule").GetString()![(folder[""].TrimEnd('/').Length + 1)..]}")];
        CollectionAssert.AreEquivalent((string[])
        [
            "[] http://devicetree.org/schemas/vendor,device.yaml# required rule.yaml:16:5",
            "[\"level\",0,0] http://devicetree.org/schemas/vendor,device.yaml# maximum rule.yaml:9:5",
            "[\"led\"] http://devicetree.org/schemas/vendor,device.yaml# required rule.yaml:13:9",
        ], verdicts);
    }

    [TestMethod]
    public void A_tree_that_does_not_compile_has_no_line_and_says_why()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("dt", "check", folder.Write("a.dts", "/dts-v1/;\n/ {\n"), "--format", "jsonl");

        Assert.AreEqual((1, ""), (run.ExitCode, run.Out), run.ToString());
        Assert.Contains("error DT1", run.Error);
    }

    [TestMethod]
    public void Compatibles_that_no_binding_documents_are_named_at_their_string_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        string rule = folder.Write("rule.yaml", Rule);
        string board = folder.Write("a.dts", Root + "a { compatible = \"vendor,dev-7\", \"vendor,devcie\"; };\nb { compatible = \"other,thing\"; };\n};\n");

        CommandRun without = CommandRun.Of("dt", "check", board, "--bindings", rule, "--only-bindings");
        CommandRun run = CommandRun.Of("dt", "check", board, "--bindings", rule, "--only-bindings", "-m");

        Assert.DoesNotContain("DT3029", without.Error);
        Assert.Contains($"{board}:7:34: warning DT3029: /a: no binding documents compatible \"vendor,devcie\"; did you mean vendor,device?\n", run.Error);
        Assert.Contains($"{board}:8:18: warning DT3029: /b: no binding documents compatible \"other,thing\"\n", run.Error);
        Assert.AreEqual(2, run.Error.Split("DT3029").Length - 1, run.Error);
    }
}
