using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa help</c>: another spelling of --help, see <see cref="Usage.ShortForms"/>; what arrives here names no command.</summary>
internal sealed class HelpCommand(Terminal terminal)
{
    private readonly Argument<string[]> _command = new("COMMAND") { Description = "Words of the command, such as dt build.", Arity = ArgumentArity.ZeroOrMore };

    public Command Create()
    {
        var command = new Command("help", "Show the help of a command, as --help behind it does.") { _command };
        command.SetAction(_ => CommandLine.Run(["--help"], terminal));
        return command;
    }
}
