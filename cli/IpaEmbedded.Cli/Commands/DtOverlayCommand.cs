using System.CommandLine;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt overlay</c>: a base tree with overlays applied, byte for byte as fdtoverlay does.</summary>
internal sealed class DtOverlayCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _base = CommandOptions.Input("BASE", "The tree to extend, blob or source; - is standard input.");
    private readonly Argument<string[]> _overlays = new Argument<string[]>("OVERLAY") { Description = "Overlays in the order in which they apply, blob or source.", Arity = ArgumentArity.OneOrMore }.Names(FileUse.Read);
    private readonly Option<string?> _output = new Option<string?>("--out", "-o") { Description = "The blob to write; - is standard output.", HelpName = "OUT.dtb", Required = true }.Names(FileUse.Written);
    private readonly CompileSwitches _switches = new();
    private readonly ReportSwitches _report = new();

    public DtOverlayCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("overlay", "Apply overlays to a base tree, byte for byte as fdtoverlay does.") { _base, _overlays, _output };
        _switches.AddTo(command);
        _report.AddTo(command, _output);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Findings findings = _report.Start(parsed, _terminal);
        CompileOptions options = _switches.Of(parsed);
        int exit = Apply(parsed, options, findings);
        findings.Finish();
        return exit;
    }

    private int Apply(ParseResult parsed, CompileOptions options, Findings findings)
    {
        string basePath = parsed.GetValue(_base)!;
        byte[]? blob = Load(basePath, options with { Symbols = true }, findings);
        var overlays = new List<(string Name, byte[] Blob)>();
        foreach (string path in parsed.GetValue(_overlays)!)
        {
            if (Load(path, options, findings) is { } overlay)
            {
                overlays.Add((path, overlay));
            }
        }
        if (blob is null || overlays.Count < parsed.GetValue(_overlays)!.Length)
        {
            return ExitCode.Findings;
        }
        OverlayResult result = OverlayApplier.Apply(blob, basePath, overlays, options.Release);
        findings.Add(result.Diagnostics);
        if (result.Blob is null)
        {
            return ExitCode.Findings;
        }
        OutputFile.Write(parsed.GetValue(_output)!, result.Blob, _terminal);
        return ExitCode.Fine;
    }

    private static byte[]? Load(string path, CompileOptions options, Findings findings)
    {
        InputFile file = InputFile.ReadTree(path);
        if (file.Kind == FileKind.Blob)
        {
            return file.Bytes;
        }
        TreeFile source = TreeFile.Load(file, options);
        findings.Add(source.Diagnostics);
        return source.Tree is null ? null : source.ToBlob();
    }
}
