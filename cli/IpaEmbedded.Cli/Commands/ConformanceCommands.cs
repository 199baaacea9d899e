using System.CommandLine;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.Conformance;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa conformance</c>: the driver's hardware-visible trace, for comparison with upstream's.</summary>
internal sealed class ConformanceCommands
{
    private const string All = "all";

    private readonly Terminal _terminal;
    private readonly Argument<string> _version = new("VERSION") { Description = "Version of the IPA, such as v3.5.1, or all." };
    private readonly Argument<string> _scenario = new("SCENARIO") { Description = "One of " + string.Join(", ", Scenario.All.Select(each => each.Name)) + ", or all." };
    private readonly Option<string> _output = new Option<string>("--out", "-o") { Description = "The trace to write (JSON lines), - for standard output; with all, the folder for the traces.", HelpName = "OUT.jsonl", Required = true }.Names(FileUse.Written);

    public ConformanceCommands(Terminal terminal)
    {
        _terminal = terminal;
        _version.CompletionSources.Add([.. IpaVersions.Compatibles().Select(VersionOf), All]);
        _scenario.CompletionSources.Add([.. Scenario.All.Select(each => each.Name), All]);
    }

    public Command Create()
    {
        var run = new Command("run", "Drive the driver through a scenario on hardware that acts at once, and write its trace.") { _version, _scenario, _output };
        run.Validators.Add(result =>
        {
            if (result.GetValue(_version) is { } version and not All && CompatibleOf(version) is null)
            {
                result.AddError($"there is no version '{version}'; there are {string.Join(", ", IpaVersions.Compatibles().Select(VersionOf))}");
            }
            if (result.GetValue(_scenario) is { } scenario and not All && Scenario.Find(scenario) is null)
            {
                result.AddError($"there is no scenario '{scenario}'; there are {string.Join(", ", Scenario.All.Select(each => each.Name))}");
            }
        });
        run.Validators.Add(result =>
        {
            if (WritesFolder(result.GetValue(_version), result.GetValue(_scenario)) && result.GetValue(_output) == "-")
            {
                result.AddError("'all' writes a file per trace: --out takes a folder for them, not -");
            }
        });
        run.SetAction(Run);
        return new Command("conformance", "Traces that are compared with the upstream driver's.") { run, new ConformanceCompareCommand(_terminal).Create() };
    }

    private int Run(ParseResult parsed)
    {
        (string Version, string Scenario)[] traces =
        [
            .. from version in parsed.GetValue(_version) is var one and not All ? [one!] : IpaVersions.Compatibles().Select(VersionOf)
               from scenario in parsed.GetValue(_scenario) is var only and not All ? [only!] : Scenario.All.Select(each => each.Name)
               select (version, scenario),
        ];
        string output = parsed.GetValue(_output)!;
        bool isFolder = WritesFolder(parsed.GetValue(_version), parsed.GetValue(_scenario));
        if (isFolder)
        {
            OutputFile.CreateFolder(output);
        }
        var findings = new Findings(_terminal, OutputFormat.Text);
        using var progress = new ProgressLine(_terminal, "tracing", traces.Length);
        foreach ((string version, string scenario) in traces)
        {
            string name = $"{version}.{scenario}";
            progress.Next(name);
            Record(version, scenario, isFolder ? Path.Combine(output, name + ".jsonl") : output, findings);
        }
        return findings.HasErrors ? ExitCode.Findings : ExitCode.Fine;
    }

    private void Record(string version, string scenario, string output, Findings findings)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var run = new ConformanceRun(CompatibleOf(version)!, Scenario.Find(scenario)!, text);
        run.Run();
        OutputFile.Write(output, System.Text.Encoding.UTF8.GetBytes(text.ToString()), _terminal);
        findings.Add(Enumerable.Range(0, run.Chip.Sanitizer.Kept).Select(i =>
            new Diagnostic("SIM6001", DiagnosticSeverity.Error, run.Chip.Sanitizer.At(i).Text) { FileName = "fake chip" }));
    }

    private static bool WritesFolder(string? version, string? scenario) => version == All || scenario == All;

    private static string VersionOf(string compatible) => "v" + IpaVersions.ForCompatible(compatible).VersionName;

    private static string? CompatibleOf(string version) => IpaVersions.Compatibles().FirstOrDefault(compatible => VersionOf(compatible) == version);
}
