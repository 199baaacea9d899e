using System.CommandLine;
using System.Globalization;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa faults</c>: what can go wrong in the fake hardware, how often in a boot, and what then becomes of the boot.</summary>
internal sealed class FaultsCommands
{
    private readonly Terminal _terminal;
    private readonly TreeInput _listed;
    private readonly TreeInput _swept;
    private readonly Option<uint> _seed = CommandOptions.Seed();
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public FaultsCommands(Terminal terminal)
    {
        _terminal = terminal;
        _listed = TreeInput.OfBoard(terminal, "booted");
        _swept = TreeInput.OfBoard(terminal, "swept");
    }

    public Command Create()
    {
        var list = new Command("list", "List the faults, what each does, and how many occasions it has in a boot of the tree.") { _seed, _json };
        _listed.AddTo(list);
        list.SetAction(List);
        var sweep = new Command("sweep", "Boot once with every fault at every occasion; exit 1 if one ends wrong.") { _seed, _json };
        _swept.AddTo(sweep);
        sweep.SetAction(Sweep);
        return new Command("faults", "What can go wrong in the fake hardware; 'ipa faults' alone lists it.") { list, sweep };
    }

    private int List(ParseResult parsed)
    {
        if (Load(parsed, _listed) is not { } sweep)
        {
            return ExitCode.Findings;
        }
        if (parsed.GetValue(_json))
        {
            JsonOutput.Write(_terminal.Out, json =>
            {
                json.WriteString("tree", ShownPath.Of(_listed.PathOf(parsed)));
                json.WriteStartArray("faults");
                foreach (string name in FaultName.Names)
                {
                    json.WriteStartObject();
                    json.WriteString("fault", name);
                    json.WriteString("meaning", new FaultName(name, 1).Meaning);
                    json.WriteNumber("occasions", sweep.OccasionsOf(name));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            return ExitCode.Fine;
        }
        var table = new TextTable("fault", ">occasions", "what it does");
        foreach (string name in FaultName.Names)
        {
            table.Add(name, Number(sweep.OccasionsOf(name)), new FaultName(name, 1).Meaning);
        }
        table.WriteTo(_terminal.Out, "", _terminal);
        if (!_terminal.IsQuiet)
        {
            WrappedLine.Write(_terminal, $"'ipa boot --fault NAME=N' boots with one at its N-th occasion, 'ipa faults sweep' with each at each.");
        }
        return ExitCode.Fine;
    }

    private FaultSweep? Load(ParseResult parsed, TreeInput input)
    {
        LoadedTree tree = input.Load(parsed, new Findings(_terminal, OutputFormat.Text));
        return tree.IsRefused ? null : new FaultSweep(tree.Blob, parsed.GetValue(_seed));
    }

    private int Sweep(ParseResult parsed)
    {
        if (Load(parsed, _swept) is not { } sweep)
        {
            return ExitCode.Findings;
        }
        IReadOnlyList<FaultName> faults = sweep.All();
        var swept = new List<SweptFault>();
        using (var progress = new ProgressLine(_terminal, "boot", faults.Count))
        {
            foreach (FaultName fault in faults)
            {
                progress.Next(fault.ToString());
                swept.Add(sweep.Try(fault));
            }
        }
        int wrong = swept.Count(each => each.Outcome == SweepOutcome.Wrong);
        if (parsed.GetValue(_json))
        {
            WriteJson(ShownPath.Of(_swept.PathOf(parsed)), swept);
        }
        else
        {
            WriteText(swept);
            int CountOf(SweepOutcome outcome) => swept.Count(each => each.Outcome == outcome);
            string idle = CountOf(SweepOutcome.Idle) > 0 ? $"{CountOf(SweepOutcome.Idle)} had nothing to hit, " : "";
            WrappedLine.Write(_terminal, $"{swept.Count} boots: {CountOf(SweepOutcome.Booted)} booted all the same, {CountOf(SweepOutcome.Recovered)} failed and recovered, "
                + $"{idle}{wrong} ended wrong (seed {parsed.GetValue(_seed).ToString(CultureInfo.InvariantCulture)})");
        }
        return wrong > 0 ? ExitCode.Findings : ExitCode.Fine;
    }

    /// <summary>Neighbouring occasions that end alike are one row.</summary>
    private void WriteText(List<SweptFault> swept)
    {
        if (_terminal.IsQuiet)
        {
            swept = [.. swept.Where(each => each.Outcome == SweepOutcome.Wrong)];
        }
        for (int i = 0; i < swept.Count;)
        {
            int end = i + 1;
            while (end < swept.Count && swept[end].Fault.Name == swept[i].Fault.Name && swept[end].Fault.Occurrence == swept[end - 1].Fault.Occurrence + 1
                && swept[end].Outcome == swept[i].Outcome && swept[end].Reason == swept[i].Reason)
            {
                end++;
            }
            string name = end - i > 1 ? $"{swept[i].Fault}-{Number(swept[end - 1].Fault.Occurrence)}" : swept[i].Fault.ToString();
            string outcome = NameOf(swept[i].Outcome);
            foreach (string line in WrappedLine.Of($"{name,-22} ", ShownText.Escape(swept[i].Reason.Length > 0 ? $"{outcome}: {swept[i].Reason}" : outcome), new string(' ', 23), _terminal.OutColumns))
            {
                _terminal.Out.WriteLine(swept[i].Outcome == SweepOutcome.Wrong && _terminal.OutHasColor ? $"\u001b[31m{line}\u001b[0m" : line);
            }
            i = end;
        }
    }

    private void WriteJson(string tree, List<SweptFault> swept) => JsonOutput.Write(_terminal.Out, json =>
    {
        json.WriteString("tree", tree);
        json.WriteNumber("wrong", swept.Count(each => each.Outcome == SweepOutcome.Wrong));
        json.WriteStartArray("boots");
        foreach (SweptFault each in swept)
        {
            json.WriteStartObject();
            json.WriteString("fault", each.Fault.Name);
            json.WriteNumber("occasion", each.Fault.Occurrence);
            json.WriteString("outcome", NameOf(each.Outcome));
            json.WriteString("reason", each.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string NameOf(SweepOutcome outcome) => outcome switch
    {
        SweepOutcome.Booted => "booted",
        SweepOutcome.Recovered => "recovered",
        SweepOutcome.Idle => "nothing to hit",
        _ => "wrong",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
