using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>The examples for a Linux machine that runs a board as a service: units of systemd and rules of udev, read as those read them.</summary>
[TestClass]
public sealed partial class ServiceExampleTests
{
    private const string Units = "ipa-board.service, ipa-registers.service";

    // systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.kill(5), systemd.resource-control(5), of systemd 252.
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["Unit"] = ["Description", "Documentation", "ConditionPathExists"],
        ["Service"] =
        [
            "Type", "ExecStartPre", "ExecStart", "Restart", "RestartSec", "RestartPreventExitStatus", "DynamicUser", "SupplementaryGroups", "CapabilityBoundingSet", "AmbientCapabilities",
            "NoNewPrivileges", "UMask", "LimitCORE", "DevicePolicy", "DeviceAllow", "ProtectSystem", "ProtectHome", "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs",
            "ProtectControlGroups", "ProtectHostname", "ProtectClock", "PrivateTmp", "PrivateNetwork", "RestrictAddressFamilies", "RestrictNamespaces", "RestrictSUIDSGID", "LockPersonality",
            "SystemCallArchitectures", "SystemCallFilter",
        ],
        ["Install"] = ["WantedBy"],
    };

    // udev(7): keys to match and keys to assign, each with its operators.
    private static readonly string[] Matches = ["SUBSYSTEM", "KERNEL", "ACTION", "ATTR", "ATTRS"];
    private static readonly string[] Assigned = ["GROUP", "MODE", "ATTR", "RUN"];

    private static string Folder => Path.Combine(RepositoryRoot.Folder, "firmware/boards/linux/examples");

    [TestMethod]
    [DataRow("ipa-board.service")]
    [DataRow("ipa-registers.service")]
    public void A_unit_has_keys_of_its_sections_each_of_which_may_be_there(string unit)
    {
        foreach ((string section, string key, string value) in Read(unit))
        {
            Assert.Contains(key, Keys[section], $"{unit}: [{section}]");
            Assert.IsTrue(key is "CapabilityBoundingSet" or "AmbientCapabilities" || value.Length > 0, $"{unit}: {key} without a value");
        }
        CollectionAssert.AreEqual(new[] { "Unit", "Service", "Install" }, Read(unit).Select(line => line.Section).Distinct().ToArray());
    }

    [TestMethod]
    [DataRow("ipa-board.service", "bcm2711-rpi-4-b.dts")]
    [DataRow("ipa-registers.service", "sdm845-modem-init.dts")]
    public void A_unit_starts_commands_that_ipa_takes_and_the_first_opens_nothing(string unit, string board)
    {
        string tree = Directory.GetFiles(Path.Combine(RepositoryRoot.Folder, "dts/boards"), board).Single();
        string[] before = Words(unit, "ExecStartPre", tree);
        string[] start = Words(unit, "ExecStart", tree);

        CommandRun dry = CommandRun.Of(before);
        Assert.AreEqual(0, dry.ExitCode, dry.ToString());
        Assert.EndsWith(": nothing was opened; --hardware does it\n", dry.Out);
        CollectionAssert.AreEqual(before, start.Select(word => word == "--hardware" ? "--dry-run" : word).ToArray(), "the two are about the same tree");
        Assert.Contains("--hardware", start);
    }

    [TestMethod]
    [DataRow("ipa-board.service")]
    [DataRow("ipa-registers.service")]
    public void A_unit_never_has_roots_rights(string unit)
    {
        ILookup<string, string> values = Read(unit).ToLookup(line => line.Key, line => line.Value);

        foreach ((string key, string value) in ((string, string)[])[("DynamicUser", "yes"), ("CapabilityBoundingSet", ""), ("AmbientCapabilities", ""), ("NoNewPrivileges", "yes"), ("DevicePolicy", "closed"), ("LimitCORE", "0")])
        {
            Assert.AreEqual(value, values[key].Single(), key);
        }
        Assert.DoesNotContain(device => device.Contains("mem", StringComparison.Ordinal) || device.Contains("tun", StringComparison.Ordinal), values["DeviceAllow"].ToArray());
    }

    [TestMethod]
    public void The_groups_of_the_units_are_those_that_the_rules_open_devices_to()
    {
        string[] ofUnits = [.. Units.Split(", ").SelectMany(Read).Where(line => line.Key == "SupplementaryGroups").SelectMany(line => line.Value.Split(' ')).Distinct().Order(StringComparer.Ordinal)];
        string[] ofRules = [.. Rules().SelectMany(rule => rule).Where(entry => entry.Key == "GROUP").Select(entry => entry.Value).Distinct().Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(ofRules, ofUnits);
        Assert.Contains($"for group in {string.Join(' ', ((string[])["gpio", "i2c", "spi", "iio", "uio"]).Intersect(ofRules))}; do", File.ReadAllText(Path.Combine(Folder, "README.md")));
    }

    [TestMethod]
    public void A_rule_matches_first_and_then_assigns_with_keys_and_operators_of_udev()
    {
        List<(string Key, string Attribute, string Operator, string Value)[]> rules = [.. Rules()];

        Assert.IsGreaterThanOrEqualTo(9, rules.Count);
        foreach ((string Key, string Attribute, string Operator, string Value)[] rule in rules)
        {
            string text = string.Join(", ", rule);
            bool[] isMatch = [.. rule.Select(entry => entry.Operator == "==")];
            Assert.IsTrue(isMatch[0] && !isMatch[^1] && !isMatch.SkipWhile(match => match).Contains(true), text);
            foreach ((string key, string attribute, string op, string _) in rule)
            {
                Assert.Contains(key, op == "==" ? Matches : Assigned, text);
                Assert.AreEqual(key is "ATTR" or "ATTRS", attribute.Length > 0, text);
                Assert.AreEqual(op == "==" ? "==" : key == "RUN" ? "+=" : "=", op, text);
            }
            foreach (string mode in rule.Where(entry => entry.Key == "MODE").Select(entry => entry.Value))
            {
                // Nothing to everybody.
                Assert.MatchesRegex("^06[46]0$", mode, text);
            }
        }
    }

    [TestMethod]
    public void A_rule_that_is_for_an_action_is_for_change_too_which_udevadm_trigger_and_the_export_of_a_PWM_channel_are()
    {
        string[] actions = [.. Rules().SelectMany(rule => rule).Where(entry => entry.Key == "ACTION").Select(entry => entry.Value)];

        Assert.IsNotEmpty(actions);
        foreach (string action in actions)
        {
            CollectionAssert.IsSubsetOf((string[])["add", "change"], action.Split('|'));
        }
    }

    [GeneratedRegex("""\G(?<key>[A-Z]+)(\{(?<attribute>[a-z_]+)\})?(?<operator>==|\+=|=)"(?<value>[^"]*)"(, |$)""")]
    private static partial Regex Entry { get; }

    private static string[] Words(string unit, string key, string tree)
    {
        string[] words = Read(unit).Single(line => line.Key == key).Value.Split(' ');
        Assert.AreEqual("/usr/bin/ipa", words[0]);
        return [.. words.Skip(1).Select(word => word.StartsWith("/etc/ipaembedded/", StringComparison.Ordinal) ? tree : word)];
    }

    private static IEnumerable<(string Section, string Key, string Value)> Read(string unit)
    {
        string section = "";
        foreach (string line in File.ReadLines(Path.Combine(Folder, unit)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                Assert.EndsWith("]", line);
                section = line[1..^1];
                continue;
            }
            int equals = line.IndexOf('=');
            Assert.IsGreaterThan(0, equals, $"{unit}: {line}");
            yield return (section, line[..equals], line[(equals + 1)..]);
        }
    }

    private static IEnumerable<(string Key, string Attribute, string Operator, string Value)[]> Rules()
    {
        foreach (string line in File.ReadLines(Path.Combine(Folder, "60-ipaembedded.rules")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            MatchCollection entries = Entry.Matches(line);
            Assert.AreEqual(line.Length, entries.Sum(entry => entry.Length), line);
            yield return [.. entries.Select(entry => (entry.Groups["key"].Value, entry.Groups["attribute"].Value, entry.Groups["operator"].Value, entry.Groups["value"].Value))];
        }
    }
}
