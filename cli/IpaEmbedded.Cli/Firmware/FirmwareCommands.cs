using System.CommandLine;

namespace IpaEmbedded.Cli.Firmware;

/// <summary>The group <c>ipa firmware</c>: from sources to a nanoFramework board.</summary>
internal sealed class FirmwareCommands(Terminal terminal)
{
    public Command Create() => new("firmware", "Make applications for nanoFramework boards.")
    {
        new FirmwareBuildCommand(terminal).Create(),
        new FirmwareRunCommand(terminal).Create(),
        new FirmwareFlashCommand(terminal).Create(),
        new FirmwareNewCommand(terminal).Create(),
        new FirmwareSizeCommand(terminal).Create(),
    };
}
