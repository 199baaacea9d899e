using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IpaEmbedded.Simulator;

/// <summary>Results of shards as JSON lines: one for each failed seed, and one for the shard at its end.</summary>
public static class ShardFile
{
    /// <summary>Longest line that is read, in characters.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>Writes the result of a shard.</summary>
    public static void Write(TextWriter writer, ShardResult result)
    {
        foreach (FailedSeed failed in result.Failed)
        {
            writer.Write(Line(json =>
            {
                WriteShard(json, "failed", result.Shard);
                json.WriteNumber("seed", failed.Seed);
                json.WriteString("violation", failed.Violation);
                json.WriteString("plan", failed.Plan);
            }));
        }
        writer.Write(Line(json =>
        {
            WriteShard(json, "shard", result.Shard);
            json.WriteNumber("lives", result.Lives);
            json.WriteNumber("steps", result.Steps);
            json.WriteNumber("leastSteps", result.LeastSteps);
            json.WriteNumber("microseconds", result.Microseconds);
            json.WriteNumber("longestReturn", result.LongestReturn);
            json.WriteNumber("longestRemoval", result.LongestRemoval);
            json.WriteNumber("violations", result.Violations);
            WriteCounts(json, "fired", SimulatedFaults.All.Select(fault => fault.Name), result.Fired);
            WriteCounts(json, "reached", Enum.GetNames<Moment>(), result.Reached);
        }));
    }

    /// <summary>Adds the lines of a file to what others had.</summary>
    /// <exception cref="InvalidDataException">A line is no result of a shard; the message has its number.</exception>
    public static void Read(TextReader reader, string name, ShardMerge merge)
    {
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }
            try
            {
                using JsonDocument json = line.Length > LongestLine ? throw new FormatException("the line is too long") : JsonDocument.Parse(line);
                Read(json.RootElement, merge);
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
            {
                throw new InvalidDataException($"{name}:{number}: no result of a shard: {e.Message}", e);
            }
        }
    }

    private static void Read(JsonElement line, ShardMerge merge)
    {
        ShardOfSeeds shard = ShardOf(line);
        switch (line.GetProperty("kind").GetString())
        {
            case "failed":
                merge.Add(shard, new FailedSeed(line.GetProperty("seed").GetUInt64(), TextOf(line, "violation"), TextOf(line, "plan")));
                break;
            case "shard":
                var result = new ShardResult(shard)
                {
                    Lives = line.GetProperty("lives").GetInt64(),
                    Steps = line.GetProperty("steps").GetInt64(),
                    LeastSteps = line.GetProperty("leastSteps").GetInt64(),
                    Microseconds = line.GetProperty("microseconds").GetInt64(),
                    LongestReturn = line.GetProperty("longestReturn").GetInt64(),
                    LongestRemoval = line.GetProperty("longestRemoval").GetInt64(),
                    Violations = line.GetProperty("violations").GetInt64(),
                };
                ReadCounts(line.GetProperty("fired"), SimulatedFaults.All.Select(fault => fault.Name), result.Fired);
                ReadCounts(line.GetProperty("reached"), Enum.GetNames<Moment>(), result.Reached);
                merge.Add(result);
                break;
            default: throw new FormatException("its kind is neither 'failed' nor 'shard'");
        }
    }

    private static ShardOfSeeds ShardOf(JsonElement line)
    {
        Scenario scenario = Scenario.Find(TextOf(line, "scenario")) ?? throw new FormatException($"there is no scenario '{TextOf(line, "scenario")}'");
        (ulong from, ulong to) = ShardText.SeedsOf(TextOf(line, "seeds")) ?? throw new FormatException($"'{TextOf(line, "seeds")}' are no seeds");
        (int index, int count) = ShardText.ShardOf(TextOf(line, "shard")) ?? throw new FormatException($"'{TextOf(line, "shard")}' is no shard");
        return new ShardOfSeeds(scenario, from, to, index, count);
    }

    private static string TextOf(JsonElement line, string name) => line.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is no text");

    private static void WriteShard(Utf8JsonWriter json, string kind, ShardOfSeeds shard)
    {
        json.WriteString("kind", kind);
        json.WriteString("scenario", shard.Scenario.Name);
        json.WriteString("seeds", string.Create(CultureInfo.InvariantCulture, $"{shard.From}..{shard.To}"));
        json.WriteString("shard", string.Create(CultureInfo.InvariantCulture, $"{shard.Index}/{shard.Count}"));
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<string> names, long[] counts)
    {
        json.WriteStartObject(name);
        foreach ((int i, string each) in names.Index())
        {
            json.WriteNumber(each, counts[i]);
        }
        json.WriteEndObject();
    }

    private static void ReadCounts(JsonElement counts, IEnumerable<string> names, long[] into)
    {
        foreach ((int i, string each) in names.Index())
        {
            into[i] = counts.GetProperty(each).GetInt64();
        }
    }

    private static string Line(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }
}
