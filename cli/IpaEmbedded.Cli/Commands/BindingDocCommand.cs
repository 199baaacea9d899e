using System.CommandLine;
using System.Text;
using IpaEmbedded.Bindings;
using IpaEmbedded.Cli.Documentation;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa binding doc</c>: a binding as documentation.</summary>
internal sealed class BindingDocCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = CommandOptions.Input("BINDING", "A binding file.");
    private readonly Option<string?> _format = new("--format") { Description = "markdown (the default), or html, which a name that ends in .html means too." };
    private readonly Option<string> _output = new Option<string>("--out", "-o") { Description = "Where to write it; - is standard output.", HelpName = "FILE", DefaultValueFactory = _ => "-" }.Names(FileUse.Written);

    public BindingDocCommand(Terminal terminal)
    {
        _terminal = terminal;
        _format.Take("markdown", "html");
    }

    public Command Create()
    {
        var command = new Command("doc", "Write what a binding says as a page: properties, types, what is required, examples.") { _file, _format, _output };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        InputFile file = InputFile.Read(parsed.GetValue(_file)!);
        BindingCheckReport report = BindingCheck.Check(new SourceFile(file.Path, file.Bytes), MetaSchemaSet.Ours());
        if (report.Root is not { IsMap: true } root)
        {
            new Findings(_terminal, OutputFormat.Text).Add(report.Diagnostics);
            return ExitCode.Findings;
        }
        var binding = BindingDescription.Of(root);
        string output = parsed.GetValue(_output)!;
        bool isPage = parsed.GetValue(_format) is { } format ? format == "html" : output.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
        OutputFile.Write(output, Encoding.UTF8.GetBytes(isPage ? BindingPage.Of(binding) : BindingMarkdown.Of(binding)), _terminal);
        return ExitCode.Fine;
    }
}
