using System.CommandLine;
using System.Globalization;
using System.Reflection;

namespace IpaEmbedded.Fuzz;

/// <summary>The command line of the fuzzer.</summary>
public static class FuzzCommand
{
    private static readonly Option<string?> Targets = new("--targets") { Description = "An assembly with targets besides those built in.", HelpName = "DLL" };
    private static readonly Option<long> Count = new("--count") { Description = "Executions of each target.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int?> Seconds = new("--seconds") { Description = "Most seconds for each target; without it the count alone ends a run." };
    private static readonly Option<int> Seed = new("--seed") { Description = "From which everything that is random follows.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Jobs = new("--jobs") { Description = "Processes at a time.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Corpus = new("--corpus") { Description = "Folder where inputs that reach something new are kept and taken up again.", HelpName = "DIR" };
    private static readonly Option<string?> Findings = new("--out") { Description = "Folder for inputs that break a rule.", HelpName = "DIR" };
    private static readonly Option<bool> Unguided = new("--unguided") { Description = "Change only the seeds, whatever coverage says." };

    /// <summary>What was built, for whoever writes a result down.</summary>
    private static string Commit { get; } = typeof(FuzzCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, { Length: >= 10 } commit] ? commit[..10] : "unknown";

    /// <summary>Runs one command line; 0 without findings, 1 with findings, 2 for a wrong command line.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        var name = new Argument<string>("TARGET") { Description = "A name that 'list' shows." };
        var names = new Argument<string>("TARGET") { Description = "A name that 'list' shows, or all." };
        var files = new Argument<string[]>("FILE") { Description = "Inputs.", Arity = ArgumentArity.OneOrMore };
        var file = new Argument<string>("FILE") { Description = "An input." };
        var state = new Option<string>("--state") { Required = true };

        var list = new Command("list", "Show the targets.") { Targets };
        list.SetAction(parsed => List(parsed, output));
        var run = new Command("run", "Make inputs, guided by coverage, and look for one that breaks a rule.") { names, Count, Seconds, Seed, Jobs, Corpus, Findings, Unguided, Targets };
        run.SetAction(parsed => RunTargets(parsed.GetValue(names)!, parsed, output));
        var replay = new Command("replay", "Execute inputs again, each in a process of its own.") { name, files, Targets };
        replay.SetAction(parsed => Replay(parsed.GetValue(name)!, parsed.GetValue(files)!, parsed, output));
        var minimise = new Command("minimise", "Make an input that breaks a rule shorter, in place.") { name, file, Targets };
        minimise.SetAction(parsed => Minimise(parsed.GetValue(name)!, parsed.GetValue(file)!, parsed, output));
        var worker = new Command("worker", "The process that executes.") { name, Count, Seconds, Seed, Corpus, Unguided, Targets, state };
        worker.Hidden = true;
        worker.SetAction(parsed => Worker.Run(FuzzTargets.Find(parsed.GetValue(name)!, parsed.GetValue(Targets))!, OptionsOf(parsed), parsed.GetValue(state)!));
        var replayHere = new Command("replay-here", "Execute an input in this process.") { name, file, Targets };
        replayHere.Hidden = true;
        replayHere.SetAction(parsed =>
        {
            FuzzFinding? finding = Worker.Replay(FuzzTargets.Find(parsed.GetValue(name)!, parsed.GetValue(Targets))!, File.ReadAllBytes(parsed.GetValue(file)!));
            if (finding is not null)
            {
                Console.WriteLine(Worker.Line(finding));
            }
            return finding is null ? 0 : 1;
        });
        var root = new RootCommand("Coverage-guided fuzzing of everything that reads input from outside.") { list, run, replay, minimise, worker, replayHere };
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            output.WriteLine(result.Errors[0].Message);
            return 2;
        }
        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = output });
    }

    private static FuzzOptions OptionsOf(ParseResult parsed) => new()
    {
        Count = parsed.GetValue(Count),
        Limit = parsed.GetValue(Seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : FuzzOptions.NoLimit,
        Seed = parsed.GetValue(Seed),
        Jobs = Math.Max(1, parsed.GetValue(Jobs)),
        CorpusFolder = parsed.GetValue(Corpus),
        FindingFolder = parsed.GetValue(Findings),
        Guided = !parsed.GetValue(Unguided),
        TargetAssembly = parsed.GetValue(Targets),
    };

    private static int List(ParseResult parsed, TextWriter output)
    {
        foreach (FuzzTarget target in FuzzTargets.All(parsed.GetValue(Targets)))
        {
            output.WriteLine(target.Name);
        }
        return 0;
    }

    private static int RunTargets(string name, ParseResult parsed, TextWriter output)
    {
        FuzzOptions options = OptionsOf(parsed);
        FuzzTarget[] targets = [.. FuzzTargets.All(options.TargetAssembly).Where(target => name == "all" || target.Name == name)];
        if (targets.Length == 0)
        {
            output.WriteLine($"there is no target '{name}'; 'list' shows them");
            return 2;
        }
        using WorkFolder folder = WorkFolder.Create(targets.SelectMany(target => target.Assemblies), options.TargetAssembly);
        int findings = 0;
        foreach (FuzzTarget target in targets)
        {
            FuzzResult result = new Supervisor(target, name == "all" ? options with { Count = options.Count / target.Cost } : options, folder, output).Run();
            findings += result.Findings.Count;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{target.Name}: seed {options.Seed}, {result.Executions} executions, {result.Executions / Math.Max(0.001, result.Seconds):F0}/s, {result.Edges} edges, {result.CorpusSize} inputs, {result.Findings.Count} findings, commit {Commit}"));
        }
        return findings == 0 ? 0 : 1;
    }

    private static int Replay(string name, string[] files, ParseResult parsed, TextWriter output)
    {
        if (Open(name, parsed, output, out WorkFolder folder) is not { } supervisor)
        {
            return 2;
        }
        using (folder)
        {
            bool found = false;
            foreach (string file in files)
            {
                FuzzFinding? finding = supervisor.Replay(File.ReadAllBytes(file));
                found |= finding is not null;
                output.WriteLine(finding is null ? $"{file}: fine" : $"{file}: {finding.Key}\n{finding.Details}");
            }
            return found ? 1 : 0;
        }
    }

    private static int Minimise(string name, string file, ParseResult parsed, TextWriter output)
    {
        if (Open(name, parsed, output, out WorkFolder folder) is not { } supervisor)
        {
            return 2;
        }
        using (folder)
        {
            byte[] input = File.ReadAllBytes(file);
            if (supervisor.Replay(input) is not { } finding)
            {
                output.WriteLine($"{file}: breaks no rule");
                return 0;
            }
            // Every attempt is a process.
            byte[] shorter = Minimiser.Shorten(input, candidate => supervisor.Replay(candidate)?.Key == finding.Key, 300);
            File.WriteAllBytes(file, shorter);
            output.WriteLine($"{file}: {input.Length} -> {shorter.Length} bytes: {finding.Key}");
            return 1;
        }
    }

    private static Supervisor? Open(string name, ParseResult parsed, TextWriter output, out WorkFolder folder)
    {
        folder = null!;
        if (FuzzTargets.Find(name, parsed.GetValue(Targets)) is not { } target)
        {
            output.WriteLine($"there is no target '{name}'; 'list' shows them");
            return null;
        }
        FuzzOptions options = OptionsOf(parsed);
        folder = WorkFolder.Create([], options.TargetAssembly);
        return new Supervisor(target, options, folder, output);
    }
}
