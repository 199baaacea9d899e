using System.CommandLine;
using IpaEmbedded.Cli.Resources;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt resources</c>: what the runtime will configure, with the lines of tree and binding behind each value.</summary>
internal sealed class DtResourcesCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Argument<string?> _node = new("NODE") { Description = "Only this node, by path or label.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public DtResourcesCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfTree(terminal, "resolved");
        _node.CompletionSources.Add(context => NodeNames.In(context, _input.Tree));
    }

    public Command Create()
    {
        var command = new Command("resources", "Show every clock, path, region, interrupt and SMEM state that the runtime will configure.")
        {
            _node, _json,
        };
        _input.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var findings = new Findings(_terminal, parsed.GetValue(_json) ? OutputFormat.Json : OutputFormat.Text);
        LoadedTree tree = _input.Load(parsed, findings);
        ResourceList? list = null;
        if (!tree.IsRefused)
        {
            Node? node = parsed.GetValue(_node) is { } name ? DtDumpCommand.FindNode(tree.File.Tree!, name, tree.File.Path) : null;
            list = ResourceList.Of(tree.File.Tree!, tree.Bindings, node);
            findings.Add(tree.File.InItsFile(list.Diagnostics));
            if (list.NodeCount == 0)
            {
                findings.Add(new Diagnostic("PL5002", DiagnosticSeverity.Error, "no enabled node has a driver, so nothing would be configured") { FileName = tree.File.Path });
            }
        }
        if (findings.IsJson)
        {
            WriteJson(findings, list);
        }
        else if (list is not null)
        {
            ResourceTable.Write(_terminal, list.Resources);
        }
        return findings.HasErrors ? ExitCode.Findings : ExitCode.Fine;
    }

    private void WriteJson(Findings findings, ResourceList? list) => JsonOutput.Write(_terminal.Out, json =>
    {
        json.WriteStartArray("resources");
        foreach (Resource resource in list?.Resources ?? [])
        {
            json.WriteStartObject();
            json.WriteString("node", resource.NodePath);
            json.WriteString("kind", resource.Kind);
            json.WriteString("name", resource.Name);
            json.WriteString("value", resource.Value);
            json.WriteString("property", resource.Property);
            json.WriteString("tree", ResourceTable.PlaceOf(resource.TreeSpan));
            json.WriteString("binding", ResourceTable.PlaceOf(resource.RuleSpan));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        findings.WriteTo(json);
    });
}
