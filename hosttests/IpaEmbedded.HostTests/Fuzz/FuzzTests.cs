using System.Diagnostics;
using System.Text;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fuzz;
using IpaEmbedded.Fuzz.Planted;

namespace IpaEmbedded.HostTests.Fuzz;

/// <summary>The fuzzer finds what it is there to find. Mistakes are planted; processes run and die for real.</summary>
[TestClass]
public sealed class FuzzTests
{
    [TestMethod]
    public void Coverage_leads_to_a_mistake_behind_nested_comparisons_that_chance_does_not_reach()
    {
        FuzzResult guided = Run(new NestedTarget(), new FuzzOptions { Count = 150_000, Seed = 1 });
        FuzzResult unguided = Run(new NestedTarget(), new FuzzOptions { Count = 150_000, Seed = 1, Guided = false });

        Assert.AreEqual("InvalidOperationException in NestedTarget.Execute", Keys(guided));
        Assert.AreEqual("Bug", Encoding.Latin1.GetString(guided.Findings[0].Input));
        Assert.AreEqual("", Keys(unguided));
        Assert.AreEqual(150_000, guided.Executions);
    }

    [TestMethod]
    public void A_process_that_dies_leaves_its_input_once_and_another_goes_on()
    {
        FuzzResult result = Run(new DeadlyTarget(), new FuzzOptions { Count = 100_000, Seed = 2 });

        Assert.HasCount(1, result.Findings);
        StringAssert.StartsWith(result.Findings[0].Key, "dies with exit code 134: Stack overflow.");
        StringAssert.EndsWith(result.Findings[0].Key, "DeadlyTarget.Deeper");
        Assert.AreEqual((byte)'D', result.Findings[0].Input[0]);
        Assert.IsGreaterThan(20_000L, result.Executions);
    }

    [TestMethod]
    public void An_execution_that_does_not_end_is_ended_and_reported()
    {
        FuzzResult result = Run(new EndlessTarget(), new FuzzOptions { Count = 300, Seed = 3, Hang = TimeSpan.FromSeconds(2) });

        Assert.AreEqual("hangs", Keys(result));
        Assert.AreEqual((byte)'E', result.Findings[0].Input[0]);
    }

    [TestMethod]
    public void A_process_that_only_waits_has_its_time_too()
    {
        using Process process = Process.Start("sleep", "600");
        try
        {
            var limit = new ProcessLimit(process, TimeSpan.FromMilliseconds(100));
            SpinWait.SpinUntil(() => limit.IsReached);

            Assert.IsLessThan(TimeSpan.FromMilliseconds(100), process.TotalProcessorTime);
        }
        finally
        {
            process.Kill();
        }
    }

    [TestMethod]
    public void An_execution_that_allocates_too_much_is_reported_in_its_shortest_form()
    {
        FuzzResult result = Run(new GreedyTarget(), new FuzzOptions { Count = 100_000, Seed = 4 });

        Assert.AreEqual("allocates too much", Keys(result));
        Assert.AreEqual("G", Encoding.Latin1.GetString(result.Findings[0].Input));
    }

    [TestMethod]
    public void One_seed_makes_the_same_inputs_twice_and_another_seed_makes_others()
    {
        FuzzResult first = Run(new SourceTarget(), new FuzzOptions { Count = 500, Seed = 5 });
        FuzzResult second = Run(new SourceTarget(), new FuzzOptions { Count = 500, Seed = 5 });
        FuzzResult other = Run(new SourceTarget(), new FuzzOptions { Count = 500, Seed = 6 });

        Assert.AreEqual(first.Digest, second.Digest);
        Assert.AreEqual(first.Edges, second.Edges);
        Assert.AreNotEqual(first.Digest, other.Digest);
    }

