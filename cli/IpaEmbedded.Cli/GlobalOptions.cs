using System.CommandLine;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print errors and the result only.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Print more about what is done.", Recursive = true };

    public Option<bool> AllFindings { get; } = new("--all-findings")
    {
        Description = $"Show every finding, not {Limits.ShownFindings} of one id in one file and how many more.",
        Recursive = true,
    };

    public Option<bool> Debug { get; } = new("--debug") { Description = "Print a stack trace with an internal error.", Recursive = true };

    // Texts and not enumerations: options of value types cost every start some compilation.
    private readonly Option<string?> _color = new("--color")
    {
        Description = "Colour in messages: auto, always or never.",
        Recursive = true,
    };

    public GlobalOptions()
    {
        _color.Take("auto", "always", "never");
    }

    public ColorChoice ColorOf(ParseResult parsed) => parsed.GetValue(_color) switch
    {
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => ColorChoice.Auto,
    };

    public void AddTo(RootCommand root)
    {
        root.Add(Quiet);
        root.Add(Verbose);
        root.Add(AllFindings);
        root.Add(Debug);
        root.Add(_color);
    }
}
