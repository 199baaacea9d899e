using System.Text.Json;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>What a check states besides its findings: which bindings were used, what has no part in the check, and how much was checked.</summary>
internal sealed class CheckSummary(Terminal terminal, Findings findings)
{
    private readonly List<(string Path, ValidationReport? Report, UsedBindings? Bindings)> _files = [];
    private readonly List<UsedBindings> _bindings = [];
    private readonly List<string> _remarks = [];
    private readonly VerdictLines _verdicts = new(terminal.Out);

    /// <summary>Notes the bindings of a tree; returns what is wrong with them if they are used for the first time.</summary>
    public IEnumerable<Diagnostic> Use(UsedBindings bindings)
    {
        if (_bindings.Contains(bindings))
        {
            return [];
        }
        _bindings.Add(bindings);
        _remarks.AddRange(CheckoutRemarks.OfBindings(bindings, terminal.IsVerbose));
        return terminal.IsVerbose ? bindings.Set.Diagnostics : bindings.Findings;
    }

    /// <summary>Notes what came of a tree, under the name that the command line gives it; nothing if it did not compile.</summary>
    public void Add(string name, TreeFile file, ValidationReport? report, UsedBindings? bindings)
    {
        _files.Add((name, report, bindings));
        if (findings.IsVerdicts && report is not null)
        {
            _verdicts.Write(file.Path, bindings!, report);
        }
        _remarks.AddRange(CheckoutRemarks.OfTree(Checkout.OfFile(file.Path), file.Path).Except(_remarks));
    }

    /// <summary>Ends the findings in the form that was asked for.</summary>
    public void Write()
    {
        findings.Finish(WriteTo, _bindings, _remarks);
        if (!findings.IsText || terminal.IsQuiet)
        {
            return;
        }
        foreach (UsedBindings each in _bindings)
        {
            terminal.Out.WriteLine(ShownText.Escape(each.Line()));
        }
        foreach (string remark in _remarks)
        {
            terminal.Out.WriteLine("note: " + ShownText.Escape(remark));
        }
        foreach ((string path, ValidationReport? report, _) in _files)
        {
            terminal.Out.WriteLine($"{ShownText.Escape(ShownPath.Of(path))}: {report?.Summary() ?? "not checked, because it does not compile"}");
            foreach (string node in terminal.IsVerbose ? report?.UnmatchedNodes ?? [] : [])
            {
                terminal.Out.WriteLine($"  no binding: {ShownText.Escape(node)}");
            }
        }
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray("bindings");
        foreach (UsedBindings each in _bindings)
        {
            each.WriteTo(json);
        }
        json.WriteEndArray();
        json.WriteStartArray("remarks");
        foreach (string remark in _remarks)
        {
            json.WriteStringValue(remark);
        }
        json.WriteEndArray();
        json.WriteStartArray("files");
        foreach ((string path, ValidationReport? report, UsedBindings? bindings) in _files)
        {
            json.WriteStartObject();
            json.WriteString("file", ShownPath.Of(path));
            json.WriteBoolean("compiled", report is not null);
            if (bindings is not null)
            {
                json.WriteString("bindings", bindings.Set.Sha256);
            }
            json.WriteNumber("nodesChecked", report?.NodesChecked ?? 0);
            json.WriteNumber("bindingsUsed", report?.BindingsUsed ?? 0);
            json.WriteNumber("nodesWithoutBinding", report?.NodesWithoutBinding ?? 0);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
