using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>Judges small trees by small bindings, and our own boards by our own bindings.</summary>
internal static class Trial
{
    private static readonly string[] CoreFiles = ["core/types.yaml", "core/dt-core.yaml", "core/clock/clock.yaml", "core/gpio/gpio-consumer.yaml", "core/interconnects.yaml", "core/interrupts.yaml", "core/power-domain/power-domain-consumer.yaml", "core/reset/reset.yaml"];

    private static readonly Lazy<BindingSet> Own = new(() => BindingSet.Load(RepositoryRoot.PathOf("bindings/schemas")));

    /// <summary>The bindings of this repository.</summary>
    public static BindingSet OwnBindings => Own.Value;

    /// <summary>The core bindings of this repository and one for <c>vendor,device</c>, whose body is given from <c>properties:</c> on.</summary>
    public static BindingSet WithDevice(string body)
    {
        var files = new List<(string, SourceFile)>();
        foreach (string core in CoreFiles)
        {
            files.Add((core, new SourceFile(core, File.ReadAllBytes(RepositoryRoot.PathOf("bindings/schemas/" + core)))));
        }
        string text = "$id: http://devicetree.org/schemas/vendor,device.yaml#\n" + body;
        files.Add(("vendor,device.yaml", new SourceFile("vendor,device.yaml", text)));
        return BindingSet.FromFiles(files);
    }

    public static DeviceTreeDocument Tree(string dts, string name = "board.dts")
    {
        var options = new CompileOptions
        {
            IncludeDirectories = [RepositoryRoot.PathOf("dts/include"), RepositoryRoot.PathOf("dts/boards")],
        };
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile(name, dts), options);
        Assert.IsNotNull(result.Tree, string.Join("\n", result.Diagnostics));
        return result.Tree;
    }

    /// <summary>A tree whose node /device@0 has the compatible of the test binding and the given members.</summary>
    public static DeviceTreeDocument Device(string members, string rest = "") => Tree(
        "/dts-v1/;\n/ {\n#address-cells = <1>;\n#size-cells = <1>;\n" + rest + "\ndevice@0 {\ncompatible = \"vendor,device\";\nreg = <0x0 0x10>;\n" + members + "\n};\n};\n");

    public static ValidationReport Validate(DeviceTreeDocument tree, BindingSet set)
    {
        Assert.AreEqual("", string.Join("\n", set.Diagnostics), "the bindings themselves are wrong");
        return BindingValidator.Validate(tree, set);
    }

    /// <summary>The findings as <c>ID message</c>, without positions.</summary>
    public static string[] Findings(DeviceTreeDocument tree, BindingSet set) => [.. Validate(tree, set).Diagnostics.Select(each => each.Id + " " + each.Message)];

    /// <summary>The whole text of findings, with paths below the repository made relative.</summary>
    public static string[] Texts(ValidationReport report) => [.. report.Diagnostics.Select(each => each.ToString().Replace(RepositoryRoot.Folder + "/", "", StringComparison.Ordinal).Replace("boards/../", "", StringComparison.Ordinal))];

    /// <summary>What a small tree gets from one property's schema; the property is allowed and not required.</summary>
    public static string[] Property(string schema, string member, string rest = "")
    {
        string body = "properties:\n  compatible:\n    const: vendor,device\n  reg:\n    maxItems: 1\n" + Indent(schema) + "\nadditionalProperties: false\n";
        return Findings(Device(member, rest), WithDevice(body));
    }

    /// <summary>The path that a board would have beside ours.</summary>
    public static string BoardPath(string name) => RepositoryRoot.PathOf("dts/boards/" + name);

    /// <summary>The line (from 1) of the first line of a file of the repository that begins, after blanks, with the text.</summary>
    public static int LineOf(string relativePath, string text) =>
        Array.FindIndex(File.ReadAllLines(RepositoryRoot.PathOf(relativePath)), line => line.TrimStart().StartsWith(text.TrimStart(), StringComparison.Ordinal)) + 1;

    public static string LineAt(SourceSpan span) => span.File.LineText(span.Line);

    private static string Indent(string text) => string.Join("\n", text.Split('\n').Select(line => "  " + line));
}
