using System.Reflection;
using IpaEmbedded.Fake;
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
            bench.Ipa(0x48);
        },
        ["undefined-offset"] = bench => bench.Ipa(0x04),
        ["unaligned"] = bench => bench.Ipa(0x4a),
        ["read-only"] = bench => bench.Ipa(0x210, 1),
        ["write-only"] = bench => bench.Gsi(0x1f008),
        ["reserved-bits"] = bench => bench.Ipa(0x48, 0x02000000),
        ["doorbell-outside-ring"] = bench => Started(bench).Doorbell(3, 16),
        ["doorbell-unaligned"] = bench => Started(bench).Gsi(0x1e018, (uint)bench.Rings[3].Address + 8),
        ["doorbell-past-pointer"] = bench =>
        {
            bench.Program(3, 2, true);
            bench.Doorbell(3, 4);
            bench.Doorbell(3, 2);
        },
        ["doorbell-state"] = bench => bench.Gsi(0x1e018, 0),
        ["dead-memory"] = bench => Send(bench, 0x1000, 4, 0x00020600),
        ["chain-open"] = bench => Send(bench, null, 1, 0x00020601),
        ["chain-long"] = bench =>
        {
            Started(bench, 1);
            ulong address = bench.Buffer(1).Address;
            bench.Element(3, 0, address, 1, 0x00020001);
            bench.Element(3, 1, address, 1, 0x00020600);
            bench.Doorbell(3, 2);
        },
        ["no-event-requested"] = bench => Send(bench, null, 1, 0x00020400),
        ["zero-length"] = bench => Send(bench, null, 0, 0x00020600),
        ["element-type"] = bench => Send(bench, null, 1, 0x00070600),
        ["command-state"] = bench => bench.Start(3),
        ["command-overlap"] = bench =>
        {
            bench.Gsi(0x1f008, 3);
            bench.Gsi(0x1f008, 4);
        },
        ["command-unknown"] = bench => bench.Gsi(0x1f008, 20),
        ["result-not-cleared"] = bench =>
        {
            bench.Gsi(0x1f018, 0x443);
            bench.Loop.Run(1000);
            bench.Gsi(0x1f018, 0x444);
        },
        ["programmed-while-started"] = bench => Started(bench).Gsi(0x1c1dc, 0),
        ["hol-timer-while-enabled"] = bench =>
        {
            bench.Ipa(0x82c + (0x70 * 12), 1);
            bench.Ipa(0x830 + (0x70 * 12), 5);
        },
        ["event-ring-full"] = bench =>
        {
            Started(bench);
            ulong address = bench.Buffer(1).Address;
            for (int i = 0; i < 16; i++) { bench.Element(3, i, address, 1, 0x00020600); }
            bench.Doorbell(3, 15);
            bench.Loop.Run(1000);
            bench.Doorbell(3, 0);
        },
        ["ieob-cleared-while-enabled"] = bench =>
        {
            bench.Gsi(0x1f0b8, 4);
            bench.Gsi(0x1f0c0, 4);
        },
        ["ring-geometry"] = bench =>
        {
            bench.Program(3, 2, true);
            bench.Gsi(0x1c184, 0x108);
            bench.Start(3);
        },
        ["command-range"] = bench => Command(bench, 0x09, [0x180000000, 0xfff | (0xffffUL << 12)]),
        ["command-opcode"] = bench => Command(bench, 0x7f, [0, 0]),
        ["delay-on-ap-endpoint"] = bench => bench.Ipa(0x800 + (0x70 * 5), 2),
        ["microcontroller-not-loaded"] = bench => bench.Ipa(0x301c, 1),
    };

    [TestMethod]
    public void Every_rule_of_the_sanitizer_is_reported_for_a_mistake()
    {
        string[] rules = [.. typeof(SanitizerRule).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

        CollectionAssert.AreEquivalent(rules, Mistakes.Keys.ToArray());
        foreach ((string rule, Action<ChipBench> mistake) in Mistakes)
        {
            // Latencies, so that a second command can come before the first is done.
            var bench = new ChipBench(ChipTiming.Latency(1));
            mistake(bench);
            bench.Loop.Run(1000);
            Assert.AreEqual(1, bench.Chip.Sanitizer.CountOf(rule), $"{rule}: '{bench.Chip.Sanitizer.Text()}'");
        }
    }

    private static ChipBench Started(ChipBench bench, int outstanding = 8)
    {
        bench.Program(3, 2, true, outstanding);
        bench.Start(3);
        bench.Loop.Run(1000);
        return bench;
    }

    private static void Send(ChipBench bench, ulong? address, uint length, uint flags)
    {
        Started(bench);
        bench.Element(3, 0, address ?? bench.Buffer(1).Address, length, flags);
        bench.Doorbell(3, 1);
    }

    private static void Command(ChipBench bench, uint opcode, ulong[] payload)
    {
        bench.Program(4, 0, true, 20);
        bench.Start(4);
        bench.Loop.Run(1000);
        var memory = bench.Memory.Allocate("cmd_pool", 32, 8);
        for (int i = 0; i < payload.Length; i++) { memory.Write64(i * 8, payload[i]); }
        bench.Element(4, 0, memory.Address, opcode, 0x00030600);
        bench.Doorbell(4, 1);
    }
}
