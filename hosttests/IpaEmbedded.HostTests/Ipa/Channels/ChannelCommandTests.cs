using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>Commands for a channel of a GSI that never answers with an interrupt: what they ask of the state before, make of the one after, and how long they wait.</summary>
[TestClass]
public sealed class ChannelCommandTests
{
    private const uint NotAllocated = 0;
    private const uint Allocated = 1;
    private const uint Started = 2;
    private const uint Stopped = 3;
    private const uint Stopping = 4;
    private const uint Error = 15;
    private const uint Start = 1;
    private const uint Stop = 2;
    private const uint Reset = 9;

    // 50 ms for an answer, and half a second so that the next command does not meet this one.
    private const long Unanswered = 550_000;

    [TestMethod]
    public void A_start_that_nobody_answers_counts_when_the_state_says_so()
    {
        ChannelBench bench = Transmitting();
        bench.Brings[Start] = Started;

        Assert.AreEqual(("", Unanswered), bench.Try(gsi => gsi.Start(bench.Channel)));
        Assert.AreEqual("1", string.Join(' ', bench.Commands));
        Assert.AreEqual((1u, false, 1u), (bench.Channel.Counters.Timeouts, bench.Channel.IsBroken, bench.EventMask));
    }

    [TestMethod]
    public void A_start_that_does_not_work_breaks_the_channel_until_it_is_reset()
    {
        ChannelBench bench = Transmitting();

        Assert.AreEqual(("channel 5: no answer to START in 50 ms, hardware says ALLOCATED", Unanswered), bench.Try(gsi => gsi.Start(bench.Channel)));
        Assert.AreEqual((true, 0u), (bench.Channel.IsBroken, bench.EventMask));
        Assert.AreEqual(("channel 5: START refused, an earlier command timed out and the channel was not reset", 0L), bench.Try(gsi => gsi.Start(bench.Channel)));
        Assert.AreEqual("1", string.Join(' ', bench.Commands));
        Assert.AreEqual(("", 1000L), bench.Try(gsi => gsi.Recover(bench.Channel)));
        Assert.IsFalse(bench.Channel.IsBroken);
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.Recover(bench.Channel)), "a channel that works is not reset");
    }

    [TestMethod]
    [DataRow(NotAllocated, "NOT_ALLOCATED")]
    [DataRow(Started, "STARTED")]
    [DataRow(Stopping, "STOP_IN_PROC")]
    [DataRow(Error, "ERROR")]
    [DataRow(6u, "state 6")]
    public void A_channel_is_started_from_rest_only(uint state, string name)
    {
        ChannelBench bench = Transmitting();
        bench.State = state;

        Assert.AreEqual(($"channel 5: expected ALLOCATED for START, hardware says {name}", 0L), bench.Try(gsi => gsi.Start(bench.Channel)));
        Assert.AreEqual((true, 0, 0u), (bench.Channel.IsBroken, bench.Commands.Count, bench.EventMask));
    }

    [TestMethod]
    public void A_stopped_channel_is_started_again()
    {
        ChannelBench bench = Transmitting();
        bench.State = Stopped;
        bench.Brings[Start] = Started;

        Assert.AreEqual("", bench.Try(gsi => gsi.StartAfterSuspend(bench.Channel)).Refusal);
    }

    [TestMethod]
    public void A_stop_that_goes_on_is_asked_for_eleven_times_and_three_milliseconds_apart()
    {
        ChannelBench bench = Transmitting();
        bench.State = Started;
        bench.Brings[Stop] = Stopping;

        Assert.AreEqual(("channel 5: no answer to STOP in 50 ms, hardware says STOP_IN_PROC", 11 * Unanswered + 10 * 3000), bench.Try(gsi => gsi.Stop(bench.Channel)));
        Assert.AreEqual("2 2 2 2 2 2 2 2 2 2 2", string.Join(' ', bench.Commands));
        Assert.AreEqual((true, 11u), (bench.Channel.IsBroken, bench.Channel.Counters.Timeouts));
    }

    [TestMethod]
    [DataRow(Error, "ERROR")]
    [DataRow(Started, "STARTED")]
    [DataRow(Allocated, "ALLOCATED")]
    public void A_stop_that_brings_another_state_is_not_asked_for_again(uint state, string name)
    {
        ChannelBench bench = Transmitting();
        bench.State = Started;
        bench.Brings[Stop] = state;

        Assert.AreEqual(($"channel 5: no answer to STOP in 50 ms, hardware says {name}", Unanswered), bench.Try(gsi => gsi.Stop(bench.Channel)));
        Assert.AreEqual(("2", true), (string.Join(' ', bench.Commands), bench.Channel.IsBroken));
    }

    [TestMethod]
    public void A_channel_that_stops_by_itself_after_its_command_is_stopped()
    {
        ChannelBench bench = Transmitting();
        bench.State = Stopped;
        bench.States.Enqueue(Started);
        bench.States.Enqueue(Stopping);

        Assert.AreEqual(("", Unanswered + 3000), bench.Try(gsi => gsi.Stop(bench.Channel)));
        Assert.AreEqual(("2", false), (string.Join(' ', bench.Commands), bench.Channel.IsBroken));
        Assert.AreEqual(("", 0L), bench.Try(gsi => gsi.StopForSuspend(bench.Channel)), "it is stopped already");
    }

    [TestMethod]
    [DataRow(NotAllocated, "NOT_ALLOCATED")]
    [DataRow(Allocated, "ALLOCATED")]
    [DataRow(Error, "ERROR")]
    public void What_does_not_run_is_not_stopped(uint state, string name)
    {
        ChannelBench bench = Transmitting();
        bench.State = state;

        Assert.AreEqual(($"channel 5: expected STARTED for STOP, hardware says {name}", 0L), bench.Try(gsi => gsi.Stop(bench.Channel)));
        Assert.AreEqual((true, 0), (bench.Channel.IsBroken, bench.Commands.Count));
    }

    [TestMethod]
    [DataRow(true, Allocated, "", 1000L, DisplayName = "one that is reset already waits a millisecond all the same")]
    [DataRow(true, Stopped, "9", 1000 + Unanswered, DisplayName = "a stopped one")]
    [DataRow(true, Error, "9", 1000 + Unanswered, DisplayName = "one with an error")]
    [DataRow(false, Stopped, "9", 2000 + Unanswered, DisplayName = "a receiving one of v3.5.1 waits twice")]
    public void A_reset_waits_and_is_given_once(bool toIpa, uint state, string commands, long microseconds)
    {
        var bench = new ChannelBench(toIpa);
        if (toIpa) { _ = new TransmitEndpoint(bench.Channel, bench.Heap); }
        else { _ = new ReceiveEndpoint(bench.Channel, bench.Heap); }
        bench.State = state;
        bench.Brings[Reset] = Allocated;

        Assert.AreEqual(("", microseconds), bench.Try(gsi => gsi.Reset(bench.Channel, true)));
        Assert.AreEqual(commands, string.Join(' ', bench.Commands));
    }

    [TestMethod]
    public void A_running_channel_is_stopped_before_it_is_reset()
    {
        ChannelBench bench = Transmitting();
        bench.State = Started;
        bench.Brings[Stop] = Stopped;
        bench.Brings[Reset] = Allocated;

        Assert.AreEqual(("", 1000 + 2 * Unanswered), bench.Try(gsi => gsi.Reset(bench.Channel, true)));
        Assert.AreEqual("2 9", string.Join(' ', bench.Commands));
    }

    [TestMethod]
    public void What_is_not_there_cannot_be_reset_and_a_reset_that_does_not_work_is_refused()
    {
        ChannelBench bench = Transmitting();
        bench.State = NotAllocated;
        Assert.AreEqual(("channel 5: expected STOPPED for RESET, hardware says NOT_ALLOCATED", 1000L), bench.Try(gsi => gsi.Reset(bench.Channel, true)));
        Assert.IsEmpty(bench.Commands);
        bench.State = Stopped;

        Assert.AreEqual(("channel 5: no answer to RESET in 50 ms, hardware says STOPPED", 1000 + Unanswered), bench.Try(gsi => gsi.Reset(bench.Channel, true)));
        Assert.IsTrue(bench.Channel.IsBroken);
    }

    [TestMethod]
    [DataRow(1u, "", DisplayName = "success")]
    [DataRow(2u, "", DisplayName = "the channel does not run, which is as well")]
    [DataRow(0u, "modem channel 7: no answer to ENABLE_FLOW_CONTROL in 50 ms", DisplayName = "nothing")]
    [DataRow(3u, "modem channel 7: ENABLE_FLOW_CONTROL answered with result 3", DisplayName = "the direction is wrong")]
    public void A_generic_command_is_judged_by_its_result(uint result, string refusal)
    {
        ChannelBench bench = Transmitting();
        bench.Results.Enqueue(result);
        var endpoint = new EndpointData { Channel = 7, Environment = EndpointData.Modem, Id = 9 };

        Assert.AreEqual((refusal, Unanswered), bench.Try(gsi => gsi.SetModemFlowControl(endpoint, true)));
        // Opcode 3 in bits 4 to 0, channel in 9 to 5, environment 1 from bit 10 on.
        Assert.AreEqual("4E3", string.Join(' ', bench.GenericCommands.Select(command => command.ToString("X", System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static ChannelBench Transmitting()
    {
        var bench = new ChannelBench(true);
        _ = new TransmitEndpoint(bench.Channel, bench.Heap);
        return bench;
    }
}
