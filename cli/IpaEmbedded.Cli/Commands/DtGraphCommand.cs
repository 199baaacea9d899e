using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Graph;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt graph</c>: who needs whom in a tree, as a picture or in a language for pictures.</summary>
internal sealed class DtGraphCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Option<bool> _clocks = new("--clocks") { Description = "Only who clocks whom." };
    private readonly Option<bool> _interconnect = new("--interconnect") { Description = "Only interconnect paths." };
    private readonly Option<bool> _interrupts = new("--interrupts") { Description = "Only interrupts." };
    private readonly Option<bool> _supplies = new("--supplies") { Description = "Only regulators and what they feed." };
    private readonly Option<string?> _format = new("--format") { Description = "svg (the default), dot for Graphviz, or mermaid for Markdown." };
    private readonly Option<string> _output = new Option<string>("--out", "-o") { Description = "Where to write it; - is standard output.", HelpName = "FILE", DefaultValueFactory = _ => "-" }.Names(FileUse.Written);

    public DtGraphCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfTree(terminal, "drawn");
        _format.Take("svg", "dot", "mermaid");
    }

    public Command Create()
    {
        var command = new Command("graph", "Draw who needs whom: clocks, interconnect paths, interrupts, supplies and the rest.")
        {
            _clocks, _interconnect, _interrupts, _supplies, _format, _output,
        };
        _input.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var findings = new Findings(_terminal, OutputFormat.Text);
        LoadedTree tree = _input.Load(parsed, findings);
        if (tree.IsRefused)
        {
            return ExitCode.Findings;
        }
        DeviceGraph graph = DeviceGraph.Of(tree.File.Tree!, KindsOf(parsed));
        if (graph.Nodes.Count == 0)
        {
            throw new CommandFailure(ExitCode.Findings, $"{tree.File.Path}: no enabled node needs another in that way, so there is nothing to draw");
        }
        string text = parsed.GetValue(_format) switch
        {
            "dot" => GraphText.Dot(graph),
            "mermaid" => GraphText.Mermaid(graph),
            _ => GraphSvg.File(graph, ShownPath.Of(tree.File.Path)),
        };
        OutputFile.Write(parsed.GetValue(_output)!, Encoding.UTF8.GetBytes(text), _terminal);
        return ExitCode.Fine;
    }

    private List<GraphKind>? KindsOf(ParseResult parsed)
    {
        List<GraphKind> kinds =
        [
            .. parsed.GetValue(_clocks) ? [GraphKind.Clock] : (GraphKind[])[],
            .. parsed.GetValue(_interconnect) ? [GraphKind.Interconnect] : (GraphKind[])[],
            .. parsed.GetValue(_interrupts) ? [GraphKind.Interrupt] : (GraphKind[])[],
            .. parsed.GetValue(_supplies) ? [GraphKind.Supply] : (GraphKind[])[],
        ];
        return kinds.Count == 0 ? null : kinds;
    }
}
