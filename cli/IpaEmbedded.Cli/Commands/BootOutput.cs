using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Resources;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>Prints what became of a boot, as a table for people or as JSON, and gives the exit code for it.</summary>
internal sealed class BootOutput(Terminal terminal, Findings findings, uint seed)
{
    /// <summary>The tree was refused before anything ran, which was said already unless one JSON object has to tell everything.</summary>
    public int NotBooted(LoadedTree tree)
    {
        if (findings.IsJson)
        {
            WriteJson(tree, null);
        }
        return ExitCode.Findings;
    }

    /// <summary>It was booted, with or without success.</summary>
    public int Booted(LoadedTree tree, BootReport report)
    {
        findings.Add(report.Diagnostics.Select(tree.AtItsPlace));
        findings.Add(report.SanitizerReports.Select(text => new Diagnostic("SIM6001", DiagnosticSeverity.Error, text) { FileName = "fake chip" }));
        if (findings.IsJson)
        {
            WriteJson(tree, report);
        }
        else
        {
            WriteText(tree, report);
        }
        return report.Succeeded ? report.MissedFault ? ExitCode.Findings : ExitCode.Fine : report.Diagnostics.Count > 0 ? ExitCode.Findings : ExitCode.BootFailed;
    }

    private static string Milliseconds(long microseconds) => (microseconds / 1000.0).ToString("0.000", CultureInfo.InvariantCulture) + " ms";

    private void WriteText(LoadedTree tree, BootReport report)
    {
        TextWriter writer = terminal.Out;
        if (!terminal.IsQuiet)
        {
            writer.WriteLine($"{ShownText.Escape(ShownPath.Of(tree.File.Path))}: {tree.Check!.Summary()}");
            var table = new TextTable("stage", "what it did", ">virtual time", ">register writes");
            foreach (StageResult stage in report.Stages)
            {
                Action<string[]> add = stage.Failure is null ? table.Add : table.AddFailure;
                add([stage.IsInner ? "  " + stage.Name : stage.Name, stage.Failure is null ? stage.Description : "FAILED", Milliseconds(stage.DurationMicroseconds), stage.RegisterWrites.ToString(CultureInfo.InvariantCulture)]);
            }
            table.WriteTo(writer, "", terminal);
            if (terminal.IsVerbose)
            {
                WriteDevices(report);
                ResourceTable.Write(terminal, ResourceList.Of(tree.File.Tree!, tree.Bindings!).Resources);
            }
            foreach (EchoResult echo in report.Echoes)
            {
                string answer = echo.RoundTripMicroseconds is { } time ? Milliseconds(time) : "no answer";
                writer.WriteLine($"echo {echo.Sequence} to {echo.Destination}, {echo.Bytes} bytes: {answer}");
            }
        }
        if (report.Sent is not null && !terminal.IsQuiet)
        {
            writer.WriteLine(ShownText.Escape(report.Sent.ToString()));
        }
        foreach (FaultResult fault in report.Faults.Where(fault => fault.Microseconds is not null && !terminal.IsQuiet))
        {
            writer.WriteLine(fault);
        }
        if (report.Succeeded)
        {
            writer.WriteLine($"booted in {Milliseconds(report.EndMicroseconds)} of virtual time (seed {seed})");
            WriteMissed(report);
            return;
        }
        writer.Flush();
        WriteMissed(report);
        if (report.Undone.Count > 0)
        {
            terminal.Error.WriteLine("ipa: taken down again: " + ShownText.Escape(string.Join(", ", report.Undone)));
        }
        terminal.WriteFailure($"boot failed (seed {seed}): {ShownText.Escape(report.Failure ?? Counted.Of(report.SanitizerReports.Count, "violation") + " of the hardware's rules")}");
    }

    private void WriteDevices(BootReport report)
    {
        var table = new TextTable("device", "driver", "state");
        foreach (RunDevice device in report.Devices)
        {
            Action<string[]> add = device.State == "failed" ? table.AddFailure : table.Add;
            add([ShownText.Escape(device.NodePath), device.Driver.Length > 0 ? device.Driver : "-", ShownText.Escape(device.Reason.Length > 0 ? $"{device.State}: {device.Reason}" : device.State)]);
        }
        table.WriteTo(terminal.Out, "", terminal);
    }

    private void WriteMissed(BootReport report)
    {
        foreach (FaultResult fault in report.Faults.Where(fault => fault.Microseconds is null))
        {
            terminal.Out.Flush();
            terminal.WriteFailure(fault.ToString());
        }
    }

    private void WriteJson(LoadedTree tree, BootReport? report) => JsonOutput.Write(terminal.Out, json =>
    {
        json.WriteString("tree", ShownPath.Of(tree.File.Path));
        json.WriteNumber("seed", seed);
        json.WriteString("outcome", report is null ? "refused" : report.Succeeded ? "booted" : "failed");
        json.WriteNumber("nodesChecked", tree.Check?.NodesChecked ?? 0);
        json.WriteNumber("bindingsUsed", tree.Check?.BindingsUsed ?? 0);
        json.WriteNumber("nodesWithoutBinding", tree.Check?.NodesWithoutBinding ?? 0);
        if (report is not null)
        {
            WriteReport(json, report);
        }
        findings.WriteTo(json);
    });

    private static void WriteReport(Utf8JsonWriter json, BootReport report)
    {
        if (report.Failure is not null)
        {
            json.WriteString("failure", report.Failure);
        }
        json.WriteNumber("virtualMicroseconds", report.EndMicroseconds);
        json.WriteStartArray("stages");
        foreach (StageResult stage in report.Stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Name);
            json.WriteBoolean("inner", stage.IsInner);
            json.WriteString("description", stage.Description);
            json.WriteNumber("startMicroseconds", stage.StartMicroseconds);
            json.WriteNumber("durationMicroseconds", stage.DurationMicroseconds);
            json.WriteNumber("registerWrites", stage.RegisterWrites);
            if (stage.Failure is not null)
            {
                json.WriteString("failure", stage.Failure);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("undone");
        foreach (string name in report.Undone)
        {
            json.WriteStringValue(name);
        }
        json.WriteEndArray();
        WriteFaults(json, report.Faults);
        if (report.Sent is { } sent)
        {
            json.WriteStartObject("sent");
            json.WriteString("file", ShownPath.Of(sent.Path));
            json.WriteNumber("packets", sent.Packets);
            json.WriteNumber("cutShort", sent.CutShort);
            json.WriteNumber("accepted", sent.Accepted);
            json.WriteNumber("tooLong", sent.TooLong);
            json.WriteNumber("received", sent.Received);
            json.WriteEndObject();
        }
        json.WriteStartArray("echoes");
        foreach (EchoResult echo in report.Echoes)
        {
            json.WriteStartObject();
            json.WriteString("destination", echo.Destination);
            json.WriteNumber("sequence", echo.Sequence);
            json.WriteNumber("bytes", echo.Bytes);
            if (echo.RoundTripMicroseconds is { } time)
            {
                json.WriteNumber("roundTripMicroseconds", time);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What became of the faults that were asked for, as a member of an object.</summary>
    public static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<FaultResult> faults)
    {
        json.WriteStartArray("faults");
        foreach (FaultResult fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("fault", fault.Fault.ToString());
            json.WriteBoolean("fired", fault.Microseconds is not null);
            if (fault.Microseconds is { } time)
            {
                json.WriteNumber("microseconds", time);
            }
            json.WriteNumber("times", fault.Times);
            json.WriteNumber("occasions", fault.Occasions);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
