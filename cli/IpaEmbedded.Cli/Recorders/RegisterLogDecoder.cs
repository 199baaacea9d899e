using System.Globalization;
using System.Text;
using System.Text.Json;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Decodes a whole log: every line as it is, and below it the registers that it has.</summary>
internal sealed class RegisterLogDecoder(Terminal terminal, RegisterMap map)
{
    /// <summary>Decodes a file, or standard input for <c>-</c>; the exit code is 1 if no line has a register.</summary>
    /// <exception cref="CommandFailure">It cannot be read.</exception>
    public int Decode(string path, bool asJson)
    {
        string[] lines = Encoding.UTF8.GetString(InputFile.Read(path).Bytes).TrimStart('\ufeff').TrimEnd('\n').Split('\n');
        var decoded = new (string Text, IReadOnlyList<LoggedValue> Values)[lines.Length];
        using (var progress = new ProgressLine(terminal, "decoding line", lines.Length))
        {
            for (int i = 0; i < lines.Length; i++)
            {
                progress.Next("");
                string line = lines[i].TrimEnd('\r');
                decoded[i] = (line, RegisterLogLine.Parse(line, map));
            }
        }
        int found = decoded.Count(line => line.Values.Count > 0);
        if (asJson)
        {
            WriteJson(decoded);
        }
        else
        {
            WriteText(decoded);
            terminal.Out.Flush();
            if (found == 0)
            {
                terminal.Error.WriteLine($"ipa: no line of {(path == "-" ? "standard input" : ShownText.Escape(path))} has a register of {map.Catalog.Version}; 'ipa regs decode --help' has the forms");
            }
            else if (!terminal.IsQuiet)
            {
                terminal.Error.WriteLine($"{found} of {lines.Length} lines have registers of {map.Catalog.Version}");
            }
        }
        return found == 0 ? ExitCode.Findings : ExitCode.Fine;
    }

    private void WriteText((string Text, IReadOnlyList<LoggedValue> Values)[] lines)
    {
        foreach ((string text, IReadOnlyList<LoggedValue> values) in lines)
        {
            if (!terminal.IsQuiet || values.Count > 0)
            {
                terminal.Out.WriteLine(ShownText.Escape(text));
            }
            foreach (LoggedValue each in values)
            {
                RegisterInstance register = each.Register;
                string fields = register.Register.Fields.Length == 0 ? "" : ": " + (Fields(register, each.Value) is { Length: > 0 } some ? some : "no field is set");
                WrappedLine.Write(terminal,
                    string.Create(CultureInfo.InvariantCulture, $"    {register.Name} = 0x{each.Value:x8} ({register.Block} + {RegisterText.Offset(register.Offset)}){fields}"), "      ");
            }
        }
    }

    /// <summary>With -v fields that are 0 too.</summary>
    private string Fields(RegisterInstance register, uint value) => terminal.IsVerbose
        ? string.Join(' ', register.Fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Name}={field.Decode(value)}")))
            + (register.ReservedIn(value) is not 0 and var reserved ? string.Create(CultureInfo.InvariantCulture, $" RESERVED=0x{reserved:x}") : "")
        : register.Describe(value);

    private void WriteJson((string Text, IReadOnlyList<LoggedValue> Values)[] lines) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteString("version", map.Catalog.Version);
        json.WriteNumber("lines", lines.Length);
        json.WriteStartArray("accesses");
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (LoggedValue each in lines[i].Values)
            {
                Write(json, i + 1, each);
            }
        }
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, int line, LoggedValue each)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line);
        json.WriteString("block", each.Register.Block);
        json.WriteString("register", each.Register.Name);
        json.WriteNumber("offset", each.Register.Offset);
        json.WriteNumber("value", each.Value);
        json.WriteStartObject("fields");
        foreach (Field field in each.Register.Fields)
        {
            json.WriteNumber(field.Name, field.Decode(each.Value));
        }
        json.WriteEndObject();
        json.WriteNumber("reserved", each.Register.ReservedIn(each.Value));
        json.WriteEndObject();
    }
}
