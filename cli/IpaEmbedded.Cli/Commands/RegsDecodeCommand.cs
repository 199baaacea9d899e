using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.Qtest;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa regs decode</c>: what values of registers mean: one by name, one by address, or those of a whole log.</summary>
internal sealed class RegsDecodeCommand(Terminal terminal)
{
    private const int MaxSuggestions = 5;

    private readonly Argument<string?> _register = new("REGISTER") { Description = "Name of a register, such as ENDP_STATUS[9] or CH_C_CNTXT_0[3].", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _value = new("VALUE") { Description = "Its value, such as 0x43; with --address, which stands for REGISTER, it may be left out.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _address = new("--address", "-a") { Description = "The register at an address, an offset, or an offset of a block (gsi:0x1c000).", HelpName = "ADDRESS" };
    private readonly Option<string?> _log = new Option<string?>("--log", "-l")
    {
        Description = "Decode every register in a log; - is standard input. Forms: NAME[N] = VALUE, ADDRESS = VALUE, BLOCK:OFFSET = VALUE, ADDRESS: WORD WORD..., addr=ADDRESS val=VALUE.",
        HelpName = "FILE",
    }.Names(FileUse.Read);
    private readonly Option<string?> _version = RegsCommands.Version();
    private readonly IncludeSwitches _include = new();
    private readonly Option<string?> _tree = new Option<string?>("--tree") { Description = "The board whose version and addresses hold: a tree, or the name of one of ours.", HelpName = "TREE" }.Names(FileUse.Read);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public Command Create()
    {
        _register.CompletionSources.Add(context => RegisterCatalog.ForVersion(context.ParseResult.GetValue(_version) ?? RegisterCatalog.DefaultVersion)!
            .All.Select(each => new System.CommandLine.Completions.CompletionItem(each.Register.Name)));
        _tree.CompletionSources.Add(_ => BoardFiles.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var command = new Command("decode", "Take register values apart into their fields: one value, or all of a log.") { _register, _value, _address, _log, _version, _tree, _json };
        _include.AddTo(command);
        command.Validators.Add(Check);
        command.SetAction(Run);
        return command;
    }

    private void Check(CommandResult result)
    {
        string? first = result.GetValue(_register);
        string? second = result.GetValue(_value);
        bool hasAddress = result.GetValue(_address) is not null;
        if (result.GetValue(_version) is not null && result.GetValue(_tree) is not null)
        {
            result.AddError("--tree says which version it is; leave --version out");
        }
        else if (result.GetValue(_log) is not null ? first is not null || hasAddress : hasAddress ? second is not null : second is null)
        {
            result.AddError("write REGISTER VALUE, or --address ADDRESS [VALUE], or --log FILE");
        }
        else if ((hasAddress ? first : second) is { } value && Value(value) is null)
        {
            result.AddError($"'{value}' is no value of 32 bits");
        }
        else if (result.GetValue(_address) is { } address && ParseAddress(address) is null)
        {
            result.AddError($"--address takes a number or BLOCK:OFFSET, of the blocks ipa-reg and gsi, not '{address}'");
        }
        else if (result.GetValue(_tree) is null && !hasAddress && first is not null && RegisterCatalog.ForVersion(result.GetValue(_version) ?? RegisterCatalog.DefaultVersion) is { } catalog)
        {
            CheckName(result.AddError, catalog, first);
        }
    }

    private static void CheckName(Action<string> addError, RegisterCatalog catalog, string name)
    {
        if (catalog.Find(name) is null)
        {
            string similar = string.Join(", ", catalog.Similar(name).Take(MaxSuggestions));
            addError($"{catalog.Version} has no register '{name}'" + (similar.Length > 0 ? "; similar are " + similar : ""));
        }
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_log) is { } log)
        {
            return new RegisterLogDecoder(terminal, MapOf(parsed)).Decode(log, parsed.GetValue(_json));
        }
        if (parsed.GetValue(_address) is { } address)
        {
            return DecodeAt(parsed, MapOf(parsed), address);
        }
        RegisterCatalog catalog = parsed.GetValue(_tree) is { } tree ? RegisterMap.OfTree(tree, _include.Of(parsed)).Catalog : RegisterCatalog.ForVersion(parsed.GetValue(_version) ?? RegisterCatalog.DefaultVersion)!;
        CheckName(error => throw new CommandFailure(ExitCode.Usage, error), catalog, parsed.GetValue(_register)!);
        Write(parsed, catalog, [catalog.Find(parsed.GetValue(_register)!)!], Value(parsed.GetValue(_value)!));
        return ExitCode.Fine;
    }

    private RegisterMap MapOf(ParseResult parsed) =>
        parsed.GetValue(_tree) is { } tree ? RegisterMap.OfTree(tree, _include.Of(parsed)) : RegisterMap.OfVersion(parsed.GetValue(_version) ?? RegisterCatalog.DefaultVersion);

    private int DecodeAt(ParseResult parsed, RegisterMap map, string text)
    {
        (string? block, ulong address) = ParseAddress(text)!.Value;
        RegisterInstance[] registers = [.. map.Find(address, block)];
        if (registers.Length == 0)
        {
            throw new CommandFailure(ExitCode.Findings,
                string.Create(CultureInfo.InvariantCulture, $"{map.Catalog.Version} has no register at {text}; ipa-reg is at 0x{map.IpaAddress:x8}, gsi at 0x{map.GsiAddress:x8}"));
        }
        Write(parsed, map.Catalog, registers, parsed.GetValue(_register) is { } value ? Value(value) : null);
        return ExitCode.Fine;
    }

    private void Write(ParseResult parsed, RegisterCatalog catalog, RegisterInstance[] registers, uint? value)
    {
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(terminal.Out, json => WriteJson(json, catalog, registers[0], value));
            return;
        }
        foreach (RegisterInstance register in registers)
        {
            WriteText(catalog, register, value);
        }
    }

