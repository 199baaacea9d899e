using System.CommandLine;
using IpaEmbedded.Mutants.Running;

namespace IpaEmbedded.Mutants;

/// <summary>The command line.</summary>
public static class MutantsCommand
{
    private static readonly Argument<string[]> Rooms = new("ROOM") { Description = "Folders or files (FILE:12-40 for lines), or the last part of a usual room's path; all usual rooms if none is named.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<int> Jobs = new("--jobs") { Description = "Processes at a time.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Shard = new("--shard") { Description = "The part of this machine, such as 1/4.", DefaultValueFactory = _ => "1/1" };
    private static readonly Option<int?> Sample = new("--sample") { Description = "Only so many mutants, drawn over all rooms." };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Decides which are drawn.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double?> Least = new("--least") { Description = "Per cent of the changes that must die, and all named defects; without it nothing may survive." };
    private static readonly Option<bool> Upstream = new("--upstream") { Description = "The named defects of upstream, too; alone without ROOM." };
    private static readonly Option<string?> Tests = new("--tests") { Description = "Only tests whose full names contain one of these, with commas between.", HelpName = "TEXTS" };
    private static readonly Option<double?> Seconds = new("--seconds") { Description = "Most processor seconds of tests for one mutant; the fast and specific ones come first." };
    private static readonly Option<double> Longest = new("--longest") { Description = "Most processor seconds that a test may take without a mutant; a longer one is not used.", DefaultValueFactory = _ => 10 };
    private static readonly Option<string?> Only = new("--only") { Description = "A file with the ids of the only mutants to try, such as the survivors of a run.", HelpName = "FILE" };
    private static readonly Option<bool> Continue = new("--continue") { Description = "Keep the outcomes that the folder has." };
    private static readonly Option<bool> Retry = new("--retry") { Description = "Keep those that were killed, and try again those that survived." };
    private static readonly Option<string?> Out = new("--out") { Description = "Folder of the results, below the checkout, in which the tests find its files.", HelpName = "DIR" };
    private static readonly Option<string> Configuration = new("--configuration") { Description = "Debug or Release, as the tests were built.", DefaultValueFactory = _ => "Debug" };

    /// <summary>Runs one command line; 0 if nothing survived, 1 if something did, 2 for what cannot be run.</summary>
    public static int Run(string[] args, TextWriter output)
    {
        var run = new Command("run", "Try mutants with the tests that reach them.") { Rooms, Jobs, Shard, Sample, Seed, Least, Upstream, Tests, Seconds, Longest, Only, Continue, Retry, Out, Configuration };
        run.SetAction(parsed => new Session(OptionsOf(parsed), output).Run());
        var list = new Command("list", "Write the ids of the mutants.") { Rooms, Upstream, Configuration };
        list.SetAction(parsed => new Session(OptionsOf(parsed), output).List());
        var words = new Argument<string[]>("WORD") { Arity = ArgumentArity.OneOrMore };
        var worker = new Command("worker", "The process that runs tests.") { words };
        worker.Hidden = true;
        worker.SetAction(parsed => parsed.GetValue(words) is [var tests, var assemblies, var count, var active]
            ? Worker.Serve(tests, assemblies.Split(','), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), int.Parse(active, System.Globalization.CultureInfo.InvariantCulture)) : 2);
        var root = new RootCommand("Small changes of the product, of which each must make a test fail.") { run, list, worker };
        ParseResult result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            output.WriteLine(result.Errors[0].Message);
            return 2;
        }
        try
        {
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = output });
        }
        catch (MutantsException e)
        {
            output.WriteLine(e.Message);
            return 2;
        }
    }

    private static RunOptions OptionsOf(ParseResult parsed)
    {
        string root = Root();
        string? only = parsed.GetValue(Only);
        string folder = Path.GetFullPath(parsed.GetValue(Out) ?? Path.Combine(root, "hosttests/IpaEmbedded.Mutants/bin/run"));
        if (!folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new MutantsException($"--out {folder}: must lie below {root}, since tests that run there look for the checkout's files above them");
        }
        return new RunOptions
        {
            Root = root,
            Rooms = parsed.GetValue(Rooms) ?? [],
            Configuration = parsed.GetValue(Configuration)!,
            Jobs = Math.Max(1, parsed.GetValue(Jobs)),
            Out = folder,
            Sample = parsed.GetValue(Sample),
            Seed = parsed.GetValue(Seed),
            Least = parsed.GetValue(Least),
            Shard = parsed.GetValue(Shard)!,
            Tests = parsed.GetValue(Tests),
            Seconds = parsed.GetValue(Seconds),
            Longest = parsed.GetValue(Longest),
            Upstream = parsed.GetValue(Upstream),
            IsContinued = parsed.GetValue(Continue) || parsed.GetValue(Retry),
            Retries = parsed.GetValue(Retry),
            Only = only is null ? null : File.ReadLines(only).Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal),
        };
    }

    // The checkout that the command was built in, else the one around the working directory.
    private static string Root()
    {
        foreach (string from in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
        {
            for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "IpaEmbedded.sln")))
                {
                    return folder.FullName;
                }
            }
        }
        throw new MutantsException("there is no checkout around the command or the working directory");
    }
}
