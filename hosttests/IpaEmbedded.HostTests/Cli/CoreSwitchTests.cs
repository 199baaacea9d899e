using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Comparing with dt-schema: its core schemas instead of ours, and the accidents of its release.</summary>
[TestClass]
public sealed class CoreSwitchTests
{
    private const string Rule = """
        $id: http://devicetree.org/schemas/vendor,device.yaml#
        properties:
          compatible:
            const: vendor,device
          level:
            $ref: /schemas/types.yaml#/definitions/uint32
        required: [ compatible, level ]
        additionalProperties: true

        """;

    private const string Tree = """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	#size-cells = <1>;
        	compatible = "vendor,board";
        	model = "board";

        	example-device {
        		compatible = "vendor,device";
        	};
        };

        """;

    [TestMethod]
    public void Other_core_schemas_stand_for_ours()
    {
        using var folder = new TemporaryFolder();
        string tree = folder.Write("a.dts", Tree);
        Directory.CreateDirectory(folder["core"]);
        File.Copy(RepositoryRoot.PathOf("bindings/schemas/core/types.yaml"), folder["core/types.yaml"]);
        string rule = folder.Write("rule.yaml", Rule);

        CommandRun run = CommandRun.Of("dt", "check", tree, "--bindings", rule, "--only-bindings", "--core", folder["core"]);
        CommandRun none = CommandRun.Of("dt", "check", tree, "--core", folder["none"]);

        Assert.Contains("1 of the core in " + folder["core"] + ", SHA-256 ", run.Out);
        Assert.Contains("error DT3002: /example-device: required property 'level' is missing\n", run.Error);
        Assert.AreEqual($"exit 3\nipa: cannot read {folder["none"]}: there is no such directory\n", none.ToString());
    }

    [TestMethod]
    public void The_accidents_of_a_release_are_repeated_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        string tree = folder.Write("a.dts", Tree);
        string[] check = ["dt", "check", tree, "--bindings", folder.Write("rule.yaml", Rule), "--only-bindings"];

        Assert.Contains("error DT3002: /example-device: ", CommandRun.Of(check).Error);
        Assert.DoesNotContain("DT3002", CommandRun.Of([.. check, "--compat", "2022.08"]).Error);
        Assert.AreEqual(2, CommandRun.Of([.. check, "--compat", "2025.02"]).ExitCode);
    }
}
