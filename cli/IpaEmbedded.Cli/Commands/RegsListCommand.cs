using System.CommandLine;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa regs list</c>: the registers of a version.</summary>
internal sealed class RegsListCommand(Terminal terminal)
{
    private readonly Option<string?> _version = RegsCommands.Version();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public Command Create()
    {
        var command = new Command("list", "List the registers of a version by offset; -v lists their fields too.") { _version, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        RegisterCatalog catalog = RegisterCatalog.ForVersion(parsed.GetValue(_version) ?? RegisterCatalog.DefaultVersion)!;
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(terminal.Out, json =>
            {
                json.WriteString("version", catalog.Version);
                json.WriteStartArray("registers");
                foreach ((string block, Register register) in catalog.All)
                {
                    json.WriteStartObject();
                    RegisterText.Write(json, block, register);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCode.Fine;
        }
        int width = catalog.All.Max(each => RegisterText.NameOf(each.Register).Length);
        foreach (IGrouping<string, (string Block, Register Register)> block in catalog.All.GroupBy(each => each.Block))
        {
            string heading = $"{block.Key} of {catalog.Version}";
            terminal.Out.WriteLine(terminal.OutHasColor ? $"\u001b[1m{heading}\u001b[0m" : heading);
            foreach ((_, Register register) in block.OrderBy(each => each.Register.Offset))
            {
                string stride = register.Stride == 0 ? "" : $"+ n * 0x{register.Stride:x}";
                terminal.Out.WriteLine($"  {RegisterText.Offset(register.Offset)} {stride,-11} {RegisterText.NameOf(register).PadRight(width)}  {RegisterDifference.AccessOf(register)}");
                if (terminal.IsVerbose && register.Fields.Length > 0)
                {
                    WrappedLine.Write(terminal, "      " + RegisterText.FieldsOf(register), "      ");
                }
            }
        }
        return ExitCode.Fine;
    }
}
