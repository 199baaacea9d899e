using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>Whatever a client sends, it gets one answer, and the server lives.</summary>
[TestClass]
public sealed class QtestFuzzTests
{
    private const int Lines = 3000;

    private static readonly string[] Commands =
    [
        "readb", "readw", "readl", "readq", "writeb", "writew", "writel", "writel", "writel", "writel", "writel", "writeq", "read", "b64read", "write", "b64write", "memset", "irq_intercept_in",
        "clock_step", "clock_set", "endianness", "clock_next", "memory_watch", "memory_unwatch", "memory_changes", "chip_power", "chip_firmware", "chip_downlink", "chip_hold",
        "chip_suspend", "chip_microcontroller_ready", "chip_microcontroller_event", "chip_stop_again", "chip_generic_retry", "chip_stage", "chip_violations", "rpmh_send", "rpmh_invalidate", "mailbox_kick",
        "processor_start", "processor_stop", "qrtr_open", "qrtr_send", "qrtr_receive", "smc_supports", "smc_initialize", "smc_memory", "smc_start", "smc_stop", "nonsense", "",
    ];

    private static readonly ulong[] Places = [0x1e40000, 0x1e04000, 0x1e20000, 0x1e22000, 0x1e23000, 0x1e47000, 0x180000000, 0x86000000, 0x146bd000, 0x85fe0000, 0xc300000, 0x1f40000, 0];

    [TestMethod]
    public void Every_line_has_one_answer()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            using var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), seed % 2 == 0 ? ChipTiming.Immediate() : ChipTiming.Latency((uint)seed), true, 1 << 20));
            session.Execute("chip_power 1");
            session.Execute("chip_firmware 1");
            for (int i = 0; i < Lines; i++)
            {
                string line = Line(random);
                string answer;
                try
                {
                    answer = session.Execute(line);
                }
                catch (Exception e)
                {
                    throw new AssertFailedException($"seed {seed}, line {i}: '{line}' threw {e}", e);
                }
                string[] rows = answer.Split('\n');
                Assert.AreEqual("", rows[^1], $"seed {seed}, line {i}: '{line}'");
                Assert.IsTrue(rows[^2].StartsWith("OK", StringComparison.Ordinal) || rows[^2].StartsWith("FAIL ", StringComparison.Ordinal), $"seed {seed}, line {i}: '{line}' gave '{answer}'");
                Assert.IsTrue(rows[..^2].All(row => row.StartsWith("IRQ ", StringComparison.Ordinal)), $"seed {seed}, line {i}: '{line}' gave '{answer}'");
            }
        }
    }

    private static string Line(Random random)
    {
        string line = Commands[random.Next(Commands.Length)];
        if (line.StartsWith("writel", StringComparison.Ordinal) && random.Next(8) != 0)
        {
            ulong offset = (ulong)random.Next(0x400) * 4;
            return $"{line} 0x{Places[random.Next(5)] + offset:x} 0x{Value(random):x}";
        }
        for (int count = random.Next(5); count > 0; count--)
        {
            line += " " + Argument(random);
        }
        return line;
    }

    private static string Argument(Random random) => random.Next(7) switch
    {
        0 => random.Next(64).ToString(),
        1 => "0x" + (Places[random.Next(Places.Length)] + (ulong)random.Next(0x2000)).ToString("x"),
        2 => Convert.ToBase64String(Bytes(random)),
        3 => "0x" + Convert.ToHexString(Bytes(random)),
        4 => random.Next(2) == 0 ? "mpss" : "/machine/gic",
        5 => random.Next(100000).ToString(),
        _ => ((ulong)random.NextInt64()).ToString(),
    };

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(80)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static ulong Value(Random random) => random.Next(5) switch
    {
        0 => (ulong)random.Next(32),
        1 => (uint)(0x80000000 + random.Next(0x100000)),
        2 => 1,
        3 => (uint)(random.Next(12) << 24 | random.Next(20)),
        _ => (uint)random.NextInt64(),
    };
}
