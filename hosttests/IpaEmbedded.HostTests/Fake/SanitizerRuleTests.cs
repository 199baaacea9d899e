using System.Reflection;
using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Architecture;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>A rule that nothing can break would be a promise that nobody keeps: each has a driver's mistake here that is reported.</summary>
[TestClass]
public sealed class SanitizerRuleTests
{
    private static readonly Dictionary<string, Action<ChipBench>> Mistakes = new()
    {
        ["no-power"] = bench =>
        {
            bench.Chip.SetPowered(false);
            bench.Ipa(bench.Places.Route);
        },
        ["undefined-offset"] = bench => bench.Ipa(0x04),
        ["unaligned"] = bench => bench.Ipa(0x4a),
        ["read-only"] = bench => bench.Ipa(bench.Places.SharedMemorySize, 1),
        ["write-only"] = bench => bench.Gsi(bench.Places.Environment + 8),
        ["reserved-bits"] = bench => bench.Ipa(bench.Places.Route, bench.Places.RouteReserved),
        ["doorbell-outside-ring"] = bench => Started(bench).Doorbell(bench.Places.ModemTx, 16),
        ["doorbell-unaligned"] = bench => Started(bench).Gsi(Doorbell(bench), (uint)bench.Rings[bench.Places.ModemTx].Address + 8),
        ["doorbell-past-pointer"] = bench =>
        {
            bench.Program(bench.Places.ModemTx, 2, true);
            bench.Doorbell(bench.Places.ModemTx, 4);
            bench.Doorbell(bench.Places.ModemTx, 2);
        },
        ["doorbell-state"] = bench => bench.Gsi(Doorbell(bench), 0),
        ["dead-memory"] = bench => Send(bench, 0x1000, 4, 0x00020600),
        ["chain-open"] = bench => Send(bench, null, 1, 0x00020601),
        ["chain-long"] = bench =>
        {
            Started(bench, 1);
            ulong address = bench.Buffer(1).Address;
            bench.Element(bench.Places.ModemTx, 0, address, 1, 0x00020001);
            bench.Element(bench.Places.ModemTx, 1, address, 1, 0x00020600);
            bench.Doorbell(bench.Places.ModemTx, 2);
        },
        ["no-event-requested"] = bench => Send(bench, null, 1, 0x00020400),
        ["zero-length"] = bench => Send(bench, null, 0, 0x00020600),
        ["element-type"] = bench => Send(bench, null, 1, 0x00070600),
        ["command-state"] = bench => bench.Start(bench.Places.ModemTx),
        ["command-overlap"] = bench =>
        {
            bench.Gsi(bench.Places.Environment + 8, 3);
            bench.Gsi(bench.Places.Environment + 8, 4);
        },
        ["command-unknown"] = bench => bench.Gsi(bench.Places.Environment + 8, 20),
        ["result-not-cleared"] = bench =>
        {
            bench.Gsi(bench.Places.Environment + 0x18, bench.Places.FirstModemChannel);
            bench.Loop.Run(1000);
            bench.Gsi(bench.Places.Environment + 0x18, bench.Places.FirstModemChannel + 0x40);
        },
        ["programmed-while-started"] = bench => Started(bench).Gsi(bench.Places.Channels + 0x80u * (uint)bench.Places.ModemTx + bench.Places.Service, 0),
        ["hol-timer-while-enabled"] = bench =>
        {
            uint endpoint = bench.Places.Endpoints + bench.Places.EndpointStride * bench.Places.ModemsReceiving;
            bench.Ipa(endpoint + 0x2c, 1);
            bench.Ipa(endpoint + 0x30, 5);
        },
        ["event-ring-full"] = bench =>
        {
            Started(bench);
            ulong address = bench.Buffer(1).Address;
            for (int i = 0; i < 16; i++) { bench.Element(bench.Places.ModemTx, i, address, 1, 0x00020600); }
            bench.Doorbell(bench.Places.ModemTx, 15);
            bench.Loop.Run(1000);
            bench.Doorbell(bench.Places.ModemTx, 0);
        },
        ["ieob-cleared-while-enabled"] = bench =>
        {
            bench.Gsi(bench.Places.IeobMask, 4);
            bench.Gsi(bench.Places.IeobClear, 4);
        },
        ["ring-geometry"] = bench =>
        {
            bench.Program(bench.Places.ModemTx, 2, true);
            bench.Gsi(bench.Places.Channels + 0x80u * (uint)bench.Places.ModemTx + 4, 0x108 | (bench.Places.RingInContext ? 0u : 2u << 24));
            bench.Start(bench.Places.ModemTx);
        },
        ["command-range"] = bench => Command(bench, 0x09, [0x180000000, 0xfff | (0xffffUL << 12)]),
        ["command-opcode"] = bench => Command(bench, 0x7f, [0, 0]),
        ["delay-on-ap-endpoint"] = bench => bench.Ipa(bench.Places.Control + 0x70 * bench.Places.CommandEndpoint, 2),
        ["microcontroller-not-loaded"] = bench => bench.Ipa(bench.Places.MicrocontrollerCommand, 1),
    };

