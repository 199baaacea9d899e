using System.Text;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.Fuzz;

/// <summary>A client's lines to the qtest server, a machine of their own for each input: every line has one answer, and none is a defect of a model.</summary>
public sealed class QtestTarget : FuzzTarget
{
    private const int RamBytes = 1 << 18;
    private const int MaxLines = 96;

    private static readonly string[] Bringing =
    [
        "chip_power 1", "chip_firmware 1", "irq_intercept_in /machine/gic", "dma_map 0x180000000 0x10000", "writel 0x1e23010 2", "writel 0x1e21100 0x10010002", "writel 0x1e21104 0x100", "writel 0x1e21108 0x80002000",
        "writel 0x1e2110c 1", "writel 0x1e21120 0x10020", "writel 0x1e22110 0x800020f0", "writel 0x1e23008 3", "writel 0x1e20180 0x1000800a", "writel 0x1e20184 0x100", "writel 0x1e20188 0x80001000", "writel 0x1e2018c 1",
        "writel 0x1e201e8 0x1000000", "writel 0x1e23008 0x01000003",
    ];

    private static readonly string[] Sending =
    [
        "writeq 0x180001000 0x180003000", "writeq 0x180001008 0x000206000000001c", "writel 0x1e230b8 4", "writel 0x1e23088 8", "writel 0x1e22018 0x80001010", "clock_step", "readl 0x1e230b0", "readq 0x180002000",
        "writel 0x1e230b8 0", "writel 0x1e230c0 4", "chip_violations",
    ];

    private static readonly string[] Modem =
    [
        "qrtr_open", "processor_start mpss", "clock_step 1000000000", "qrtr_receive", "qrtr_receive",
        "qrtr_send AQAAAAQAAAABAAAAAEAAAAAAAAAUAAAAAAAAAP7///8EAAAAMQAAAAEBAAABAAAAAEAAAA==", "mailbox_kick 14", "processor_crash mpss", "processor_stop mpss", "processor_start mpss", "clock_step 1000000000",
    ];

    private static readonly string[] Stimuli =
    [
        "memory_watch 0x180000000 0x8000", "fault double-interrupt 1 500", "fault late-command 1", "chip_aggregate 10 AAECAw== 0", "chip_downlink 9 AAECAw==", "chip_hold 3 1", "chip_memory_base 2", "chip_microcontroller_event 2 5",
        "memory_changes", "faults", "chip_error 3 2 5", "chip_general 2", "irq_pulse 432", "rpmh_send 2 0x50000 1 1 0x50038 1 0", "smc_initialize 15 0x180000000 64", "smc_start 15", "modem_signal setup-ready", "help", "clock_next",
    ];

    public override string Name => "qtest";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Text([.. Bringing, .. Sending]), Text(Modem), Text([.. Bringing, .. Stimuli]), Text(["memset 0x86000000 0x200000 255", .. Modem])];

    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[] { ' ', '\n' }.Select(each => new[] { (byte)each }),
        .. Words().Select(Encoding.ASCII.GetBytes),
        .. NamedFault.All.Select(fault => Encoding.ASCII.GetBytes($"\nfault {fault.Name} 1\n")),
        .. new[] { "0x180000000", "0x1e23008", "0x1e23018", "0x1e20180", "0x1e22018", "0x1e40054", "0x86008064", "0x146bd000", "0xffffffff", "0xffffffffffffffff", "-1", "01777", "mpss", "/machine/gic", "AAAA", "65536" }.Select(Encoding.ASCII.GetBytes),
    ];

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Qtest", "IpaEmbedded.Fake"];

    public override string? Execute(byte[] input)
    {
        ChipTiming timing = input.Length % 4 == 0 ? ChipTiming.Latency((uint)input.Length + 1) : ChipTiming.Immediate();
        var map = new SocMap { SmemSize = SocMap.SmallestSmem };
        using var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", map, timing, input.Length % 3 != 0, RamBytes));
        foreach (string line in Encoding.Latin1.GetString(input).Split('\n').Take(MaxLines))
        {
            string[] rows = session.Execute(line).Split('\n');
            if (rows[^1].Length != 0 || rows.Length < 2 || rows[..^2].Any(row => !row.StartsWith("IRQ ", StringComparison.Ordinal)))
            {
                return "a line without its one answer";
            }
            string answer = rows[^2];
            if (answer.StartsWith("FAIL internal error", StringComparison.Ordinal))
            {
                return "internal error: " + answer.Split(':')[1].Trim() + " in " + line.Split(' ')[0];
            }
            if (answer != "OK" && !answer.StartsWith("OK ", StringComparison.Ordinal) && !answer.StartsWith("FAIL ", StringComparison.Ordinal))
            {
                return "an answer that is none";
            }
        }
        return null;
    }

    private static byte[] Text(string[] lines) => Encoding.ASCII.GetBytes(string.Join('\n', lines));

    private static IEnumerable<string> Words()
    {
        using var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", new SocMap(), ChipTiming.Immediate(), true, RamBytes));
        return [.. session.Commands.Select(command => $"\n{command.Name} ")];
    }
}
