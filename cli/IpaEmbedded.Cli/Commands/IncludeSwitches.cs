using System.CommandLine;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The switches that say where included files are and may be, the same for every command that reads a tree.</summary>
internal sealed class IncludeSwitches
{
    private readonly Option<string[]> _include = CommandOptions.Include();
    private readonly Option<bool> _allowOutside = new("--allow-outside")
    {
        Description = "Let included files lie outside the directories of the source, of -i and of the checkout.",
    };

    public void AddTo(Command command)
    {
        command.Add(_include);
        command.Add(_allowOutside);
    }

    /// <summary>The options of a compilation that these are.</summary>
    public CompileOptions Of(ParseResult parsed) => new()
    {
        IncludeDirectories = [.. parsed.GetValue(_include)!],
        Roots = parsed.GetValue(_allowOutside) ? ["/"] : [],
    };
}
