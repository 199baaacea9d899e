using System.CommandLine;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa completions</c>: the script that teaches a shell to complete command lines of <c>ipa</c>.</summary>
internal sealed class CompletionsCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _shell = new("SHELL") { Description = "The shell: bash, zsh, fish or powershell." };

    public CompletionsCommand(Terminal terminal)
    {
        _terminal = terminal;
        _shell.Take("bash", "zsh", "fish", "powershell");
    }

    public Command Create()
    {
        var command = new Command("completions", "Print the script that completes command lines of ipa in a shell.") { _shell };
        command.SetAction(parsed =>
        {
            string shell = parsed.GetValue(_shell)!;
            string name = ".completions.ipa." + (shell == "powershell" ? "ps1" : shell);
            using var reader = new StreamReader(typeof(CompletionsCommand).Assembly.GetManifestResourceStream("IpaEmbedded.Cli" + name)!);
            _terminal.Out.Write(reader.ReadToEnd());
            return ExitCode.Fine;
        });
        return command;
    }
}
