using System.CommandLine;
using System.Globalization;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa sim</c>: lives of our boards with an IPA by seed, under random faults, with what must always hold looked at after every step.</summary>
internal sealed class SimCommands
{
    private const string DefaultSeeds = "1..1000";
    private const int MostJobs = 256;
    private const int ShrinkLives = 2_000;
    private const int MostTimes = 1_000_000_000;

    private readonly Terminal _terminal;
    private readonly Option<string> _seeds = new("--seeds") { Description = $"First and last seed; {DefaultSeeds} if not given.", HelpName = "A..B", DefaultValueFactory = _ => DefaultSeeds };
    private readonly Option<string> _shard = new("--shard") { Description = "Live every N-th seed only, from the I-th on: a part of the range for one of N machines.", HelpName = "I/N", DefaultValueFactory = _ => "1/1" };
    private readonly Option<string?> _jobs = NumberOption.Create("--jobs", "-j", "N", "Lives at a time; as many as there are processors if not given.", MostJobs);
    private readonly Option<string?> _output = new Option<string?>("--out", "-o") { Description = "Write the result as JSON lines for 'ipa sim merge', - for standard output.", HelpName = "OUT.jsonl" }.Names(FileUse.Written);
    private readonly Option<string?> _times = NumberOption.Create("--times", null, "N", "Exit 1, too, if a fault of the scenario happened less often, or a moment never.", MostTimes);
    private readonly Argument<string[]> _results = new Argument<string[]>("RESULT") { Description = "Results of shards (JSON lines).", Arity = ArgumentArity.OneOrMore }.Names(FileUse.Read);

    public SimCommands(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        Option<string> scenario = ScenarioOption();
        var run = new Command("run", "Live the seeds of a range; exit 1 if something did not hold in one.") { _seeds, scenario, _jobs, _shard, _output };
        run.Validators.Add(result =>
        {
            if (result.GetValue(_seeds) is { } seeds && ShardText.SeedsOf(seeds) is null)
            {
                result.AddError($"--seeds takes two numbers A..B, at most {ShardOfSeeds.MostSeeds} seeds, not '{seeds}'");
            }
            if (result.GetValue(_shard) is { } shard && ShardText.ShardOf(shard) is null)
            {
                result.AddError($"--shard takes I/N, I from 1 to N, at most {ShardOfSeeds.MostShards} shards, not '{shard}'");
            }
        });
        run.SetAction(parsed => Run(parsed, Scenario.Find(parsed.GetValue(scenario)!)!));
        var merge = new Command("merge", "Add up the results of shards, and name those that are missing; exit 1 if one is, or something did not hold.") { _results, _times };
        merge.SetAction(Merge);
        return new Command("sim", "Boards with an IPA in lives by seed, under random faults.")
        {
            run,
            One("replay", "Live a seed or a plan again, and say what became of it; exit 1 if something did not hold.", Replay),
            One("shrink", "Make the plan of a failing seed smaller, as long as something does not hold.", Shrink),
            merge,
        };
    }

    private static Option<string> ScenarioOption()
    {
        var option = new Option<string>("--scenario")
        {
            Description = "Which faults seeds choose from: " + string.Join(", ", Scenario.All.Select(each => each.Name)) + $"; {Scenario.All[0].Name} if not given.",
            HelpName = "S",
            DefaultValueFactory = _ => Scenario.All[0].Name,
        };
        option.Take([.. Scenario.All.Select(each => each.Name)]);
        return option;
    }