    private void WriteText(RegisterCatalog catalog, RegisterInstance register, uint? value)
    {
        string equals = value is null ? "" : string.Create(CultureInfo.InvariantCulture, $" = 0x{value:x8}");
        WrappedLine.Write(terminal, $"{register.Name}{equals} ({catalog.Version}, {register.Block} + {RegisterText.Offset(register.Offset)}, {RegisterDifference.AccessOf(register.Register)})", "  ");
        TextTable table = value is null ? new TextTable(">bits", "field") : new TextTable(">bits", "field", ">hex", ">decimal");
        foreach (Field field in register.Fields)
        {
            Add(RegisterInstance.Bits(field), field.Name, value is { } whole ? field.Decode(whole) : 0);
        }
        if (register.Register.Fields.Length == 0)
        {
            Add("31:0", "(the whole register)", value ?? 0);
        }
        uint bits = value ?? 0;
        foreach ((int shift, int width) in Runs(register.ReservedIn(bits)))
        {
            Add(RegisterInstance.Bits(shift, width), "RESERVED, but set", (bits >> shift) & (uint)((1UL << width) - 1));
        }
        table.WriteTo(terminal.Out, "  ", terminal);

        void Add(string bits, string name, uint part) =>
            table.Add(value is null ? [bits, name] : [bits, name, "0x" + part.ToString("x", CultureInfo.InvariantCulture), part.ToString(CultureInfo.InvariantCulture)]);
    }

    private static void WriteJson(Utf8JsonWriter json, RegisterCatalog catalog, RegisterInstance register, uint? value)
    {
        json.WriteString("version", catalog.Version);
        json.WriteString("block", register.Block);
        json.WriteString("register", register.Register.Name);
        if (register.Register.Stride != 0)
        {
            json.WriteNumber("index", register.Index);
        }
        json.WriteNumber("offset", register.Offset);
        if (value is { } number)
        {
            json.WriteNumber("value", number);
        }
        json.WriteStartArray("fields");
        foreach (Field field in register.Fields)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Name);
            json.WriteNumber("shift", field.Shift);
            json.WriteNumber("width", field.Width);
            if (value is { } whole)
            {
                json.WriteNumber("value", field.Decode(whole));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (value is { } bits)
        {
            json.WriteNumber("reserved", register.ReservedIn(bits));
        }
    }

    private static uint? Value(string text) => QtestNumber.TryParse(text, out ulong number) && number <= uint.MaxValue ? (uint)number : null;

    private static (string? Block, ulong Address)? ParseAddress(string text)
    {
        string[] parts = text.Split(':');
        string? block = parts.Length == 2 ? RegisterMap.BlockOf(parts[0]) : null;
        return parts.Length <= 2 && (parts.Length == 1 || block is not null) && QtestNumber.TryParse(parts[^1], out ulong address) ? (block, address) : null;
    }

    private static IEnumerable<(int Shift, int Width)> Runs(uint bits)
    {
        for (int shift = 0; shift < 32; shift++)
        {
            int width = 0;
            while (shift + width < 32 && (bits >> (shift + width) & 1) != 0)
            {
                width++;
            }
            if (width > 0)
            {
                yield return (shift, width);
                shift += width;
            }
        }
    }
}
