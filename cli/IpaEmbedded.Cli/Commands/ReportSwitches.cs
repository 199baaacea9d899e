using System.CommandLine;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The switches that say how findings are printed and which of them are known already.</summary>
internal sealed class ReportSwitches
{
    private readonly Option<string?> _format;
    private readonly Option<bool> _json = CommandOptions.Json();
    private readonly Option<string?> _baseline = new Option<string?>("--baseline")
    {
        Description = "Findings of an earlier run (its --format json or sarif) that are neither shown nor counted again.",
        HelpName = "FILE",
    }.Names(FileUse.Read);

    /// <param name="hasVerdicts">Whether the command has verdicts, which <c>--format jsonl</c> prints.</param>
    public ReportSwitches(bool hasVerdicts = false)
    {
        _format = CommandOptions.Format(hasVerdicts);
    }

    /// <param name="output">The command's option for a file to write, which may be standard output; null if it has none.</param>
    public void AddTo(Command command, Option<string?>? output = null)
    {
        command.Validators.Add(result =>
        {
            if (output is not null && result.GetValue(output) == "-" && (result.GetValue(_json) || result.GetValue(_format) is not (null or "text")))
            {
                result.AddError($"findings of {(result.GetValue(_json) ? "--json" : "--format " + result.GetValue(_format))} go to standard output, so that {output.Name} cannot go there too");
            }
        });
        command.Add(_format);
        command.Add(_json);
        command.Add(_baseline);
    }

    /// <summary>A collector that prints in the format that was asked for.</summary>
    /// <exception cref="CommandFailure">The baseline cannot be read.</exception>
    public Findings Start(ParseResult parsed, Terminal terminal) =>
        new(terminal, CommandOptions.FormatOf(parsed, _format, _json), parsed.GetValue(_baseline) is { } file ? FindingBaseline.Read(file) : null);
}
