using System.CommandLine;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa regs search</c>: registers by a part of their name or of a field's, in every version.</summary>
internal sealed class RegsSearchCommand(Terminal terminal)
{
    private readonly Argument<string> _text = new("TEXT") { Description = "Part of the name of a register or a field; case does not matter." };
    private readonly Option<string?> _version = RegsCommands.Version("Search this version only.");
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public Command Create()
    {
        var command = new Command("search", "Find registers by a part of their name or of a field's; exit 1 if there is none.") { _text, _version, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string text = parsed.GetValue(_text)!;
        RegisterCatalog[] catalogs = [.. (parsed.GetValue(_version) is { } version ? [version] : RegisterCatalog.Versions).Select(each => RegisterCatalog.ForVersion(each)!)];
        IReadOnlyList<RegisterHistory> found = RegisterHistory.Search(text, catalogs);
        if (parsed.GetValue(_json))
        {
            WriteJson(found);
        }
        else if (found.Count == 0)
        {
            string[] names = [.. catalogs.SelectMany(catalog => catalog.All).Select(each => each.Register.Name).Distinct()];
            terminal.Error.WriteLine($"ipa: no register or field has '{ShownText.Escape(text)}' in its name; {Suggestion.Of(text, names) ?? "'ipa regs list' lists all"}");
        }
        else
        {
            WriteText(found);
        }
        return found.Count == 0 ? ExitCode.Findings : ExitCode.Fine;
    }

    private void WriteText(IReadOnlyList<RegisterHistory> found)
    {
        foreach (RegisterHistory each in found)
        {
            terminal.Out.WriteLine(terminal.OutHasColor ? $"\u001b[1m{each.Name}\u001b[0m" : each.Name);
            foreach ((string first, string last, Register register) in each.Forms)
            {
                string versions = first == last ? first : $"{first} to {last}";
                string places = register.Stride == 0 ? "" : $" + n * 0x{register.Stride:x}, n = 0 to {register.Count - 1}";
                terminal.Out.WriteLine($"  {versions}: {each.Block} + {RegisterText.Offset(register.Offset)}{places}, {RegisterDifference.AccessOf(register)}");
                if (register.Fields.Length > 0)
                {
                    WrappedLine.Write(terminal, "    " + RegisterText.FieldsOf(register), "    ");
                }
            }
        }
    }

    private void WriteJson(IReadOnlyList<RegisterHistory> found) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteStartArray("registers");
        foreach ((RegisterHistory history, (string first, string last, Register register)) in found.SelectMany(each => each.Forms.Select(form => (each, form))))
        {
            json.WriteStartObject();
            json.WriteString("firstVersion", first);
            json.WriteString("lastVersion", last);
            RegisterText.Write(json, history.Block, register);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
