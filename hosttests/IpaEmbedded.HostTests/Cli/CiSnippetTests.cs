using System.Text.Json;
using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;
using YamlDotNet.RepresentationModel;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The README's snippets for CI: they are YAML, and their commands fail on new findings only, here in a made-up checkout.</summary>
[TestClass]
public sealed partial class CiSnippetTests
{
    private static readonly string Text = File.ReadAllText(RepositoryRoot.PathOf("README.md"));

    [TestMethod]
    [DataRow("GitHub", false)]
    [DataRow("GitHub", true)]
    [DataRow("GitLab", false)]
    [DataRow("GitLab", true)]
    public void The_commands_fail_on_new_findings_only(string system, bool addsFinding)
    {
        using var folder = new TemporaryFolder();
        string repository = Checkout(folder, addsFinding);
        string script = string.Join('\n', Commands(system).Where(line => !line.Contains("tool install", StringComparison.Ordinal)));

        CommandRun run = CommandRun.OfShell(repository, $"export PATH='{folder[""]}':\"$PATH\" CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse HEAD^1)\nset -e -o pipefail\n{script}");

        Assert.AreEqual(addsFinding ? 1 : 0, run.ExitCode, run.ToString());
        using JsonDocument sarif = JsonDocument.Parse(File.ReadAllText(Path.Combine(repository, "findings.sarif")));
        string[] found = [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(each => each.GetProperty("ruleId").GetString()!)];
        CollectionAssert.AreEqual(addsFinding ? (string[])["DT3001"] : [], found);
    }

    /// <summary>The lines that the steps of a snippet run.</summary>
    private static List<string> Commands(string system)
    {
        string text = Snippet().Matches(Text).Select(match => match.Groups[1].Value).Single(each => each.Contains(system == "GitHub" ? "runs-on:" : "rules:", StringComparison.Ordinal));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var root = (YamlMappingNode)yaml.Documents.Single().RootNode;
        IEnumerable<YamlNode> scripts = system == "GitLab" ? (YamlSequenceNode)root["devicetree"]["script"]
            : ((YamlSequenceNode)root["jobs"]["check"]["steps"]).Cast<YamlMappingNode>().Where(step => step.Children.ContainsKey("run")).Select(step => step["run"]);
        return [.. scripts.SelectMany(each => ((YamlScalarNode)each).Value!.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>A repository of two commits, of which the first has findings, with the command as ipa beside it.</summary>
    private static string Checkout(TemporaryFolder folder, bool addsFinding)
    {
        string source = RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Cli/kernel");
        string repository = folder["checkout"];
        foreach (string path in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(repository, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        folder.Write("ipa", $"#!/bin/sh\nexec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}' \"$@\"\n");
        string board = Path.Combine(repository, "arch/arm64/boot/dts/acme/board.dts");
        const string Commit = "git -c user.name=a -c user.email=a@example.org commit -q -m";
        Assert.AreEqual(0, CommandRun.OfShell(repository, $"chmod u+x ../ipa && git init -q . && git add . && {Commit} base").ExitCode);
        File.WriteAllText(board, "// moved down by a line\n" + File.ReadAllText(board) + (addsFinding ? "&lamp { acme,shade; };\n" : ""));
        Assert.AreEqual(0, CommandRun.OfShell(repository, $"git add . && {Commit} change").ExitCode);
        return repository;
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
