using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa binding</c>.</summary>
internal static class BindingCommands
{
    public static Command Create(Terminal terminal, string[] args)
    {
        var group = new Command("binding", "Check, describe and begin binding files.");
        foreach (Command command in CommandTable.Select(args.Length > 1 ? args[1] : null,
        [
            ("check", () => new BindingCheckCommand(terminal).Create()),
            ("doc", () => new BindingDocCommand(terminal).Create()),
            ("new", () => new BindingNewCommand(terminal).Create()),
        ]))
        {
            group.Add(command);
        }
        return group;
    }
}
