using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The switches that say how findings are printed and which of them are known already.</summary>
internal sealed class ReportSwitches
{
    private readonly Option<string?> _format = CommandOptions.Format();
    private readonly Option<bool> _json = CommandOptions.Json();
    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "Findings of an earlier run (its --format json or sarif) that are neither shown nor counted again.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_json);
        command.Add(_baseline);
    }

    /// <summary>A collector that prints in the format that was asked for.</summary>
    /// <exception cref="CommandFailure">The baseline cannot be read.</exception>
    public Findings Start(ParseResult parsed, Terminal terminal) =>
        new(terminal, CommandOptions.FormatOf(parsed, _format, _json), parsed.GetValue(_baseline) is { } file ? FindingBaseline.Read(file) : null);
}
