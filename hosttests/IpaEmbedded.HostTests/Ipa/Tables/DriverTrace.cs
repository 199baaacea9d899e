using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using IpaEmbedded.HostTests.Conformance;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>What the driver writes to a chip of one version, raw numbers only: register writes, canaries, messages and command elements.</summary>
internal sealed class DriverTrace
{
    private static readonly ConcurrentDictionary<string, Lazy<DriverTrace>> Runs = new();

    private readonly List<(string Step, string Kind, JsonElement Row)> _rows = [];

    private DriverTrace(string compatible)
    {
        string step = "";
        foreach (string line in TraceRun.Of(compatible, "main").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            string kind = row.GetProperty("k").GetString()!;
            if (kind == "step") { step = row.GetProperty("name").GetString()!; }
            _rows.Add((step, kind, row));
        }
    }

    /// <summary>The run of the scenario "main"; it is made once.</summary>
    public static DriverTrace Of(string compatible) => Runs.GetOrAdd(compatible, name => new Lazy<DriverTrace>(() => new DriverTrace(name))).Value;

    /// <summary>Register writes of a step to block "ipa" or "gsi"; addresses of buffers, which differ from run to run of a real system, are left out.</summary>
    public IEnumerable<(uint Offset, uint Value)> Writes(string step, string block) =>
        from row in _rows
        where row.Step == step && row.Kind == "w" && Text(row.Row, "blk") == block && !row.Row.TryGetProperty("sym", out _)
        select (Number(row.Row, "off"), Number(row.Row, "val"));

    /// <summary>Writes of a step to block "ipa" within a range, as "offset=value" from the start of the range.</summary>
    public string Rows(string step, string block, uint from, uint to) =>
        string.Join(' ', Writes(step, block).Where(write => write.Offset >= from && write.Offset < to).Select(write => $"{write.Offset - from:x2}={write.Value:x}"));

    /// <summary>Words that the driver itself writes into the shared memory in a step, as "offset=value".</summary>
    public IEnumerable<string> SharedWords(string step)
    {
        foreach ((string at, string kind, JsonElement row) in _rows)
        {
            if (at != step || kind != "mem") { continue; }
            uint offset = Number(row, "off");
            string data = Text(row, "data");
            for (int i = 0; i < data.Length; i += 8) { yield return $"{offset + (uint)(i / 2):x4}={data.Substring(i, 8)}"; }
        }
    }

    /// <summary>The first message that the driver sends with this id, as hex.</summary>
    public string Message(string id) =>
        _rows.Where(row => row.Kind == "qmi" && Text(row.Row, "dir") == "tx" && Text(row.Row, "msg") == id).Select(row => Text(row.Row, "hex")).First();

    /// <summary>The commands of a step, as "opcode flags payload"; buffer addresses in the payload are dashes.</summary>
    public IEnumerable<string> Commands(string step) =>
        from row in _rows
        where row.Step == step && row.Kind == "tre" && Text(row.Row, "type") == "cmd"
        select $"{Text(row.Row, "opcode")} {Text(row.Row, "flags")} {Text(row.Row.GetProperty("cmd"), "payload")}";

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static uint Number(JsonElement row, string name) => uint.Parse(Text(row, name).AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
