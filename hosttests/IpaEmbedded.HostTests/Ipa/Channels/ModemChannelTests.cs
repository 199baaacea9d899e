using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>The modem's channels, which this processor allocates, halts and holds by generic commands: which, in what order, how often, and what a refusal keeps from being done.</summary>
[TestClass]
public sealed class ModemChannelTests
{
    private const uint NoResources = 7;
    private const uint Retry = 6;

    [TestMethod]
    public void All_of_the_modems_channels_are_allocated_from_the_lowest_and_halted_from_the_highest()
    {
        GsiBench bench = With(12, 31, 0, 7);
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Setup()));
        // Opcode in bits 4 to 0, channel in 9 to 5, environment 1 from bit 10 on.
        Assert.AreEqual("GENERIC_CMD=402 GENERIC_CMD=4e2 GENERIC_CMD=582 GENERIC_CMD=7e2", bench.Written("GENERIC_CMD"));

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual("GENERIC_CMD=7e1 GENERIC_CMD=581 GENERIC_CMD=4e1 GENERIC_CMD=401", bench.Written("GENERIC_CMD"));
    }

    [TestMethod]
    public void Versions_that_do_not_allocate_them_leave_them_alone()
    {
        var bench = new GsiBench(listens: false);
        bench.Data.Endpoints = [Modem(1)];
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Setup()));
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Teardown()));

        Assert.AreEqual("", bench.Written("GENERIC_CMD"));
    }

    [TestMethod]
    public void A_generic_command_asks_for_its_interrupt_takes_the_last_result_back_and_keeps_the_other_bits()
    {
        var bench = new GsiBench("qcom,sc7180-ipa");
        bench.Set(bench.Data.Gsi.CntxtScratch0, 0xa5a5a5ff);

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
        Assert.AreEqual("CNTXT_GLOB_IRQ_EN=3 CNTXT_SCRATCH_0=a5a5a51f GENERIC_CMD=4e3 CNTXT_GLOB_IRQ_CLR=2 CNTXT_GLOB_IRQ_EN=1", bench.Written());
        Assert.AreEqual(0xa5a5a53fu, bench.Get(bench.Data.Gsi.CntxtScratch0));
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), false)));
        Assert.AreEqual("GENERIC_CMD=4e4", bench.Written("GENERIC_CMD"));
    }

    [TestMethod]
    public void The_end_of_an_earlier_command_is_not_the_next_ones()
    {
        var bench = new GsiBench("qcom,sc7180-ipa");
        bench.Raise(bench.Data.Gsi.CntxtGlobIrqStts, 2);
        bench.IsMute = true;

        Assert.AreEqual(("", 550_000L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
        Assert.AreEqual("CNTXT_GLOB_IRQ_EN=3 CNTXT_GLOB_IRQ_CLR=2 CNTXT_SCRATCH_0=0 GENERIC_CMD=4e3 CNTXT_GLOB_IRQ_EN=1", bench.Written());
    }

    [TestMethod]
    public void A_generic_command_whose_result_register_cannot_be_read_is_not_given_and_its_interrupt_is_off_again()
    {
        var bench = new GsiBench("qcom,sc7180-ipa");
        bench.Lie = (name, value) => name == "CNTXT_SCRATCH_0" ? 0xffffffff : value;

        StringAssert.Contains(bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)).Refusal, "CNTXT_SCRATCH_0");
        Assert.AreEqual("CNTXT_GLOB_IRQ_EN=3 CNTXT_GLOB_IRQ_EN=1", bench.Written());
        bench.Lie = null;
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
    }

    [TestMethod]
    public void From_v5_0_on_there_are_more_bits_for_the_channel()
    {
        var bench = new GsiBench("qcom,sdx65-ipa");

        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(200), true)));
        Assert.AreEqual("GENERIC_CMD=3903", bench.Written("GENERIC_CMD"));
    }

    [TestMethod]
    [DataRow(1u, "")]
    [DataRow(2u, "")]
    [DataRow(3u, "WrongState: modem channel 7: DISABLE_FLOW_CONTROL answered with result 3")]
    [DataRow(4u, "WrongState: modem channel 7: DISABLE_FLOW_CONTROL answered with result 4")]
    [DataRow(5u, "WrongState: modem channel 7: DISABLE_FLOW_CONTROL answered with result 5")]
    [DataRow(7u, "WrongState: modem channel 7: DISABLE_FLOW_CONTROL answered with result 7")]
    [DataRow(0u, "Timeout: modem channel 7: no answer to DISABLE_FLOW_CONTROL in 50 ms")]
    public void Success_and_a_channel_that_does_not_run_are_as_good(uint result, string refusal)
    {
        var bench = new GsiBench("qcom,sc7180-ipa");
        bench.Results.Enqueue(result);

        Assert.AreEqual((refusal, 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), false)));
        Assert.AreEqual(1u, bench.Get(bench.Data.Gsi.CntxtGlobIrqEn), "the interrupt is off again");
    }

    [TestMethod]
    [DataRow(10, 11, "", DisplayName = "a halt may be repeated ten times")]
    [DataRow(11, 11, "WrongState: modem channel 7: HALT_CHANNEL still asks to be repeated after 10 repetitions")]
    public void A_halt_is_repeated_ten_times(int retries, int commands, string refusal)
    {
        GsiBench bench = With(7);
        bench.Listen();
        Answer(bench, Retry, retries);

        Assert.AreEqual((refusal, 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual(string.Join(' ', Enumerable.Repeat("GENERIC_CMD=4e1", commands)), bench.Written("GENERIC_CMD"));
    }

    [TestMethod]
    [DataRow("qcom,sc7180-ipa", true, 1, 1, "WrongState: modem channel 7: ENABLE_FLOW_CONTROL still asks to be repeated after 0 repetitions")]
    [DataRow("qcom,sc7180-ipa", false, 1, 1, "WrongState: modem channel 7: DISABLE_FLOW_CONTROL still asks to be repeated after 0 repetitions")]
    [DataRow("qcom,sdx65-ipa", true, 1, 1, "WrongState: modem channel 7: ENABLE_FLOW_CONTROL still asks to be repeated after 0 repetitions")]
    [DataRow("qcom,sdx65-ipa", false, 5, 6, "")]
    [DataRow("qcom,sdx65-ipa", false, 6, 6, "WrongState: modem channel 7: DISABLE_FLOW_CONTROL still asks to be repeated after 5 repetitions")]
    public void Only_the_end_of_flow_control_is_asked_for_again_and_as_often_as_the_version_says(string compatible, bool stop, int retries, int commands, string refusal)
    {
        var bench = new GsiBench(compatible);
        Answer(bench, Retry, retries);

        Assert.AreEqual((refusal, 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), stop)));
        Assert.AreEqual(commands, bench.Written("GENERIC_CMD").Split(' ').Length);
    }

    [TestMethod]
    public void A_halt_that_is_refused_keeps_no_other_and_nothing_else_and_the_first_refusal_is_told()
    {
        GsiBench bench = With(0, 7, 31);
        bench.Listen();
        GsiChannel channel = bench.Add(2);
        bench.Channels[2] = 1;
        Answer(bench, NoResources, 1);
        Answer(bench, 5, 1);
        bench.Brings.Remove(10);

        Assert.AreEqual(("WrongState: modem channel 31: HALT_CHANNEL answered with result 7", 0L), bench.Try(gsi => gsi.Teardown()));
        Assert.AreEqual("GENERIC_CMD=7e1 GENERIC_CMD=4e1 GENERIC_CMD=401 CH_CMD=a000002 CNTXT_TYPE_IRQ_MSK=0", bench.Written("GENERIC_CMD", "CH_CMD", "CNTXT_TYPE_IRQ_MSK=0"));
        Assert.IsTrue(channel.IsBroken);
    }

    [TestMethod]
    public void An_allocation_that_is_refused_ends_the_setup_and_one_that_asks_for_a_repetition_does_not()
    {
        GsiBench bench = With(0, 7, 31);
        Answer(bench, Retry, 1);
        Answer(bench, NoResources, 1);

        Assert.AreEqual(("WrongState: modem channel 7: ALLOCATE_CHANNEL answered with result 7", 0L), bench.Try(gsi => gsi.Setup()));
        Assert.AreEqual("GENERIC_CMD=402 GENERIC_CMD=4e2", bench.Written("GENERIC_CMD"));
    }

    [TestMethod]
    [DataRow(1, DisplayName = "before the command")]
    [DataRow(2, DisplayName = "after it")]
    public void A_result_that_nobody_can_read_is_an_error_of_its_own(int look)
    {
        var bench = new GsiBench("qcom,sc7180-ipa");
        int looks = 0;
        bench.Lie = (name, value) => name == "CNTXT_SCRATCH_0" && ++looks == look ? 0xffffffff : value;

        Assert.AreEqual(("DeadBus: CNTXT_SCRATCH_0 reads 0xffffffff: the bus is dead or unpowered", 0L), bench.Try(gsi => gsi.SetModemFlowControl(Modem(7), true)));
        Assert.AreEqual(look == 1 ? "" : "GENERIC_CMD=4e3", bench.Written("GENERIC_CMD"), "what was read is not written back");
        if (look == 2) { Assert.AreEqual(1u, bench.Get(bench.Data.Gsi.CntxtGlobIrqEn), "the interrupt of the command is off again"); }
    }

    // v4.2, whose setup has not begun; an endpoint of this processor has the number of one of the modem's.
    private static GsiBench With(params int[] channels)
    {
        var bench = new GsiBench("qcom,sc7180-ipa", listens: false);
        bench.Data.Endpoints = [.. channels.Select(Modem), new EndpointData { Channel = 3 }, new EndpointData { Channel = channels[0] }];
        return bench;
    }

    private static void Answer(GsiBench bench, uint result, int times)
    {
        for (int i = 0; i < times; i++) { bench.Results.Enqueue(result); }
    }

    private static EndpointData Modem(int channel) => new() { Channel = channel, Environment = EndpointData.Modem, Id = 9 };
}
