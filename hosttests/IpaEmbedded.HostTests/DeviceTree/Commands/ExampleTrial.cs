using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Explain;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.DeviceTree.Commands;

/// <summary>Tries out the examples of a page: which findings the shared texts and those of one verdict give together.</summary>
internal static partial class ExampleTrial
{
    private static readonly string[] CoreBindings = ["core/types.yaml", "core/dt-core.yaml", "core/clock/clock.yaml", "core/gpio/gpio-consumer.yaml", "core/interconnects.yaml", "core/interrupts.yaml", "core/power-domain/power-domain-consumer.yaml", "core/reset/reset.yaml"];

    private static readonly MemoryFileProvider Files = new MemoryFileProvider()
        .Add("trees/part.dtsi", "/ { };\n")
        .Add("trees/part.bin", "part")
        .Add("trees/large.bin", new byte[60 * 1024 * 1024])
        .Add("trees/../outside.bin", "private");

    /// <summary>The findings, as texts that begin with their ids.</summary>
    public static string[] Findings(ExplainPage page, ExampleVerdict verdict)
    {
        PageExample[] texts = [.. page.Examples.Where(each => each.Verdict == verdict || each.Verdict == ExampleVerdict.Shared)];
        return texts.Any(each => each.Language == "registers") ? OfRegisters(texts.Single().Text)
            : texts.Any(each => each.Language == "bindings") ? Texts(BindingSet.Load(RepositoryRoot.PathOf("bindings/" + texts.Single().Text.Trim())).Diagnostics)
            : texts.Any(each => each.Language == "check") ? OfCheckedBinding(texts.Single().Text)
            : texts.Any(each => each.Language == "board") ? OfBoard(texts.Single())
            : texts.Any(each => each.Language == "dtb") ? OfBlob(Blob(texts.Single().Text))
            : texts.Any(each => each.Language == "overlay") ? OfOverlay(texts.Single(each => each.Language == "dts"), texts.Single(each => each.Language == "overlay"))
            : texts.Any(each => each.Language == "yaml") ? OfBinding(page.Id, texts)
            : OfSource(page, texts.Single());
    }

    private static string[] OfSource(ExplainPage page, PageExample example) => Texts(Compile(page, example).Diagnostics);

    private static CompileResult Compile(ExplainPage page, PageExample example)
    {
        var checks = new CheckOptions();
        if (CheckTable.All.FirstOrDefault(check => check.Id == page.Id) is { DefaultSeverity: null } off && !example.Switches.Contains("-Wno-" + off.Name))
        {
            checks.TryApply(off.Name, error: false);
        }
        var options = new CompileOptions { Files = Files, Roots = ["trees"], Checks = checks, Symbols = example.Switches.Contains("-@") };
        byte[] text = Encoding.UTF8.GetBytes(example.Text);
        var files = new MemoryFileProvider().Add("trees/example.dts", text);
        return DeviceTreeCompiler.Compile(new SourceFile("trees/example.dts", text), example.Text.Contains("\"example.dts\"", StringComparison.Ordinal) ? options with { Files = files } : options);
    }

    private static string[] OfBlob(byte[] blob) => Texts(SourcePrinter.Decompile(blob, "example.dtb").Diagnostics);

    private static string[] OfOverlay(PageExample baseTree, PageExample overlay)
    {
        byte[] first = Build(baseTree.Text, symbols: true), second = Build(overlay.Text, symbols: false);
        return Texts(OverlayApplier.Apply(first, "base.dtb", [("overlay.dtbo", second)]).Diagnostics);
    }

