using System.CommandLine;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa dt</c>.</summary>
internal static class DtCommands
{
    public static Command Create(Terminal terminal, string[] args)
    {
        var group = new Command("dt", "Compile, print, check, compare and explain device trees.");
        foreach (Command command in CommandTable.Select(args.Length > 1 ? args[1] : null,
        [
            ("build", () => new DtBuildCommand(terminal).Create()),
            ("preprocess", () => new DtPreprocessCommand(terminal).Create()),
            ("decompile", () => new DtDecompileCommand(terminal).Create()),
            ("dump", () => new DtDumpCommand(terminal).Create()),
            ("overlay", () => new DtOverlayCommand(terminal).Create()),
            ("diff", () => new DtDiffCommand(terminal).Create()),
            ("fmt", () => new DtFormatCommand(terminal).Create()),
            ("check", () => new DtCheckCommand(terminal).Create()),
            ("graph", () => new DtGraphCommand(terminal).Create()),
            ("resources", () => new DtResourcesCommand(terminal).Create()),
        ]))
        {
            group.Add(command);
        }
        return group;
    }
}