    [TestMethod]
    public void Inputs_that_reached_something_new_are_kept_for_the_next_run()
    {
        string folder = Directory.CreateTempSubdirectory("ipa-fuzz-test-").FullName;
        try
        {
            Run(new NestedTarget(), new FuzzOptions { Count = 150_000, Seed = 1, CorpusFolder = folder });
            FuzzResult again = Run(new NestedTarget(), new FuzzOptions { Count = 20, Seed = 9, CorpusFolder = folder });

            Assert.AreEqual("InvalidOperationException in NestedTarget.Execute", Keys(again));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void The_built_in_targets_hold_for_a_few_thousand_inputs_each()
    {
        using var output = new StringWriter();
        int exit = FuzzCommand.Run(["run", "all", "--count", "2000", "--seed", "7"], output);

        Assert.AreEqual(0, exit, output.ToString());
        Assert.HasCount(14, FuzzTargets.All(null));
        foreach (FuzzTarget target in FuzzTargets.All(null))
        {
            StringAssert.Contains(output.ToString(), $"{target.Name}: seed 7, {2000 / target.Cost} executions, ");
        }
    }

    [TestMethod]
    public void Tokens_of_YAML_lead_to_a_mistake_in_a_document_that_is_right_as_a_whole()
    {
        FuzzResult result = Run(new AliasTarget(), new FuzzOptions { Count = 12_000, Seed = 1 });

        Assert.AreEqual("InvalidOperationException in AliasTarget.Execute", Keys(result));
    }

    [TestMethod]
    public void Nearly_right_texts_lead_to_a_search_without_end()
    {
        FuzzResult result = Run(new BacktrackingTarget(), new FuzzOptions { Count = 1_000, Seed = 1 });

        Assert.AreEqual("a search without end", Keys(result));
    }

    [TestMethod]
    public void A_run_that_goes_on_says_how_far_it_is()
    {
        using var output = new StringWriter();
        var target = new NestedTarget();
        using WorkFolder folder = WorkFolder.Create(target.Assemblies, typeof(PlantedTarget).Assembly.Location);

        new Supervisor(target, new FuzzOptions { Count = 100_000, Seed = 1, Jobs = 2, Progress = TimeSpan.Zero, TargetAssembly = typeof(PlantedTarget).Assembly.Location }, folder, output).Run();

        StringAssert.Matches(output.ToString(), new("planted-nested: [0-9]+ of 100000 executions, [0-9]+/s, [0-9]+ edges, [0-9]+ inputs, [01] findings"));
    }

    [TestMethod]
    public void A_finding_is_made_shorter_as_long_as_it_stays_the_same()
    {
        byte[] shorter = Minimiser.Shorten([.. "a long text with an x and a y in it"u8], input => input.Contains((byte)'x') && input.Contains((byte)'y'));

        Assert.AreEqual("xy", Encoding.Latin1.GetString(shorter));
    }

    [TestMethod]
    public void Wrong_command_lines_are_refused()
    {
        using var output = new StringWriter();

        Assert.AreEqual(2, FuzzCommand.Run(["run", "nothing"], output));
        StringAssert.Contains(output.ToString(), "there is no target 'nothing'");
        Assert.AreEqual(2, FuzzCommand.Run(["walk"], output));
    }

    [TestMethod]
    public void An_instrumented_compiler_compiles_to_the_same_bytes()
    {
        using WorkFolder folder = WorkFolder.Create(["IpaEmbedded.DeviceTree"], null);
        var context = new System.Runtime.Loader.AssemblyLoadContext("instrumented", isCollectible: true);
        var instrumented = context.LoadFromAssemblyPath(folder.Path + "/IpaEmbedded.DeviceTree.dll");
        string board = Architecture.RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");
        byte[] expected = FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(board, new CompileOptions { IncludeDirectories = [Architecture.RepositoryRoot.PathOf("dts/include")] }).Tree!);

        dynamic options = Activator.CreateInstance(instrumented.GetType("IpaEmbedded.DeviceTree.CompileOptions")!)!;
        instrumented.GetType("IpaEmbedded.DeviceTree.CompileOptions")!.GetProperty("IncludeDirectories")!.SetValue(options, new[] { Architecture.RepositoryRoot.PathOf("dts/include") });
        object result = instrumented.GetType("IpaEmbedded.DeviceTree.DeviceTreeCompiler")!.GetMethod("Compile", [typeof(string), ((object)options).GetType()])!.Invoke(null, [board, options])!;
        object tree = result.GetType().GetProperty("Tree")!.GetValue(result)!;
        var blob = (byte[])instrumented.GetType("IpaEmbedded.DeviceTree.FlattenedTreeWriter")!.GetMethod("Write", [tree.GetType()])!.Invoke(null, [tree])!;

        CollectionAssert.AreEqual(expected, blob);
        Assert.AreNotEqual(-1, CoverageMap.Edges.IndexOfAnyExcept((byte)0));
    }

    private static string Keys(FuzzResult result) => string.Join('\n', result.Findings.Select(finding => finding.Key));

    private static FuzzResult Run(FuzzTarget target, FuzzOptions options)
    {
        string planted = typeof(PlantedTarget).Assembly.Location;
        options = options with { TargetAssembly = planted };
        using WorkFolder folder = WorkFolder.Create(target.Assemblies, planted);
        return new Supervisor(target, options, folder, TextWriter.Null).Run();
    }
}
