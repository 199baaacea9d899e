using System.CommandLine;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt dump</c>: prints a blob as source text.</summary>
internal sealed class DtDumpCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _input = CommandOptions.Input("IN.dtb", "A device tree blob; - is standard input.");
    private readonly Option<string?> _node = new("--node", "-n") { Description = "Print this node only, by path or label.", HelpName = "NODE" };
    private readonly Option<string?> _output = new Option<string?>("--out", "-o") { Description = "Write to a file instead of standard output.", HelpName = "OUT.dts" }.Names(FileUse.Written);

    public DtDumpCommand(Terminal terminal)
    {
        _terminal = terminal;
        _node.CompletionSources.Add(context => NodeNames.In(context, _input));
    }

    public Command Create()
    {
        var command = new Command("dump", "Print a blob as device tree source; compiling that gives the same bytes.") { _input, _node, _output };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        InputFile file = InputFile.Read(parsed.GetValue(_input)!);
        if (file.Kind != FileKind.Blob)
        {
            throw new CommandFailure(ExitCode.Findings, $"{file.Path} is not a device tree blob" + (file.Kind == FileKind.Source ? "; 'ipa dt build' makes one of it" : ""));
        }
        CompileResult result = FlattenedTreeReader.Read(file.Bytes, file.Path);
        new Findings(_terminal, OutputFormat.Text).Add(result.Diagnostics);
        if (result.Tree is null)
        {
            return ExitCode.Findings;
        }
        string text = parsed.GetValue(_node) is { } node ? TreeDump.Print(FindNode(result.Tree, node, file.Path)) : TreeDump.Print(result.Tree);
        if (parsed.GetValue(_output) is { } output && output != "-")
        {
            OutputFile.Write(output, System.Text.Encoding.UTF8.GetBytes(text));
        }
        else
        {
            _terminal.Out.Write(text);
        }
        return ExitCode.Fine;
    }

    /// <summary>A node by path or label.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    internal static Node FindNode(DeviceTreeDocument tree, string node, string path) =>
        (node.StartsWith('/') ? tree.FindByPath(node) : tree.FindByLabel(node.TrimStart('&')))
        ?? throw new CommandFailure(ExitCode.Findings, $"{path} has no node {node}");
}
