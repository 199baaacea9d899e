using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary>Sets up the one command that a word names, or all of them if it names none.</summary>
internal static class CommandTable
{
    public static IEnumerable<Command> Select(string? word, (string Name, Func<Command> Create)[] commands)
    {
        foreach ((string name, Func<Command> create) in commands)
        {
            if (name == word)
            {
                return [create()];
            }
        }
        return commands.Select(each => each.Create());
    }
}
