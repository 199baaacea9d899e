using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace IpaEmbedded.Conformance.Comparison;

/// <summary>The compared rows of a trace, step by step, in a normal form that is equal where two traces mean the same.</summary>
public sealed class TraceFile
{
    private readonly List<(string Step, List<string> Rows)> _steps = [("init", [])];

    private TraceFile()
    {
    }

    /// <summary>The steps in order; a name used again is "name#2".</summary>
    public IReadOnlyList<(string Step, List<string> Rows)> Steps => _steps;

    /// <summary>Version of the IPA, such as v3.5.1; null if the trace does not say.</summary>
    public string? Version { get; private set; }

    /// <summary>The scenario whose steps these are, or null.</summary>
    public Scenario? Scenario => Scenario.All.FirstOrDefault(each => each.Steps.SequenceEqual(_steps.Skip(1).Select(step => step.Step.Split('#')[0])));

    /// <summary>Reads a compressed trace.</summary>
    /// <exception cref="InvalidDataException">A line is no row.</exception>
    public static TraceFile Load(string path) => Read(new StringReader(ReadText(path)));

    /// <summary>Reads the text of a compressed trace.</summary>
    public static string ReadText(string path)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream stream = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a trace.</summary>
    /// <exception cref="InvalidDataException">A line is no row.</exception>
    public static TraceFile Read(TextReader reader)
    {
        TraceFile trace = new();
        Dictionary<string, int> seen = new() { [trace._steps[0].Step] = 1 };
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) { continue; }
            try
            {
                using JsonDocument row = JsonDocument.Parse(line);
                trace.Add(row.RootElement, seen);
            }
            catch (JsonException)
            {
                throw new InvalidDataException($"line {number} is no row of a trace: it is not JSON");
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
            {
                throw new InvalidDataException($"line {number} is no row of a trace: a member is missing, or is not what the format says");
            }
        }
        return trace;
    }

    private void Add(JsonElement row, Dictionary<string, int> seen)
    {
        string kind = row.GetProperty("k").GetString() ?? "";
        if (kind == "step")
        {
            string name = row.GetProperty("name").GetString() ?? "";
            // A number belongs to the second use of a name, and is no part of one.
            if (name.Contains('#', StringComparison.Ordinal)) { throw new FormatException(); }
            seen[name] = seen.GetValueOrDefault(name) + 1;
            _steps.Add((seen[name] == 1 ? name : $"{name}#{seen[name]}", []));
            return;
        }
        if (kind == "meta")
        {
            Version = row.TryGetProperty("version", out JsonElement version) ? version.GetString() : null;
            return;
        }
        List<string> rows = _steps[^1].Rows;
        if (kind == "mem") { AddMemory(row, rows); }
        else if (Text(kind, row) is { } text) { rows.Add(text); }
    }

    /// <summary>How writes are grouped does not matter: one row per word.</summary>
    private static void AddMemory(JsonElement row, List<string> rows)
    {
        ulong offset = Number(row.GetProperty("off"));
        string data = row.GetProperty("data").GetString() ?? "";
        for (int at = 0; at < data.Length; at += 8) { rows.Add($"shared[0x{offset + (ulong)(at / 2):x4}] = {data.Substring(at, Math.Min(8, data.Length - at))}"); }
    }

    private static string? Text(string kind, JsonElement row)
    {
        switch (kind)
        {
            case "w":
                string value = row.TryGetProperty("sym", out JsonElement symbol) ? Address(symbol.GetString() ?? "") : $"0x{Number(row.GetProperty("val")):x8}";
                return $"write {row.GetProperty("blk").GetString()}:0x{Number(row.GetProperty("off")):x5} = {value}";
            case "tre":
                return Element(row);
            case "qmi" when IsSent(row):
                return $"qmi {row.GetProperty("from").GetString()} {row.GetProperty("to").GetString()} {row.GetProperty("hex").GetString()}";
            case "qrtr" when IsSent(row):
                return $"qrtr {row.GetProperty("ap").GetString()} {row.GetProperty("cmd").GetString()} {Plain(row, "service")} {Plain(row, "version")} {Plain(row, "instance")}";
            case "clk" or "icc":
                return $"{kind} {row.GetProperty("op").GetString()} {Plain(row, "hz")} {(row.TryGetProperty("paths", out JsonElement paths) ? Canonical(paths) : "")}".TrimEnd();
            case "smp2p" when row.GetProperty("op").GetString() == "update":
                return $"smp2p {row.GetProperty("name").GetString()} {Plain(row, "mask")} {Plain(row, "val")}";
            case "qmp" or "iommu" or "fw":
                return kind + " " + Members(row, "n", "t", "step", "k");
            case "smem" when row.GetProperty("op").GetString() == "alloc":
                return $"smem {Plain(row, "host")} {Plain(row, "item")} {Plain(row, "len")}";
            default:
                return null;
        }
    }

    private static string Element(JsonElement row)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"tre ch{row.GetProperty("ch").GetInt32()}[{row.GetProperty("idx").GetInt32()}] {row.GetProperty("type").GetString()} {Address(row.GetProperty("addr").GetString() ?? "")}");
        text.Append(CultureInfo.InvariantCulture, $" opcode {Plain(row, "opcode")} len {Plain(row, "len")} flags {Plain(row, "flags")}");
        if (row.TryGetProperty("data", out JsonElement data)) { text.Append(" data ").Append(data.GetString()); }
        if (row.TryGetProperty("cmd", out JsonElement command) && command.ValueKind == JsonValueKind.Object) { text.Append(' ').Append(Members(command, "reg", "idx")); }
        return text.ToString();
    }

    private static bool IsSent(JsonElement row) => row.GetProperty("dir").GetString() == "tx";

    private static string Plain(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value) ? Canonical(value) : "-";

    private static string Members(JsonElement value, params string[] left)
        => string.Join(' ', value.EnumerateObject().Where(p => !left.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={Canonical(p.Value)}"));

    /// <summary>Numbers are equal whether written as 16, "0x10" or "0x0010".</summary>
    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.Object => "{" + Members(value) + "}",
        JsonValueKind.Number => "0x" + value.GetUInt64().ToString("x", CultureInfo.InvariantCulture),
        JsonValueKind.String when IsNumber(value.GetString()!) => "0x" + Number(value).ToString("x", CultureInfo.InvariantCulture),
        JsonValueKind.String => Address(value.GetString()!),
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    private static bool IsNumber(string text) => text.Length is > 2 and <= 18 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.AsSpan(2).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0;

    private static ulong Number(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) { return value.GetUInt64(); }
        string text = value.GetString() ?? "";
        return IsNumber(text) ? ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : ulong.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Where in the command pool a payload lies, and which ordinal a buffer has, is the driver's own business.</summary>
    private static string Address(string text)
    {
        int plus = text.IndexOf("+0x", StringComparison.Ordinal);
        if (plus < 0) { return text; }
        if (text.StartsWith("cmd_pool+", StringComparison.Ordinal)) { return "cmd_pool"; }
        if (!text.StartsWith("rxbuf.", StringComparison.Ordinal) && !text.StartsWith("txbuf.", StringComparison.Ordinal)) { return text; }
        int second = text.IndexOf('.', text.IndexOf('.') + 1);
        return second > 0 && second < plus ? text[..second] + text[plus..] : text;
    }
}
