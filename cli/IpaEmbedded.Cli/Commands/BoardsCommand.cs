using System.CommandLine;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa boards</c>: the boards that come with the command, whose names stand for their trees everywhere.</summary>
internal sealed class BoardsCommand(Terminal terminal)
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public Command Create()
    {
        var command = new Command("boards", "List our boards, whose names can be written wherever a tree can.") { _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        OurBoard[] boards = [.. OurBoard.All()];
        if (parsed.GetValue(_json))
        {
            WriteJson(boards);
            return ExitCode.Fine;
        }
        var table = new TextTable("board", "SoC", "IPA", "firmware by");
        foreach (OurBoard board in boards)
        {
            table.Add(board.Name, board.Soc, board.IpaVersion ?? "-", board.FirmwareLoader ?? "-");
        }
        table.WriteTo(terminal.Out, "", terminal);
        if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine($"without a tree, commands take {BoardFiles.DefaultName}");
            terminal.Out.WriteLine($"sources: {ShownText.Escape(ShownPath.Of(BoardFiles.Folder))}");
        }
        return ExitCode.Fine;
    }

    private void WriteJson(OurBoard[] boards) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteString("default", BoardFiles.DefaultName);
        json.WriteStartArray("boards");
        foreach (OurBoard board in boards)
        {
            json.WriteStartObject();
            json.WriteString("name", board.Name);
            json.WriteString("model", board.Model);
            json.WriteString("soc", board.Soc);
            if (board.Ipa is { } ipa)
            {
                json.WriteString("ipa", board.IpaVersion);
                json.WriteString("compatible", ipa.Compatible);
                json.WriteString("firmwareLoader", board.FirmwareLoader);
            }
            json.WriteString("path", ShownPath.Of(board.Path));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