    private static Command One(string name, string description, Func<SimulationPlan, LifeSimulator, int> act)
    {
        var plan = new Argument<string>("SEED") { Description = "A seed, or a plan as 'ipa sim run' prints it." };
        Option<string> scenario = ScenarioOption();
        var command = new Command(name, description) { plan, scenario };
        command.Validators.Add(result =>
        {
            if (result.GetValue(plan) is { } text && PlanOf(text) is null && SeedOf(text) is null)
            {
                result.AddError($"'{text}' is neither a seed nor a plan: {WhyNoPlan(text)}");
            }
        });
        command.SetAction(parsed =>
        {
            LifeSimulator simulator = OurSimulator();
            string text = parsed.GetValue(plan)!;
            SimulationPlan chosen = PlanOf(text) ?? simulator.PlanOf(SeedOf(text)!.Value, Scenario.Find(parsed.GetValue(scenario)!)!);
            return simulator.Trees.Contains(chosen.Tree) ? act(chosen, simulator)
                : throw new CommandFailure(ExitCode.Usage, $"there is no tree '{ShownText.Escape(chosen.Tree)}'; there are {string.Join(", ", simulator.Trees)}");
        });
        return command;
    }

    /// <summary>Our boards with an IPA, by name: the seeds choose among them.</summary>
    private static LifeSimulator OurSimulator() =>
        new([.. OurBoard.All().Where(board => board.Ipa is not null).Select(board => new SimulatedTree(board.Name, board.Ipa!.Tree.Blob))]);

    private int Run(ParseResult parsed, Scenario scenario)
    {
        (ulong from, ulong to) = ShardText.SeedsOf(parsed.GetValue(_seeds)!)!.Value;
        (int index, int count) = ShardText.ShardOf(parsed.GetValue(_shard)!)!.Value;
        var shard = new ShardOfSeeds(scenario, from, to, index, count);
        int jobs = (int)(NumberOption.ValueOf(parsed, _jobs) is { } number and > 0 ? number : (uint)Environment.ProcessorCount);
        string? output = parsed.GetValue(_output);
        ShardResult result;
        using (var progress = new ProgressLine(_terminal, "life", (int)Math.Min(shard.Lives, int.MaxValue)))
        {
            result = OurSimulator().Run(shard, jobs, _ => progress.Next(""));
        }
        if (output is not null)
        {
            using var text = new StringWriter();
            ShardFile.Write(text, result);
            OutputFile.Write(output, Encoding.UTF8.GetBytes(text.ToString()), _terminal);
        }
        return Report(result, output == "-");
    }

    private int Merge(ParseResult parsed)
    {
        var merge = new ShardMerge();
        foreach (string path in parsed.GetValue(_results)!)
        {
            try
            {
                using var reader = new StreamReader(new MemoryStream(InputFile.Read(path).Bytes));
                ShardFile.Read(reader, ShownPath.Of(path), merge);
            }
            catch (InvalidDataException e)
            {
                throw new CommandFailure(ExitCode.Findings, ShownText.Escape(e.Message));
            }
        }
        if (merge.Total is not { } total)
        {
            throw new CommandFailure(ExitCode.Findings, "there is no result in these files");
        }
        int code = Report(total, false);
        if (NumberOption.ValueOf(parsed, _times) is { } times)
        {
            string[] rare =
            [
                .. total.Shard.Scenario.Faults.Where(fault => total.Fired[fault.Index] < times).Select(fault => fault.Name),
                .. Enum.GetValues<Moment>().Where(moment => total.Reached[(int)moment] == 0).Select(moment => moment.ToString().ToLowerInvariant()),
            ];
            if (rare.Length > 0)
            {
                WrappedLine.Write(_terminal, $"less than {Number(times)} times, or never: {string.Join(", ", rare)}");
                code = ExitCode.Findings;
            }
        }
        int[] missing = [.. merge.Missing];
        if (missing.Length > 0)
        {
            const int Shown = 20;
            string more = missing.Length > Shown ? $" and {missing.Length - Shown} more" : "";
            WrappedLine.Write(_terminal, $"missing of {merge.Count} shards: {string.Join(", ", missing.Take(Shown))}{more}");
            return ExitCode.Findings;
        }
        return code;
    }