    private static byte[] Build(string text, bool symbols)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("example.dts", text), new CompileOptions { Symbols = symbols });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }

    private static string[] OfBinding(string id, PageExample[] texts)
    {
        var files = CoreBindings.Select(path => (path, new SourceFile(path, File.ReadAllBytes(RepositoryRoot.PathOf("bindings/schemas/" + path))))).ToList();
        files.AddRange(texts.Where(each => each.Language == "yaml").Select((each, i) => ($"example{i}.yaml", new SourceFile($"example{i}.yaml", each.Text))));
        BindingSet set = BindingSet.FromFiles(files);
        string[] found = Texts(set.Diagnostics);
        if (texts.FirstOrDefault(each => each.Language == "dts") is { } tree)
        {
            CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("example.dts", tree.Text), new CompileOptions());
            Assert.IsNotNull(result.Tree, id + "\n" + string.Join('\n', result.Diagnostics));
            found = CompatDeviations.All.TryGetValue(id, out CompatDeviation deviation)
                ? [.. found, .. OfDeviation(id, deviation, result.Tree, set)]
                : [.. found, .. Texts(BindingValidator.Validate(result.Tree, set).Diagnostics)];
            found = tree.Switches.Contains("-m") ? [.. found, .. Texts(new UndocumentedCompatibles(set).Of(result.Tree))] : found;
        }
        return found;
    }

    /// <summary>The deviation, if without it alone the verdicts of dt-schema's release become those of the default.</summary>
    private static string[] OfDeviation(string id, CompatDeviation deviation, DeviceTreeDocument tree, BindingSet set)
    {
        string Verdicts(CompatDeviation compat) => string.Join('\n', BindingValidator.Validate(tree, set, new ValidationOptions { Compat = compat }).Verdicts.Select(each => $"{each.NodePath} {string.Join('/', each.Property)} {each.Schema} {each.Keyword}"));
        string means = Verdicts(CompatDeviation.None);
        string does = Verdicts(CompatDeviation.Release2022_08);
        string without = Verdicts(CompatDeviation.Release2022_08 & ~deviation);
        return means == does ? [] : [without == means ? id + " changes the verdicts" : $"not by this deviation alone: [{means}] [{does}] [{without}]"];
    }

    /// <summary>What checking a binding file for itself says.</summary>
    private static string[] OfCheckedBinding(string text)
    {
        var library = new BindingLibrary(RepositoryRoot.PathOf("bindings/schemas"), RepositoryRoot.PathOf("bindings/schemas/core"));
        var file = new SourceFile("vendor,device.yaml", text);
        BindingCheckReport report = BindingCheck.Check(file, MetaSchemaSet.Ours(), _ => library);
        return Texts([.. report.Diagnostics, .. BindingExamples.Check(file, report, BindingSet.Load(RepositoryRoot.PathOf("bindings/schemas")), new CompileOptions())]);
    }

    /// <summary>What checking, listing and booting say about a board.</summary>
    private static string[] OfBoard(PageExample example)
    {
        using var folder = new TemporaryFolder();
        string board = folder.Write("board.dts", example.Text);
        var found = new List<string>();
        foreach (string[] command in (string[][])[["dt", "check", board], ["dt", "resources", board], ["boot", board]])
        {
            string[] bindings = [];
            if (example.Switches.Contains("--bindings=unrelated"))
            {
                Directory.CreateDirectory(folder["unrelated"]);
                folder.Write("unrelated/other.yaml", "$id: http://devicetree.org/schemas/other.yaml#\nproperties:\n  compatible:\n    const: vendor,other\n");
                bindings = ["--bindings", folder["unrelated"], "--only-bindings"];
            }
            CommandRun run = CommandRun.Of([.. command, .. bindings, "-i", RepositoryRoot.PathOf("dts/boards"), "--json"]);
            using JsonDocument json = JsonDocument.Parse(run.Out);
            found.AddRange(json.RootElement.GetProperty("diagnostics").EnumerateArray().Select(each => each.GetProperty("id").GetString() + " " + each.GetProperty("message").GetString()));
        }
        return [.. found];
    }

    /// <summary>What the fake chip's watch says about accesses, one a line, in the form <c>read ipa+0x48</c>.</summary>
    private static string[] OfRegisters(string text)
    {
        var bench = new Fake.ChipBench();
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            bench.Ipa(uint.Parse(line["read ipa+0x".Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }
        return [.. Enumerable.Range(0, bench.Sanitizer.Count).Select(i => "SIM6001 " + bench.Sanitizer.At(i).Text)];
    }

    private static string[] Texts(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics.Select(each => each.Id + " " + each)];

    /// <summary>Words in hexadecimal, <c>(words)x3</c> three times.</summary>
    private static byte[] Blob(string words)
    {
        string all = Repeated().Replace(words, match => string.Concat(Enumerable.Repeat(match.Groups[1].Value + " ", int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        var bytes = new List<byte>();
        Span<byte> word = stackalloc byte[4];
        foreach (string each in all.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            BinaryPrimitives.WriteUInt32BigEndian(word, uint.Parse(each, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            bytes.AddRange(word);
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"\(([^)]*)\)x(\d+)")]
    private static partial Regex Repeated();
}
