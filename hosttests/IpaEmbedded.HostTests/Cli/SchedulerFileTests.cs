using IpaEmbedded.HostTests.Architecture;
using YamlDotNet.RepresentationModel;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The files that spread lives over machines: they are YAML, and the commands in them run, here with few seeds.</summary>
[TestClass]
public sealed class SchedulerFileTests
{
    [TestMethod]
    public void GitHubs_matrix_lives_every_shard_and_its_last_job_adds_them_up()
    {
        YamlNode jobs = Read("github-actions.yml")["jobs"];
        using var folder = new TemporaryFolder();
        Ipa(folder, "cli/IpaEmbedded.Cli/bin/Release/net10.0/ipa", Real);
        foreach (YamlNode index in (YamlSequenceNode)jobs["shard"]["strategy"]["matrix"]["index"])
        {
            Assert.AreEqual(0, CommandRun.OfShell(folder[""], Command(jobs["shard"], "1..16", (string)index!)).ExitCode);
        }

        CommandRun sum = CommandRun.OfShell(folder[""], Command(jobs["sum"], "", ""));

        Assert.AreEqual((0, ""), (sum.ExitCode, sum.Error));
        StringAssert.Contains(sum.Out, "\n16 lives, ");
    }

    [TestMethod]
    public void An_artifact_of_GitHubs_has_the_name_and_the_files_of_its_shard()
    {
        YamlNode upload = Steps(Read("github-actions.yml")["jobs"]["shard"]).Last()["with"];

        Assert.AreEqual(("shard-${{ matrix.index }}", "shard-*.jsonl"), ((string)upload["name"]!, (string)upload["path"]!));
    }

    [TestMethod]
    public void A_pod_of_Kubernetes_lives_the_shard_of_its_index()
    {
        using var folder = new TemporaryFolder();
        Ipa(folder, "ipa", Real);

        Assert.AreEqual(0, Pod(folder, 0).ExitCode);
        Assert.AreEqual(0, Pod(folder, 99).ExitCode);

        CommandRun sum = CommandRun.OfShell(folder[""], "./ipa sim merge shard-*.jsonl");
        StringAssert.Contains(sum.Out + sum.Error, "\n4 lives, ");
        StringAssert.Contains((sum.Out + sum.Error).ReplaceLineEndings(" "), "missing of 100 shards: 2, 3, 4, ");
    }

    [TestMethod]
    [DataRow(0, true)]
    [DataRow(1, true, DisplayName = "something did not hold")]
    [DataRow(2, false)]
    [DataRow(3, false)]
    public void A_shard_in_which_something_did_not_hold_has_a_result_and_is_not_lived_again(int exitCode, bool ends)
    {
        using var folder = new TemporaryFolder();
        Ipa(folder, "ipa", $"exit {exitCode}");
        Ipa(folder, "cli/IpaEmbedded.Cli/bin/Release/net10.0/ipa", $"exit {exitCode}");

        Assert.AreEqual(ends, Pod(folder, 0).ExitCode == 0);
        Assert.AreEqual(ends, CommandRun.OfShell(folder[""], Command(Read("github-actions.yml")["jobs"]["shard"], "1..16", "1")).ExitCode == 0);
    }

    private static string Real => $"exec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}' \"$@\"";

    private static void Ipa(TemporaryFolder folder, string path, string script)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        folder.Write(path, $"#!/bin/sh\n{script}\n");
        Assert.AreEqual(0, CommandRun.OfShell(folder[""], "chmod u+x " + path).ExitCode);
    }

    /// <summary>The container's command as a pod of this index would run it, with 200 seeds, the folder for its volume.</summary>
    private static CommandRun Pod(TemporaryFolder folder, int index)
    {
        YamlNode container = Read("kubernetes-job.yaml")["spec"]["template"]["spec"]["containers"][0];
        CollectionAssert.AreEqual((string[])["sh", "-c"], ((YamlSequenceNode)container["command"]).Select(each => (string)each!).ToArray());
        string command = ((string)container["args"][0]!).Replace("1..10000000", "1..200", StringComparison.Ordinal).Replace("/results/", "", StringComparison.Ordinal);
        folder.Write("pod", command);
        return CommandRun.OfShell(folder[""], $"PATH=\"$PWD:$PATH\" JOB_COMPLETION_INDEX={index} sh pod");
    }

    /// <summary>The last command of a job, with its environment.</summary>
    private static string Command(YamlNode job, string seeds, string index)
    {
        YamlMappingNode step = Steps(job).Last(each => each.Children.ContainsKey("run"));
        IEnumerable<KeyValuePair<YamlNode, YamlNode>> variables = step.Children.TryGetValue("env", out YamlNode? env) ? ((YamlMappingNode)env).Children : [];
        string assignments = string.Concat(variables.Select(each => $"export {each.Key}='{each.Value}'\n"))
            .Replace("${{ inputs.seeds }}", seeds, StringComparison.Ordinal).Replace("${{ matrix.index }}", index, StringComparison.Ordinal);
        return $"set -e\n{assignments}{step["run"]}";
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static YamlNode Read(string name)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(RepositoryRoot.PathOf("hosttests/simulation/" + name))));
        return yaml.Documents.Single().RootNode;
    }
}
