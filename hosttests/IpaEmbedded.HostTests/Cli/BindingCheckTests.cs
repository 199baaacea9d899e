using System.Text.Json;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class BindingCheckTests
{
    private const string Good = """
        # SPDX-License-Identifier: MIT
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
        required:
          - compatible
        additionalProperties: false
        examples:
          - |
            #include <dt-bindings/acme.h>
            lamp@10 {
                compatible = "acme,lamp";
                reg = <ACME 0x10>;
            };

        """;

    [TestMethod]
    public void In_a_checkout_examples_have_its_headers_and_its_bindings()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "scripts/dtc/include-prefixes/dt-bindings/acme.h", "#define ACME 0x10\n");
        string binding = Write(folder, "Documentation/devicetree/bindings/misc/acme,lamp.yaml", Good);

        CommandRun fine = CommandRun.Of("binding", "check", binding);
        Assert.AreEqual((0, "", "1 binding checked, nothing found\n"), (fine.ExitCode, fine.Error, fine.Out));

        File.Move(binding, folder["Documentation/devicetree/bindings/acme,lamp.yaml"]);
        CommandRun moved = CommandRun.Of("binding", "check", folder["Documentation/devicetree/bindings"]);
        Assert.AreEqual(0, moved.ExitCode, moved.ToString());
        Assert.Contains(":2:6: warning DT4024: '$id' names misc/acme,lamp.yaml, and the file is acme,lamp.yaml; write '$id: http://devicetree.org/schemas/acme,lamp.yaml#' or move the file\n", moved.Error);
        Assert.AreEqual(1, CommandRun.Of("binding", "check", folder["Documentation/devicetree/bindings"], "--werror").ExitCode);
    }

    [TestMethod]
    public void Outside_of_a_checkout_a_missing_header_says_how_to_name_it()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "headers/dt-bindings/acme.h", "#define ACME 0x10\n");
        string binding = Write(folder, "misc/acme,lamp.yaml", Good);

        CommandRun missing = CommandRun.Of("binding", "check", binding);
        Assert.AreEqual(1, missing.ExitCode);
        Assert.Contains("; the binding lies in no checkout whose headers are known, so name their directory with -i\n", missing.Error);
        Assert.AreEqual(0, CommandRun.Of("binding", "check", binding, "-i", folder["headers"]).ExitCode);
        Assert.AreEqual(0, CommandRun.Of("binding", "check", binding, "--no-examples").ExitCode);
    }

    [TestMethod]
    public void Findings_come_in_every_format_and_known_ones_not_again()
    {
        using var folder = new TemporaryFolder();
        string binding = Write(folder, "misc/acme,lamp.yaml", Good.Replace("maxItems", "maxItem", StringComparison.Ordinal));
        string[] line = ["binding", "check", binding, "--no-examples"];

        CommandRun json = CommandRun.Of([.. line, "--format", "json"]);
        using (JsonDocument document = JsonDocument.Parse(json.Out))
        {
            JsonElement finding = document.RootElement.GetProperty("diagnostics").EnumerateArray().Single();
            Assert.AreEqual("DT4003", finding.GetProperty("id").GetString());
            Assert.AreEqual(1, document.RootElement.GetProperty("files").GetArrayLength());
        }
        Assert.Contains("\"ruleId\": \"DT4003\"", CommandRun.Of([.. line, "--format", "sarif"]).Out);
        Assert.Contains("line=11,", CommandRun.Of([.. line, "--format", "github"]).Out);
        Assert.Contains("(11,5): error DT4003: 'maxItem' is no keyword; did you mean maxItems?", CommandRun.Of([.. line, "--format", "msbuild"]).Out);
        CommandRun known = CommandRun.Of([.. line, "--baseline", folder.Write("old.json", json.Out)]);
        Assert.AreEqual((1, 0), (json.ExitCode, known.ExitCode));
        Assert.Contains("1 known finding of the baseline not shown", known.Error);
    }

    [TestMethod]
    public void The_meta_schemas_of_an_installed_dt_schema_take_the_place_of_ours()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "core/meta-schemas/core.yaml", "$id: http://devicetree.org/meta-schemas/core.yaml#\nrequired: [ description ]\n");
        string binding = Write(folder, "misc/acme,lamp.yaml", Good);

        CommandRun run = CommandRun.Of("binding", "check", binding, "--no-examples", "--core", folder["core"]);

        Assert.Contains(":2:1: error DT4020: the file has no 'description'\n", run.Error);
        Assert.AreEqual(3, CommandRun.Of("binding", "check", binding, "--core", folder["none"]).ExitCode);
    }

    [TestMethod]
    public void What_is_no_binding_is_said_so()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["empty"]);

        Assert.AreEqual($"ipa: there is no binding (.yaml) in {folder["empty"]}\n", CommandRun.Of("binding", "check", folder["empty"]).Error);
        Assert.AreEqual(3, CommandRun.Of("binding", "check", folder["none.yaml"]).ExitCode);
        Assert.AreEqual(1, CommandRun.Of("binding", "check", RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts")).ExitCode);
    }

    private static string Write(TemporaryFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        return folder.Write(path, text);
    }
}
