using System.CommandLine;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.Conformance;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa conformance</c>: the driver's hardware-visible trace, for comparison with upstream's.</summary>
internal sealed class ConformanceCommands
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _version = new("VERSION") { Description = "Version of the IPA, such as v3.5.1." };
    private readonly Argument<string> _scenario = new("SCENARIO") { Description = "One of " + string.Join(", ", Scenario.All.Select(each => each.Name)) + "." };
    private readonly Option<string> _output = new Option<string>("--out", "-o") { Description = "The trace to write (JSON lines); - is standard output.", HelpName = "OUT.jsonl", Required = true }.Names(FileUse.Written);

    public ConformanceCommands(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var run = new Command("run", "Drive the driver through a scenario on hardware that acts at once, and write its trace.") { _version, _scenario, _output };
        run.Validators.Add(result =>
        {
            if (result.GetValue(_version) is { } version && CompatibleOf(version) is null)
            {
                result.AddError($"there is no version '{version}'; there are {string.Join(", ", IpaVersions.Compatibles().Select(VersionOf))}");
            }
            if (result.GetValue(_scenario) is { } scenario && Scenario.Find(scenario) is null)
            {
                result.AddError($"there is no scenario '{scenario}'; there are {string.Join(", ", Scenario.All.Select(each => each.Name))}");
            }
        });
        run.SetAction(Run);
        return new Command("conformance", "Traces that are compared with the upstream driver's.") { run, new ConformanceCompareCommand(_terminal).Create() };
    }

    private int Run(ParseResult parsed)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var run = new ConformanceRun(CompatibleOf(parsed.GetValue(_version)!)!, Scenario.Find(parsed.GetValue(_scenario)!)!, text);
        run.Run();
        string output = parsed.GetValue(_output)!;
        if (output == "-")
        {
            _terminal.Out.Write(text.ToString());
        }
        else
        {
            OutputFile.Write(output, System.Text.Encoding.UTF8.GetBytes(text.ToString()));
        }
        var findings = new Findings(_terminal, OutputFormat.Text);
        findings.Add(Enumerable.Range(0, run.Chip.Sanitizer.Kept).Select(i =>
            new Diagnostic("SIM6001", DiagnosticSeverity.Error, run.Chip.Sanitizer.At(i).Text) { FileName = "fake chip" }));
        return findings.HasErrors ? ExitCode.Findings : ExitCode.Fine;
    }

    private static string VersionOf(string compatible) => "v" + IpaVersions.ForCompatible(compatible).VersionName;

    private static string? CompatibleOf(string version) => IpaVersions.Compatibles().FirstOrDefault(compatible => VersionOf(compatible) == version);
}