    [TestMethod]
    [ChipVersions]
    public void Every_rule_of_the_sanitizer_is_reported_for_a_mistake(string version)
    {
        ChipPlaces places = ChipPlaces.Of(version);

        foreach ((string rule, Action<ChipBench> mistake) in Mistakes)
        {
            if (rule == "delay-on-ap-endpoint" && places.Control == 0) { continue; }
            // Latencies, so that a second command can come before the first is done.
            var bench = new ChipBench(ChipTiming.Latency(1), places: places);
            mistake(bench);
            bench.Loop.Run(1000);
            Assert.AreEqual(1, bench.Sanitizer.CountOf(rule), $"{rule}: '{bench.Sanitizer.Text()}'");
        }
    }

    /// <summary>The README's table has every rule once, with a test that exists.</summary>
    [TestMethod]
    public void The_table_of_rules_names_every_rule_and_its_test()
    {
        (string Rule, string Test)[] rows =
        [
            .. File.ReadLines(RepositoryRoot.PathOf("firmware/IpaEmbedded.Fake/README.md")).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Where(cells => cells.Length == 6 && cells[1].StartsWith('`')).Select(cells => (cells[1].Trim('`'), cells[4].Trim('`'))),
        ];

        string[] rules = [.. typeof(SanitizerRule).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        CollectionAssert.AreEquivalent(rules, rows.Select(row => row.Rule).ToArray());
        CollectionAssert.AreEquivalent(Mistakes.Keys.ToArray(), rows.Where(row => row.Test.EndsWith(nameof(Every_rule_of_the_sanitizer_is_reported_for_a_mistake), StringComparison.Ordinal)).Select(row => row.Rule).ToArray());
        foreach ((string rule, string test) in rows)
        {
            string[] name = test.Split('.');
            MethodInfo? method = typeof(SanitizerRuleTests).Assembly.GetTypes().Where(type => type.Name == name[0]).Select(type => type.GetMethod(name[1])).FirstOrDefault(found => found is not null);
            Assert.IsNotNull(method?.GetCustomAttribute<TestMethodAttribute>(), $"{rule}: {test} is no test");
        }
    }

    private static uint Doorbell(ChipBench bench) => bench.Places.Doorbells + 8u * (uint)bench.Places.ModemTx;

    private static ChipBench Started(ChipBench bench, int outstanding = 8)
    {
        bench.Program(bench.Places.ModemTx, 2, true, outstanding);
        bench.Start(bench.Places.ModemTx);
        bench.Loop.Run(1000);
        return bench;
    }

    private static void Send(ChipBench bench, ulong? address, uint length, uint flags)
    {
        Started(bench);
        bench.Element(bench.Places.ModemTx, 0, address ?? bench.Buffer(1).Address, length, flags);
        bench.Doorbell(bench.Places.ModemTx, 1);
    }

    private static void Command(ChipBench bench, uint opcode, ulong[] payload)
    {
        bench.Program(bench.Places.CommandTx, 0, true, 20);
        bench.Start(bench.Places.CommandTx);
        bench.Loop.Run(1000);
        var memory = bench.Memory.Allocate("cmd_pool", 32, 8);
        for (int i = 0; i < payload.Length; i++) { memory.Write64(i * 8, payload[i]); }
        bench.Element(bench.Places.CommandTx, 0, memory.Address, opcode, 0x00030600);
        bench.Doorbell(bench.Places.CommandTx, 1);
    }
}
