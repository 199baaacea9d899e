using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Qtest;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa regs</c>: what register values mean, and in which registers versions differ.</summary>
internal sealed class RegsCommands
{
    private const int MaxSuggestions = 5;

    private readonly Terminal _terminal;
    private readonly Argument<string> _register = new("REGISTER") { Description = "Name of a register, such as ENDP_STATUS[9] or CH_C_CNTXT_0[3]." };
    private readonly Argument<string> _value = new("VALUE") { Description = "Its value, such as 0x43." };
    private readonly Option<string> _version = new("--version")
    {
        Description = "Version of the IPA: " + string.Join(", ", RegisterCatalog.Versions) + ".",
        HelpName = "V",
        DefaultValueFactory = _ => RegisterCatalog.DefaultVersion,
    };
    private readonly Argument<string> _before = new("V1") { Description = "A version." };
    private readonly Argument<string> _after = new("V2") { Description = "Another version." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public RegsCommands(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var decode = new Command("decode", "Take a register value apart into its fields.") { _register, _value, _version, _json };
        decode.Validators.Add(result =>
        {
            if (CheckVersion(result.AddError, result.GetValue(_version) ?? RegisterCatalog.DefaultVersion) is { } catalog && result.GetValue(_register) is { } name && catalog.Find(name) is null)
            {
                string similar = string.Join(", ", catalog.Similar(name).Take(MaxSuggestions));
                result.AddError($"{catalog.Version} has no register '{name}'" + (similar.Length > 0 ? "; similar are " + similar : ""));
            }
            if (result.GetValue(_value) is { } value && !(QtestNumber.TryParse(value, out ulong number) && number <= uint.MaxValue))
            {
                result.AddError($"'{value}' is no value of 32 bits");
            }
        });
        decode.SetAction(Decode);
        var diff = new Command("diff", "List the registers and fields in which two versions differ.") { _before, _after, _json };
        diff.Validators.Add(result =>
        {
            CheckVersion(result.AddError, result.GetValue(_before));
            CheckVersion(result.AddError, result.GetValue(_after));
        });
        diff.SetAction(Diff);
        return new Command("regs", "Registers of the IPA and its GSI.") { decode, diff };
    }

    private static RegisterCatalog? CheckVersion(Action<string> addError, string? version)
    {
        if (version is null)
        {
            return null;
        }
        RegisterCatalog? catalog = RegisterCatalog.ForVersion(version);
        if (catalog is null)
        {
            addError($"there is no version '{version}'; there are {string.Join(", ", RegisterCatalog.Versions)}");
        }
        return catalog;
    }

    private int Decode(ParseResult parsed)
    {
        RegisterCatalog catalog = RegisterCatalog.ForVersion(parsed.GetValue(_version)!)!;
        RegisterInstance register = catalog.Find(parsed.GetValue(_register)!)!;
        QtestNumber.TryParse(parsed.GetValue(_value)!, out ulong number);
        uint value = (uint)number;
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, json => WriteDecoded(json, catalog, register, value));
            return ExitCode.Fine;
        }
        _terminal.Out.WriteLine($"{register.Name} = 0x{value:x8} ({catalog.Version}, {register.Block} + 0x{register.Offset:x5}, {RegisterDifference.AccessOf(register.Register)})");
        var table = new TextTable(">bits", "field", ">hex", ">decimal");
        foreach (Field field in register.Fields)
        {
            Add(RegisterInstance.Bits(field), field.Name, field.Decode(value));
        }
        if (register.Register.Fields.Length == 0)
        {
            Add("31:0", "(the whole register)", value);
        }
        foreach ((int shift, int width) in Runs(register.ReservedIn(value)))
        {
            Add(RegisterInstance.Bits(shift, width), "RESERVED, but set", (value >> shift) & (uint)((1UL << width) - 1));
        }
        table.WriteTo(_terminal.Out, "  ", _terminal.OutHasColor);
        return ExitCode.Fine;

        void Add(string bits, string name, uint part) => table.Add(bits, name, "0x" + part.ToString("x", CultureInfo.InvariantCulture), part.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteDecoded(Utf8JsonWriter json, RegisterCatalog catalog, RegisterInstance register, uint value)
    {
        json.WriteString("version", catalog.Version);
        json.WriteString("block", register.Block);
        json.WriteString("register", register.Register.Name);
        if (register.Register.Stride != 0)
        {
            json.WriteNumber("index", register.Index);
        }
        json.WriteNumber("offset", register.Offset);
        json.WriteNumber("value", value);
        json.WriteStartArray("fields");
        foreach (Field field in register.Fields)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Name);
            json.WriteNumber("shift", field.Shift);
            json.WriteNumber("width", field.Width);
            json.WriteNumber("value", field.Decode(value));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("reserved", register.ReservedIn(value));
    }

    private int Diff(ParseResult parsed)
    {
        RegisterCatalog before = RegisterCatalog.ForVersion(parsed.GetValue(_before)!)!;
        RegisterCatalog after = RegisterCatalog.ForVersion(parsed.GetValue(_after)!)!;
        IReadOnlyList<RegisterDifference> differences = RegisterDifference.Between(before, after);
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, json =>
            {
                json.WriteString("before", before.Version);
                json.WriteString("after", after.Version);
                json.WriteStartArray("differences");
                foreach (RegisterDifference difference in differences)
                {
                    json.WriteStartObject();
                    json.WriteString("block", difference.Block);
                    json.WriteString("register", difference.Register);
                    json.WriteString("field", difference.Field);
                    json.WriteString("what", difference.What);
                    json.WriteString("before", difference.Before);
                    json.WriteString("after", difference.After);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCode.Fine;
        }
        if (differences.Count > 0)
        {
            var table = new TextTable("block", "register", "field", "what", before.Version, after.Version);
            foreach (RegisterDifference difference in differences)
            {
                table.Add(difference.Block, difference.Register, difference.Field ?? "", difference.What, difference.Before ?? "-", difference.After ?? "-");
            }
            table.WriteTo(_terminal.Out, "", _terminal.OutHasColor);
        }
        int registers = differences.Select(difference => (difference.Block, difference.Register)).Distinct().Count();
        _terminal.Out.WriteLine($"{before.Version} and {after.Version} differ in {registers} of {before.All.Concat(after.All).Select(each => (each.Block, each.Register.Name)).Distinct().Count()} registers");
        return ExitCode.Fine;
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