    private int Replay(SimulationPlan plan, LifeSimulator simulator)
    {
        SimulationOutcome outcome = simulator.Run(plan);
        SimulationOutcome again = simulator.Run(outcome.Plan);
        _terminal.Out.WriteLine(outcome.Plan.ToString());
        string fired = string.Join(", ", SimulatedFaults.All.Where(fault => outcome.Fired[fault.Index] > 0).Select(fault => $"{fault.Name} {Number(outcome.Fired[fault.Index])}"));
        WrappedLine.Write(_terminal, $"{Number(outcome.Steps)} steps in {Number(outcome.Microseconds)} us; refused {Number(outcome.Refusals)}; faults {(fired.Length > 0 ? fired : "none")}; digest {outcome.Hash:x16}");
        if (again.Hash != outcome.Hash)
        {
            WrappedLine.Write(_terminal, $"the same plan gave another life: digest {again.Hash:x16}");
            return ExitCode.Findings;
        }
        WrappedLine.Write(_terminal, outcome.Violation is null ? "everything held" : ShownText.Escape(outcome.Violation));
        return outcome.Violation is null ? ExitCode.Fine : ExitCode.Findings;
    }

    private int Shrink(SimulationPlan plan, LifeSimulator simulator)
    {
        SimulationOutcome outcome = simulator.Run(plan);
        if (outcome.Violation is null)
        {
            WrappedLine.Write(_terminal, "everything held: there is nothing to make smaller");
            return ExitCode.Fine;
        }
        var shrinker = new PlanShrinker(simulator, ShrinkLives);
        SimulationPlan smallest = shrinker.Shrink(outcome.Plan);
        WritePlan(smallest);
        WrappedLine.Write(_terminal, ShownText.Escape(simulator.Run(smallest).Violation ?? ""));
        return ExitCode.Findings;
    }

    private int Report(ShardResult result, bool linesOnly)
    {
        if (!linesOnly)
        {
            foreach (FailedSeed failed in result.Failed.Take(_terminal.IsQuiet ? 1 : 10))
            {
                WrappedLine.Write(_terminal, $"seed {failed.Seed}: {ShownText.Escape(failed.Violation)}");
                _terminal.Out.WriteLine($"  ipa sim shrink {failed.Seed} --scenario {result.Shard.Scenario.Name}");
            }
            if (!_terminal.IsQuiet)
            {
                WriteCounts("fault", [.. SimulatedFaults.All.Select(fault => fault.Name)], result.Fired, result.Shard.Scenario.Faults.Select(fault => fault.Index));
                WriteCounts("moment", Enum.GetNames<Moment>(), result.Reached, Enumerable.Range(0, result.Reached.Length));
            }
            WrappedLine.Write(_terminal, $"{Number(result.Microseconds / 1_000_000)} s of virtual time; packets passed {Number(result.LongestReturn / 1_000)} ms after the modem was back at the latest, a removal took {Number(result.LongestRemoval / 1_000)} ms at most");
            WrappedLine.Write(_terminal, $"{Number(result.Lives)} lives, {Number(result.Steps)} steps, at least {Number(result.LeastSteps)} in each; in {Number(result.Violations)} something did not hold (seeds {result.Shard.From}..{result.Shard.To}, scenario {result.Shard.Scenario.Name})");
        }
        return result.Violations > 0 ? ExitCode.Findings : ExitCode.Fine;
    }

    private void WriteCounts(string title, string[] names, long[] counts, IEnumerable<int> rows)
    {
        var table = new TextTable(title, ">times");
        foreach (int row in rows)
        {
            table.Add(names[row].ToLowerInvariant(), Number(counts[row]));
        }
        table.WriteTo(_terminal.Out, "", _terminal);
    }

    private void WritePlan(SimulationPlan plan) => _terminal.Out.WriteLine($"ipa sim replay '{plan}'");

    private static ulong? SeedOf(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : null;

    private static SimulationPlan? PlanOf(string text) => WhyNoPlan(text) is null ? SimulationPlan.Parse(text) : null;

    private static string? WhyNoPlan(string text)
    {
        try
        {
            SimulationPlan.Parse(text);
            return null;
        }
        catch (FormatException e)
        {
            return ShownText.Escape(e.Message);
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
