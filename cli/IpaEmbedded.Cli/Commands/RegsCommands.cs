using System.CommandLine;
using IpaEmbedded.Cli.Recorders;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa regs</c>: what register values mean, and in which registers versions differ.</summary>
internal sealed class RegsCommands
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _before = new("V1") { Description = "A version." };
    private readonly Argument<string> _after = new("V2") { Description = "Another version." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public RegsCommands(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        _before.CompletionSources.Add([.. RegisterCatalog.Versions]);
        _after.CompletionSources.Add([.. RegisterCatalog.Versions]);
        var diff = new Command("diff", "List the registers and fields in which two versions differ.") { _before, _after, _json };
        diff.Validators.Add(result =>
        {
            CheckVersion(result.AddError, result.GetValue(_before));
            CheckVersion(result.AddError, result.GetValue(_after));
        });
        diff.SetAction(Diff);
        return new Command("regs", "Registers of the IPA and its GSI.")
        {
            new RegsListCommand(_terminal).Create(), new RegsSearchCommand(_terminal).Create(), new RegsDecodeCommand(_terminal).Create(), diff,
        };
    }

    /// <summary>The option that names a version.</summary>
    internal static Option<string?> Version(string description = "Version of the IPA; " + RegisterCatalog.DefaultVersion + " if not given.")
    {
        var option = new Option<string?>("--version") { Description = description, HelpName = "V" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } version }])
            {
                CheckVersion(result.AddError, version);
            }
        });
        option.CompletionSources.Add(_ => RegisterCatalog.Versions.Select(version => new System.CommandLine.Completions.CompletionItem(version)));
        return option;
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
        foreach (IGrouping<(string Block, string Register), RegisterDifference> register in differences.GroupBy(each => (each.Block, each.Register)))
        {
            string heading = $"{register.Key.Block} {register.Key.Register}";
            _terminal.Out.WriteLine(_terminal.OutHasColor ? $"\u001b[1m{heading}\u001b[0m" : heading);
            foreach (RegisterDifference each in register)
            {
                _terminal.Out.WriteLine($"  {(each.Field is null ? "" : each.Field + " ")}{each.What}: {each.Before ?? "none"} -> {each.After ?? "none"}");
            }
        }
        int registers = differences.Select(difference => (difference.Block, difference.Register)).Distinct().Count();
        _terminal.Out.WriteLine($"{before.Version} and {after.Version} differ in {registers} of {before.All.Concat(after.All).Select(each => (each.Block, each.Register.Name)).Distinct().Count()} registers");
        return ExitCode.Fine;
    }
}
