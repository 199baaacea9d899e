using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa dt</c>.</summary>
internal static class DtCommands
{
    public static Command Create(Terminal terminal)
    {
        var group = new Command("dt", "Compile, print, check, compare and explain device trees.");
        group.Add(new DtBuildCommand(terminal).Create());
        group.Add(new DtDecompileCommand(terminal).Create());
        group.Add(new DtDumpCommand(terminal).Create());
        group.Add(new DtOverlayCommand(terminal).Create());
        group.Add(new DtDiffCommand(terminal).Create());
        group.Add(new DtFormatCommand(terminal).Create());
        group.Add(new DtCheckCommand(terminal).Create());
        group.Add(new DtResourcesCommand(terminal).Create());
        return group;
    }
}
