using System.CommandLine;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt build</c>: device tree source to the same blob that dtc writes.</summary>
internal sealed class DtBuildCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string?> _input = new Argument<string?>("IN.dts") { Description = "Device tree source; - is standard input.", Arity = ArgumentArity.ZeroOrOne }.Names(FileUse.Read);
    private readonly Option<string?> _output = new Option<string?>("--out", "-o") { Description = "The blob to write; - is standard output.", HelpName = "OUT.dtb" }.Names(FileUse.Written);
    private readonly CompileSwitches _switches = new();
    private readonly ReportSwitches _report = new();
    private readonly Option<string?> _bootCpu = NumberOption.Create("--boot-cpu", "-b", "CPU", "Physical id of the boot CPU; without it the first CPU's.", uint.MaxValue);
    private readonly Option<bool> _symbols = new("--symbols", "-@") { Description = "Add __symbols__, so that overlays can be applied." };
    private readonly Option<bool> _aliases = new("--auto-alias", "-A") { Description = "Add an alias for every label." };
    private readonly Option<string> _phandle = new("--phandle", "-H")
    {
        Description = "Property that carries the number of a referenced node: epapr (phandle), legacy (linux,phandle) or both.",
        DefaultValueFactory = _ => "epapr",
    };
    private readonly Option<string?> _reserve = NumberOption.Create("--reserve", "-R", "N", "Leave room for N more entries in the memory reserve map.");
    private readonly Option<string?> _space = NumberOption.Create("--space", "-S", "BYTES", "Make the blob at least this long.");
    private readonly Option<string?> _pad = NumberOption.Create("--pad", "-p", "BYTES", "Add this many zero bytes at the end.");
    private readonly Option<string?> _align = NumberOption.Create("--align", "-a", "BYTES", "Make the length a multiple of this.");
    private readonly Option<bool> _sort = new("--sort", "-s") { Description = "Write properties and nodes in alphabetical order." };
    private readonly Option<string?> _batch = new Option<string?>("--batch")
    {
        Description = "Compile the jobs of a file in one process: per line input, output and include directories, separated by tabs.",
        HelpName = "FILE",
    }.Names(FileUse.Read);

    public DtBuildCommand(Terminal terminal)
    {
        _terminal = terminal;
        _phandle.Take("legacy", "epapr", "both");
    }

    public Command Create()
    {
        var command = new Command("build", "Compile device tree source to a blob, byte for byte as dtc does.")
        {
            _input, _output, _bootCpu, _symbols, _aliases, _phandle, _reserve, _space, _pad, _align, _sort, _batch,
        };
        _switches.AddTo(command);
        _report.AddTo(command, _output);
        command.Validators.Add(result =>
        {
            bool single = result.GetValue(_input) is not null;
            if (result.GetValue(_batch) is not null ? single || result.GetValue(_output) is not null : !single || result.GetValue(_output) is null)
            {
                result.AddError("write either IN.dts and -o OUT.dtb, or --batch FILE");
            }
            else if (result.GetResult(_pad) is not null && result.GetResult(_space) is not null)
            {
                result.AddError("-p and -S cannot be used together");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        CompileOptions options = _switches.Of(parsed) with
        {
            BootCpu = NumberOption.ValueOf(parsed, _bootCpu),
            Symbols = parsed.GetValue(_symbols),
            Aliases = parsed.GetValue(_aliases),
            PhandleFormat = parsed.GetValue(_phandle) switch
            {
                "legacy" => PhandleFormat.Legacy,
                "both" => PhandleFormat.Both,
                _ => PhandleFormat.Standard,
            },
        };
        var layout = new FlatOptions
        {
            ReserveEntries = (int)(NumberOption.ValueOf(parsed, _reserve) ?? 0),
            MinimumBytes = (int)(NumberOption.ValueOf(parsed, _space) ?? 0),
            PaddingBytes = (int)(NumberOption.ValueOf(parsed, _pad) ?? 0),
            AlignmentBytes = (int)(NumberOption.ValueOf(parsed, _align) ?? 0),
            Sort = parsed.GetValue(_sort),
        };
        Findings findings = _report.Start(parsed, _terminal);
        int exit = parsed.GetValue(_batch) is { } batch
            ? new BuildBatch(options, layout, findings).Run(batch, _terminal)
            : Build(parsed.GetValue(_input)!, parsed.GetValue(_output)!, options, layout, findings);
        findings.Finish();
        return exit;
    }

    private int Build(string input, string output, CompileOptions options, FlatOptions layout, Findings findings)
    {
        TreeFile file = TreeFile.Load(input, options);
        findings.Add(file.Diagnostics);
        if (file.Tree is null)
        {
            return ExitCode.Findings;
        }
        byte[] blob = FlattenedTreeWriter.Write(file.Tree, layout);
        OutputFile.Write(output, blob, _terminal);
        if (_terminal.IsVerbose)
        {
            _terminal.Error.WriteLine($"{ShownText.Escape(ShownPath.Of(output))}: {blob.Length} bytes, {file.Tree.Nodes().Count()} nodes");
        }
        return ExitCode.Fine;
    }
}
