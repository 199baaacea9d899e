using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings.Meta;

/// <summary>Examples of a binding are compiled and validated; what is wrong with them stands at their lines.</summary>
[TestClass]
public sealed class BindingExampleTests
{
    private const string Path = "misc/acme,lamp.yaml";

    private const string Head = """
        $id: http://devicetree.org/schemas/misc/acme,lamp.yaml#
        properties:
          compatible:
            const: acme,lamp
          reg:
            maxItems: 1
          interrupts:
            maxItems: 1
          leds:
            $ref: /schemas/types.yaml#/definitions/phandle
        required:
          - compatible
          - reg
        additionalProperties: false
        examples:

        """;

    [TestMethod]
    [DataRow("  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n    };\n", "")]
    [DataRow("  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n    };", "")]
    [DataRow("  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n        color;\n    };\n", "20:9: error DT3001: /example-0/lamp@10: property 'color' is not in the binding\nmisc/acme,lamp.yaml:14:1: note: the rule that allows no others; it also allows 'interrupts', 'leds'")]
    [DataRow("  - |\n    lamp {\n        compatible = \"acme,lamp\";\n    };\n", "17:5: error DT3002: /example-0/lamp: required property 'reg' is missing\nmisc/acme,lamp.yaml:13:5: note: required by this rule")]
    [DataRow("  - |\n    lamp@10 {\n        compatible = \"acme,lamp\"\n        reg = <0x10 0x10>;\n    };\n", "19:9: error DT1002: expected ';' before 'reg'\nmisc/acme,lamp.yaml:18:32: note: it belongs behind this")]
    [DataRow("  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n    };\n\n  - |\n    lamp@20 {\n        compatible = \"acme,lamp\";\n        reg = <0x20>;\n    };\n", "25:9: warning DT2213: 'reg' has 4 bytes; an entry has 8 (#address-cells 1, #size-cells 1 of /example-1)\nmisc/acme,lamp.yaml:22:3: note: '#address-cells' is set here\nmisc/acme,lamp.yaml:25:16: error DT3023: /example-1/lamp@20: 'reg' has 1 cell, an entry below /example-1 takes 2 (1 of address, 1 of size)")]
    [DataRow("  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n        interrupts = <0 (1 | 2) 4>;\n        leds = <&elsewhere>;\n    };\n", "")]
    [DataRow("  - \"lamp { };\"\n", "16:5: warning DT4028: the example is not checked: write it below '- |', so that its lines stay lines")]
    [DataRow("  - |\n    #include \"nowhere.h\"\n    lamp { };\n", "17:5: error DT1020: cannot find the included file \"nowhere.h\"")]
    [DataRow("  - |\n    lamp {\n", "17:10: error DT1003")]
    public void An_example_is_compiled_and_validated_and_findings_have_its_lines(string examples, string expected)
    {
        string found = Check(examples);

        Assert.AreEqual(expected.Length == 0 ? "" : Path + ":" + expected, expected.EndsWith("DT1003", StringComparison.Ordinal) ? found[..Math.Min(found.Length, Path.Length + 1 + expected.Length)] : found);
    }

    [TestMethod]
    public void An_example_with_a_root_of_its_own_is_a_whole_tree()
    {
        string found = Check("  - |\n    / {\n        compatible = \"acme,lamp\";\n        model = \"a\";\n        color;\n    };\n");

        Assert.Contains("misc/acme,lamp.yaml:17:5: error DT3002: /: required properties '#address-cells', '#size-cells' and 'reg' are missing\n", found);
        Assert.Contains("misc/acme,lamp.yaml:20:9: error DT3001: /: property 'color' is not in the binding\n", found);
    }

    [TestMethod]
    public void What_only_follows_from_a_wrong_rule_is_not_told_again()
    {
        const string Examples = "  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n        leds = <1>;\n    };\n";

        Assert.AreEqual("", Check(Examples, Head.Replace("definitions/phandle", "definitions/phandel", StringComparison.Ordinal)));
        Assert.Contains("'leds'", Check(Examples, Head.Replace("definitions/phandle", "definitions/flag", StringComparison.Ordinal)));
    }

    /// <summary>Of the line of the wrong rule in another file.</summary>
    [TestMethod]
    public void What_another_file_says_at_the_line_of_a_wrong_rule_is_told()
    {
        const string Examples = "  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n        leds = <1>;\n    };\n";
        const string Other = "$id: http://devicetree.org/schemas/misc/other.yaml#\nselect:\n  required:\n    - leds\n#\n#\n#\n#\nproperties:\n  reg: false\n";

        Assert.Contains("misc/acme,lamp.yaml:19:9: error DT3001: /example-0/lamp@10: 'reg' is not allowed here\nmisc/other.yaml:10:8: note: this rule", Check(Examples, Head.Replace("definitions/phandle", "definitions/phandel", StringComparison.Ordinal), Other));
    }

    /// <summary>As many cells as dt-schema counts, who takes brackets away from the inside.</summary>
    [TestMethod]
    public void An_expression_in_brackets_in_brackets_is_one_cell_of_an_interrupt()
    {
        const string Examples = "  - |\n    lamp@10 {\n        compatible = \"acme,lamp\";\n        reg = <0x10 0x10>;\n        interrupts = <0 ((1 | 2) | 4) 4>, <0 1 4>, <0 2 4>, <0 3 4>, <0 5 4>;\n    };\n";

        Assert.AreEqual("", Check(Examples, Head.Replace("interrupts:\n    maxItems: 1", "interrupts:\n    maxItems: 5", StringComparison.Ordinal)));
    }

    private static string Check(string examples, string head = Head, string? other = null)
    {
        var file = new SourceFile(Path, head + examples);
        string root = RepositoryRoot.PathOf("bindings/schemas");
        List<(string, SourceFile)> files = [.. BindingTexts.Read(root, []).Select(each => (each.Path[(root.Length + 1)..], each)), (Path, file), .. other is null ? [] : (List<(string, SourceFile)>)[("misc/other.yaml", new SourceFile("misc/other.yaml", other))]];
        var library = new BindingLibrary(root, root + "/core");
        BindingCheckReport binding = BindingCheck.Check(file, MetaSchemaSet.Ours(), _ => library);

        return string.Join('\n', BindingExamples.Check(file, binding, BindingSet.FromFiles(files), new CompileOptions { Files = new MemoryFileProvider() })
            .Where(each => each.Severity != DiagnosticSeverity.Note && (each.Id != "DT3002" || each.Message.Contains("'reg'", StringComparison.Ordinal))));
    }
}
