using System.CommandLine;
using System.CommandLine.Parsing;
using IpaEmbedded.Cli.Boot;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The option of commands that let the hardware fail.</summary>
internal sealed class FaultOption
{
    private readonly Option<string[]> _fault = new("--fault")
    {
        Description = "Let the hardware fail: " + string.Join(", ", FaultName.Names) + "; " + FaultName.Numbers + ". A fault that never happens is an error.",
        HelpName = "NAME[=N]",
        DefaultValueFactory = _ => [],
    };

    public FaultOption() => _fault.CompletionSources.Add([.. FaultName.Names]);

    public void AddTo(Command command)
    {
        command.Add(_fault);
        command.Validators.Add(result =>
        {
            foreach (string fault in result.GetValue(_fault)!.Where(text => FaultName.Parse(text) is null))
            {
                result.AddError(FaultName.WhyNone(fault));
            }
            foreach (IGrouping<string, string> twice in result.GetValue(_fault)!.GroupBy(text => text.Split('=')[0]).Where(group => group.Count() > 1))
            {
                result.AddError($"--fault {twice.Key} is given more than once; the hardware has one plan for it");
            }
        });
    }

    /// <summary>Whether the command line asks for one.</summary>
    public bool IsAsked(CommandResult result) => result.GetValue(_fault)!.Length > 0;

    /// <summary>The faults that were asked for.</summary>
    public IReadOnlyList<FaultName> Read(ParseResult parsed) => [.. parsed.GetValue(_fault)!.Select(text => FaultName.Parse(text)!)];
}
