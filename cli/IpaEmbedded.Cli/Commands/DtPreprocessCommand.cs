using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt preprocess</c>: what <c>cpp</c> makes of device tree source, and a rule of make with the files that it is made of.</summary>
internal sealed class DtPreprocessCommand(Terminal terminal)
{
    private readonly Argument<string> _input = CommandOptions.Input("IN.dts", "Device tree source; - is standard input.");
    private readonly Option<string?> _output = new Option<string?>("--out", "-o") { Description = "Write to a file instead of standard output.", HelpName = "OUT" }.Names(FileUse.Written);
    private readonly Option<string?> _dependencies = new Option<string?>("--dependencies", "-M") { Description = "Also write a rule of make that names all files that were read.", HelpName = "OUT.d" }.Names(FileUse.Written);
    private readonly Option<bool> _noMarkers = new("--no-markers", "-P") { Description = "Write no line markers." };
    private readonly Option<string[]> _define = CompileSwitches.CreateDefine();
    private readonly IncludeSwitches _include = new();

    public Command Create()
    {
        var command = new Command("preprocess", "Preprocess device tree source and do nothing else.") { _input, _output, _dependencies, _noMarkers, _define };
        _include.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        InputFile file = InputFile.Read(parsed.GetValue(_input)!);
        CompileOptions options = IncludeSearch.Extend(_include.Of(parsed) with { Defines = parsed.GetValue(_define)! }, file.Path);
        (byte[] text, DiagnosticBag diagnostics, IReadOnlyCollection<string> files) = SourcePreprocessor.Run(new SourceFile(file.Path, file.Bytes), options, !parsed.GetValue(_noMarkers));
        var findings = new Findings(terminal, OutputFormat.Text);
        findings.Add(diagnostics);
        if (diagnostics.HasErrors)
        {
            return ExitCode.Findings;
        }
        string output = parsed.GetValue(_output) ?? "-";
        // What goes to a terminal or a pipe cannot be taken back, so it comes last.
        if (parsed.GetValue(_dependencies) is { } rule)
        {
            string target = output == "-" ? Path.ChangeExtension(Path.GetFileName(file.Path), ".o") : output;
            string line = string.Join(" \\\n ", files.Prepend(file.Path).Distinct().Select(each => each.Replace(" ", "\\ ", StringComparison.Ordinal)));
            OutputFile.Write(rule, Encoding.UTF8.GetBytes($"{target}: {line}\n"), terminal);
        }
        OutputFile.Write(output, text, terminal);
        return ExitCode.Fine;
    }
}
