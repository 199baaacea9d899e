using System.Text;
using System.Text.Json;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Runs;

/// <summary>The file that <c>--trace</c> writes and <c>--against</c> reads: a run as one JSON object of schema 1, whose members never change their meaning.</summary>
public static class RunFile
{
    /// <summary>A run as JSON.</summary>
    public static byte[] Write(Run run)
    {
        string text = JsonOutput.Text(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("kind", "run");
            json.WriteString("tree", run.Tree);
            json.WriteNumber("seed", run.Seed);
            json.WriteString("version", run.Version);
            json.WriteString("outcome", run.Succeeded ? "booted" : "failed");
            json.WriteString("failure", run.Failure);
            json.WriteNumber("virtualMicroseconds", run.EndMicroseconds);
            WriteTexts(json, "faults", run.Faults);
            WriteTexts(json, "violations", run.Violations);
            Write(json, "stages", run.Stages, WriteStage);
            Write(json, "accesses", run.Accesses, WriteAccess);
            json.WriteNumber("accessesLeftOut", run.Accesses.LeftOut);
            Write(json, "marks", run.Marks, WriteMark);
            json.WriteNumber("marksLeftOut", run.Marks.LeftOut);
            Write(json, "ringLevels", run.Levels, WriteLevel);
            json.WriteNumber("ringLevelsLeftOut", run.Levels.LeftOut);
            Write(json, "exchanges", run.Exchanges, WriteExchange);
            json.WriteNumber("exchangesLeftOut", run.Exchanges.LeftOut);
            Write(json, "devices", run.Devices, WriteDevice);
            json.WriteEndObject();
        });
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Reads what a comparison needs: what was booted, the stages and the register accesses.</summary>
    /// <exception cref="CommandFailure">The file cannot be read or is no such run.</exception>
    public static Run Read(string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(InputFile.Read(path).Bytes);
            JsonElement root = json.RootElement;
            if (root.GetProperty("schema").GetInt32() != 1 || root.GetProperty("kind").GetString() != "run")
            {
                throw NoRun(path);
            }
            var run = new Run
            {
                Tree = root.GetProperty("tree").GetString() ?? "",
                Seed = root.GetProperty("seed").GetUInt32(),
                Version = root.GetProperty("version").GetString() ?? "",
                Succeeded = root.GetProperty("outcome").GetString() == "booted",
                Failure = root.GetProperty("failure").GetString(),
                EndMicroseconds = root.GetProperty("virtualMicroseconds").GetInt64(),
                Faults = [.. root.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString() ?? "")],
                Stages = [.. root.GetProperty("stages").EnumerateArray().Take(Run.MaxMarks).Select(ReadStage)],
            };
            foreach (JsonElement access in root.GetProperty("accesses").EnumerateArray())
            {
                run.Accesses.Add(ReadAccess(access));
            }
            run.Accesses.CountLeftOut(root.GetProperty("accessesLeftOut").GetInt64());
            return run;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw NoRun(path);
        }
    }

    private static CommandFailure NoRun(string path) => new(ExitCode.Files, $"{path} is no run that ipa boot --trace has written");

    private static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static void WriteMoment(Utf8JsonWriter json, RunMoment at)
    {
        json.WriteNumber("order", at.Order);
        json.WriteNumber("microseconds", at.Microseconds);
    }

    private static void WriteStage(Utf8JsonWriter json, RunStage stage)
    {
        json.WriteString("stage", stage.Name);
        json.WriteBoolean("inner", stage.IsInner);
        json.WriteString("description", stage.Description);
        WriteMoment(json, stage.Begin);
        json.WriteNumber("endOrder", stage.End.Order);
        json.WriteNumber("durationMicroseconds", stage.DurationMicroseconds);
        json.WriteNumber("registerWrites", stage.RegisterWrites);
        json.WriteString("failure", stage.Failure);
    }

    private static RunStage ReadStage(JsonElement stage)
    {
        var begin = new RunMoment(stage.GetProperty("order").GetInt32(), stage.GetProperty("microseconds").GetInt64());
        long duration = stage.GetProperty("durationMicroseconds").GetInt64();
        return new RunStage(stage.GetProperty("stage").GetString() ?? "", stage.GetProperty("description").GetString() ?? "", stage.GetProperty("inner").GetBoolean(), begin,
            new RunMoment(stage.GetProperty("endOrder").GetInt32(), begin.Microseconds + duration), duration, stage.GetProperty("registerWrites").GetInt64(), stage.GetProperty("failure").GetString());
    }

    private static void WriteAccess(Utf8JsonWriter json, RunAccess access)
    {
        WriteMoment(json, access.At);
        json.WriteString("stage", access.Stage);
        json.WriteString("context", access.Context);
        json.WriteBoolean("write", access.IsWrite);
        json.WriteString("block", access.Block);
        json.WriteString("register", access.Register);
        json.WriteNumber("value", access.Value);
        json.WriteString("fields", access.Fields);
    }

    private static RunAccess ReadAccess(JsonElement access) => new(
        new RunMoment(access.GetProperty("order").GetInt32(), access.GetProperty("microseconds").GetInt64()), access.GetProperty("stage").GetString() ?? "",
        access.GetProperty("context").GetString() ?? "", access.GetProperty("write").GetBoolean(), access.GetProperty("block").GetString() ?? "",
        access.GetProperty("register").GetString() ?? "", access.GetProperty("value").GetUInt32(), access.GetProperty("fields").GetString() ?? "");

    private static void WriteMark(Utf8JsonWriter json, RunMark mark)
    {
        WriteMoment(json, mark.Begin);
        json.WriteNumber("endOrder", mark.End.Order);
        json.WriteNumber("endMicroseconds", mark.End.Microseconds);
        json.WriteString("lane", RunNames.Of(mark.Lane));
        json.WriteString("text", mark.Text);
    }

    private static void WriteLevel(Utf8JsonWriter json, RunLevel level)
    {
        WriteMoment(json, level.At);
        json.WriteNumber("channel", level.Channel);
        json.WriteNumber("elements", level.Elements);
        json.WriteNumber("capacity", level.Capacity);
    }

    private static void WriteExchange(Utf8JsonWriter json, RunExchange exchange)
    {
        WriteMoment(json, exchange.At);
        json.WriteString("from", RunNames.Of(exchange.From));
        json.WriteString("to", RunNames.Of(exchange.To));
        json.WriteString("text", exchange.Text);
        json.WriteString("detail", exchange.Detail);
    }

    private static void WriteDevice(Utf8JsonWriter json, RunDevice device)
    {
        json.WriteString("node", device.NodePath);
        json.WriteString("driver", device.Driver);
        json.WriteString("state", device.State);
        json.WriteString("reason", device.Reason);
    }
}
