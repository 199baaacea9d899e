using IpaEmbedded.Fake;

namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>A driver's mistake after a beginning without one.</summary>
internal static class Rule
{
    /// <summary>What the chip says of the mistake is of the rule; nothing was said before, and so many times after.</summary>
    public static void Breaks(string rule, ChipBench bench, Action<ChipBench> beginning, Action<ChipBench> mistake, int times = 1)
    {
        beginning(bench);
        bench.Loop.Run(5000);
        bench.AssertClean();
        mistake(bench);
        bench.Loop.Run(5000);
        Assert.AreEqual(times, bench.Sanitizer.CountOf(rule), $"{rule}: '{bench.Sanitizer.Text()}'");
    }

    public static void Breaks(string rule, string version, Action<ChipBench> beginning, Action<ChipBench> mistake, int times = 1) => Breaks(rule, Bench(version), beginning, mistake, times);

    public static void Breaks(string rule, string version, Action<ChipBench> mistake, int times = 1) => Breaks(rule, Bench(version), _ => { }, mistake, times);

    public static ChipBench Bench(string version, ChipTiming? timing = null) => new(timing, places: ChipPlaces.Of(version));

    /// <summary>AP_MODEM_TX on event ring 2, ready and started.</summary>
    public static void Transmits(ChipBench bench)
    {
        bench.Program(bench.Places.ModemTx, 2, true);
        bench.Start(bench.Places.ModemTx);
        bench.Loop.Run(1000);
    }

    /// <summary>AP_LAN_RX on event ring 1, ready and started, without buffers.</summary>
    public static void Receives(ChipBench bench)
    {
        bench.Program(bench.Places.LanRx, 1, false);
        bench.Start(bench.Places.LanRx);
        bench.Loop.Run(1000);
    }

    /// <summary>AP_COMMAND_TX on event ring 0, ready and started.</summary>
    public static void Commands(ChipBench bench)
    {
        bench.Ipa(bench.Places.At(bench.Places.CommandEndpoint, 0x20), 3 | bench.Places.LanEndpoint << 4);
        bench.Program(bench.Places.CommandTx, 0, true, 20);
        bench.Start(bench.Places.CommandTx);
        bench.Loop.Run(1000);
    }

    /// <summary>One element in the first slot of AP_MODEM_TX, and its doorbell.</summary>
    public static void Send(ChipBench bench, uint flags, ulong? address = null, uint length = 1)
    {
        bench.Element(bench.Places.ModemTx, 0, address ?? bench.Buffer(1).Address, length, flags);
        bench.Doorbell(bench.Places.ModemTx, 1);
    }
}
