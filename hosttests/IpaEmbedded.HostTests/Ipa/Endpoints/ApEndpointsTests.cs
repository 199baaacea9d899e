using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Ipa.Endpoints;

/// <summary>
/// Starting, stopping, sleeping and resetting endpoints, write by write and microsecond by microsecond. Before v4.0 (v3.5.1 here) endpoints sleep by a bit of their
/// own; later (v4.2) by their channels. Commands go by channel 4 or 1, exceptions come by 5 or 2 (endpoint 9 or 8), packets go by 3 or 0 and come by 6 or 3 (endpoint 10 or 9).
/// </summary>
[TestClass]
public sealed class ApEndpointsTests
{
    private const string V351 = "qcom,sdm845-ipa";
    private const string V42 = "qcom,sc7180-ipa";
    private const string V50 = "qcom,sdx65-ipa";
    private const uint Stopped = EndpointBench.Stop;

    [TestMethod]
    public void Each_endpoint_is_enabled_and_disabled_for_itself()
    {
        foreach (int highest in new[] { 9, 31, 32, 35 })
        {
            var bench = new EndpointBench(V50, data => data.Endpoint(EndpointName.ApModemRx).Id = highest);
            ApEndpoints endpoints = bench.Endpoints;
            string enabled = "";
            Action<ApEndpoints>[] deeds =
            [
                _ => endpoints.EnableTransmit(endpoints.Commands.Channel), _ => endpoints.EnableReceive(endpoints.LanRx), _ => endpoints.EnableTransmit(endpoints.ModemTx.Channel), _ => endpoints.EnableReceive(endpoints.ModemRx),
                _ => endpoints.DisableReceive(endpoints.LanRx), _ => endpoints.DisableTransmit(endpoints.ModemTx.Channel), _ => endpoints.DisableReceive(endpoints.ModemRx), _ => endpoints.DisableTransmit(endpoints.Commands.Channel),
            ];
            foreach (Action<ApEndpoints> deed in deeds)
            {
                bench.Do(deed);
                enabled += string.Concat(((EndpointData[])[endpoints.Commands.Channel.Data, endpoints.LanRx.Channel.Data, endpoints.ModemTx.Channel.Data, endpoints.ModemRx.Channel.Data]).Select(data => endpoints.IsEnabled(data) ? '1' : '0')) + " ";
            }
            Assert.AreEqual("1000 1100 1110 1111 1011 1001 1000 0000 ", enabled, $"endpoint {highest}");
        }
    }

    /// <summary>Words of 32 endpoints.</summary>
    [TestMethod]
    [DataRow(0, "wakes0=1")]
    [DataRow(1, "wakes0=2")]
    [DataRow(31, "wakes0=80000000")]
    [DataRow(32, "wakes1=1")]
    [DataRow(33, "wakes1=2")]
    [DataRow(35, "wakes1=8")]
    public void An_endpoint_has_its_bit_in_its_word(int id, string expected)
    {
        var bench = new EndpointBench(V50, data => data.Endpoint(EndpointName.ApModemRx).Id = id);

        Assert.AreEqual($"start1 {expected}", Without("ring", bench.Do(endpoints => endpoints.EnableReceive(endpoints.ModemRx))));
        Assert.AreEqual($"{expected.Split('=')[0]}=0 stop1", bench.Do(endpoints => endpoints.DisableReceive(endpoints.ModemRx)));
    }

    [TestMethod]
    public void What_is_not_enabled_is_neither_stopped_nor_put_to_sleep_nor_woken_nor_mended()
    {
        foreach (string version in new[] { V351, V42 })
        {
            var bench = new EndpointBench(version);
            Assert.AreEqual("", bench.Do(endpoints => endpoints.DisableTransmit(endpoints.ModemTx.Channel)));
            Assert.AreEqual("", bench.Do(endpoints => endpoints.DisableReceive(endpoints.ModemRx)));
            Assert.AreEqual("", bench.Do(endpoints => endpoints.Suspend()));
            Assert.AreEqual("", bench.Do(endpoints => endpoints.Resume()));
            Assert.AreEqual("", bench.Do(endpoints => endpoints.RecoverBroken()));
            Assert.AreEqual(0u, bench.Loop.Trace.CountOf(IpaTraceId.ChannelPower));
        }
    }

    [TestMethod]
    [DataRow(V351, "ctrl10=1 ctrl9=1", "ctrl9=0 ctrl10=0", 0L)]
    [DataRow(V42, "stop3 stop0 stop2 stop1", "start1 start2 start0 start3", 4 * EndpointBench.Unanswered)]
    public void Enabled_endpoints_go_to_sleep_and_wake_in_the_reverse_order(string version, string sleep, string wake, long microseconds)
    {
        EndpointBench bench = Running(version);

        Assert.AreEqual((sleep, "", microseconds), bench.Try(endpoints => endpoints.Suspend()));
        Assert.AreEqual((wake, "", microseconds), bench.Try(endpoints => endpoints.Resume()));
        Assert.AreEqual(0u, bench.Loop.Trace.CountOf(IpaTraceId.ChannelPower));
        Assert.AreEqual(0u, bench.Suspend.Count);
    }

    [TestMethod]
    public void A_channel_that_does_not_stop_for_sleep_is_named_and_reset_when_it_wakes()
    {
        EndpointBench bench = Running(V42);
        bench.Channels.IgnoredTimes[(0, Stopped)] = 1;

        Assert.AreEqual("stop3 stop0 stop2 stop1", bench.Do(endpoints => endpoints.Suspend()));
        AssertTold(bench, 1, 0, "channel 0: no answer to STOP in 50 ms, hardware says STARTED");
        Assert.AreEqual("start1 start2 stop0 reset0 qos0=400 start0 start3", bench.Do(endpoints => endpoints.Resume()));
        Assert.IsFalse(bench.Endpoints.ModemTx.Channel.IsBroken);
        Assert.AreEqual(1u, bench.Loop.Trace.CountOf(IpaTraceId.ChannelPower));
    }

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(2, true)]
    public void A_channel_that_does_not_start_after_sleep_is_asked_twice(int refusals, bool broken)
    {
        EndpointBench bench = Running(V42);
        bench.Do(endpoints => endpoints.Suspend());
        bench.Channels.IgnoredTimes[(2, EndpointBench.Start)] = refusals;

        string log = bench.Do(endpoints => endpoints.Resume());

        Assert.AreEqual("start1 start2 reset2 qos2=400 start2 start0 start3", Without("ring", log));
        AssertTold(bench, (uint)refusals, 2, "channel 2: no answer to START in 50 ms, hardware says " + (broken ? "ALLOCATED" : "STOPPED"));
        Assert.AreEqual(broken, bench.Endpoints.LanRx.Channel.IsBroken);
        if (!broken) { return; }
        Assert.AreEqual("start2", Without("ring", bench.Do(endpoints => endpoints.RecoverBroken())).Split(' ')[0], "it has not started since its reset, and is not reset again");
        Assert.IsFalse(bench.Endpoints.LanRx.Channel.IsBroken);
        Assert.AreEqual("", bench.Do(endpoints => endpoints.RecoverBroken()));
    }

    /// <summary>A channel that did not start after sleep takes packets all the same; 505 of 512 elements may be given.</summary>
    [TestMethod]
    [DataRow(504, "ring0:504 start0")]
    [DataRow(505, "ring0:505 start0 ring0:505", DisplayName = "full: nobody will send, so that the hardware is shown it once more")]
    public void What_was_given_to_a_channel_that_did_not_start_is_shown_to_it_when_it_does(int packets, string expected)
    {
        EndpointBench bench = Running(V42);
        bench.Do(endpoints => endpoints.Suspend());
        bench.Channels.IgnoredTimes[(0, EndpointBench.Start)] = 2;
        bench.Do(endpoints => endpoints.Resume());
        bench.Do(endpoints =>
        {
            for (int i = 0; i < packets; i++) { endpoints.ModemTx.Send(10, false); }
        });
        bench.Try(endpoints => endpoints.DisableTransmit(endpoints.ModemTx.Channel));

        string log = bench.Do(endpoints => endpoints.EnableTransmit(endpoints.ModemTx.Channel));

        Assert.AreEqual(expected, string.Join(' ', log.Split(' ').Select(word => word.Split('(')[0])));
    }

    [TestMethod]
    public void Commands_that_are_broken_are_mended_alone()
    {
        EndpointBench bench = Running(V42);
        bench.Channels.IgnoredTimes[(1, Stopped)] = 1;
        bench.Do(endpoints => endpoints.Suspend());
        Assert.IsTrue(bench.Endpoints.Commands.Channel.IsBroken);

        Assert.AreEqual("stop1 reset1 qos1=f start1", bench.Do(endpoints => endpoints.RecoverBroken()));
        Assert.IsFalse(bench.Endpoints.Commands.Channel.IsBroken);
    }

    [TestMethod]
    public void A_channel_that_does_not_stop_is_not_enabled_any_more_and_one_whose_bit_cannot_be_read_is_stopped_all_the_same()
    {
        EndpointBench bench = Running(V351);
        bench.Channels.IgnoredTimes[(3, Stopped)] = 1;
        Assert.AreEqual(("stop3", "channel 3: no answer to STOP in 50 ms, hardware says STARTED"), Said(bench.Try(endpoints => endpoints.DisableTransmit(endpoints.ModemTx.Channel))));
        Assert.IsFalse(bench.Endpoints.IsEnabled(bench.Endpoints.ModemTx.Channel.Data));

        uint wakes = bench.Data.Registers.IrqSuspendEn.At(0);
        bench.Ipa.Says = offset => offset == wakes ? 0xffffffff : null;
        Assert.AreEqual(("stop6", "IRQ_SUSPEND_EN reads 0xffffffff: the bus is dead or unpowered"), Said(bench.Try(endpoints => endpoints.DisableReceive(endpoints.ModemRx))));
        Assert.IsFalse(bench.Endpoints.IsEnabled(bench.Endpoints.ModemRx.Channel.Data));
        Assert.AreEqual(("start6 stop6", "IRQ_SUSPEND_EN reads 0xffffffff: the bus is dead or unpowered"), Said(bench.Try(endpoints => endpoints.EnableReceive(endpoints.ModemRx))));
        Assert.IsFalse(bench.Endpoints.IsEnabled(bench.Endpoints.ModemRx.Channel.Data));
    }

    [TestMethod]
    [DataRow(false, "ctrl10=1 close0=400 clear0=400 ctrl9=1", 1u, 0u, DisplayName = "closed by hand, and the interrupt taken by hand")]
    [DataRow(true, "ctrl9=1", 0u, 1u, DisplayName = "a bit that cannot be read counts as set")]
    public void A_frame_that_is_open_when_its_endpoint_goes_to_sleep_is_closed(bool dead, string expected, uint suspends, uint told)
    {
        EndpointBench bench = Running(V351);
        bench.Ipa.Set(bench.Data.Registers.IrqSuspendInfo.At(0), 0x400);
        Open(bench, int.MaxValue, control => dead ? 0xffffffff : null);

        Assert.AreEqual(expected, bench.Do(endpoints => endpoints.Suspend()));
        Assert.AreEqual((suspends, told), (bench.Suspend.Count, bench.Loop.Trace.CountOf(IpaTraceId.ChannelPower)));
        if (dead) { AssertTold(bench, 1, 6, "ENDP_INIT_CTRL[10] reads 0xffffffff: the bus is dead or unpowered"); }
    }

    [TestMethod]
    [DataRow(true, true, true, true)]
    [DataRow(true, true, false, false, DisplayName = "no frame is open")]
    [DataRow(true, false, true, false, DisplayName = "the hardware tells of it itself")]
    [DataRow(false, true, true, false, DisplayName = "nothing is aggregated")]
    public void Only_an_open_frame_of_which_the_hardware_says_nothing_is_closed(bool aggregates, bool misses, bool open, bool closed)
    {
        EndpointBench bench = Running(V351, data =>
        {
            data.Endpoint(EndpointName.ApModemRx).Aggregation = aggregates;
            data.MissesSuspendInterrupt = misses;
        });
        if (open) { Open(bench, int.MaxValue); }

        Assert.AreEqual(closed ? "ctrl10=1 close0=400 ctrl9=1" : "ctrl10=1 ctrl9=1", bench.Do(endpoints => endpoints.Suspend()));
        Assert.AreEqual(closed ? 1u : 0u, bench.Suspend.Count);
        bench.Do(endpoints => endpoints.Resume());
        Stop(bench);
        string log = bench.Do(endpoints => endpoints.Reset());
        Assert.AreEqual(closed, log.Contains("close0=400", StringComparison.Ordinal), log);
    }

    [TestMethod]
    public void Endpoints_that_slept_already_are_left_so()
    {
        EndpointBench bench = Running(V351);
        bench.Ipa.Set(bench.Data.Registers.EndpInitCtrl.At(10), 1);
        Open(bench, int.MaxValue);

        Assert.AreEqual("ctrl9=1", bench.Do(endpoints => endpoints.Suspend()), "its frame was closed when it went to sleep");
    }

    /// <summary>
    /// Reset without the doorbell engine (bit 9 of QOS), one byte into the ring's own memory, up to three looks a millisecond apart, stop, reset with it. Resets of a receiving channel of
    /// v3.5.1 wait two milliseconds.
    /// </summary>
    [TestMethod]
    [DataRow(1, false, 0)]
    [DataRow(2, false, 1)]
    [DataRow(3, false, 2)]
    [DataRow(4, false, 3)]
    [DataRow(int.MaxValue, false, 3)]
    [DataRow(2, true, 1)]
    public void A_frame_that_is_open_when_its_channel_is_reset_is_closed_into_a_buffer_of_one_byte(int looks, bool suspended, int waits)
    {
        EndpointBench bench = Running(V351);
        Stop(bench);
        Open(bench, looks);
        bench.Ipa.Set(bench.Data.Registers.EndpInitCtrl.At(10), suspended ? 1u : 0u);

        (string log, string refusal, long took) = bench.Try(endpoints => endpoints.Reset());

        string expected = $"close0=400 reset6 qos6=0 {(suspended ? "ctrl10=0 " : "")}start6 ring6:1(0,1) stop6 reset6 qos6=200 {(suspended ? "ctrl10=1 " : "")}";
        Assert.AreEqual((expected + "reset5 qos5=200 reset4 qos4=20f reset3 qos3=200", ""), (log, refusal));
        Assert.AreEqual(7 * EndpointBench.Unanswered + 2 * 2000 + waits * 1000 + 1000 + 2000 + 2 * 1000, took);
        long stopped = bench.Channels.Times.Last(command => command.Command == "stop6").Time;
        Assert.AreEqual(EndpointBench.Unanswered + 1000, bench.Channels.Times.Last(command => command.Command == "reset6").Time - stopped, "a millisecond between stop and reset");
    }

    [TestMethod]
    public void A_channel_that_is_not_reset_does_not_keep_the_others()
    {
        EndpointBench bench = Running(V42);
        Stop(bench);
        bench.Channels.Ignored.Add((3, EndpointBench.Reset));
        bench.Channels.Ignored.Add((1, EndpointBench.Reset));

        Assert.AreEqual(("reset3 reset2 qos2=400 reset1 reset0 qos0=400", "channel 3: no answer to RESET in 50 ms, hardware says STOPPED"), Said(bench.Try(endpoints => endpoints.Reset())));
    }

    /// <summary>What a channel still has gets a second; what was received is handed over to the last buffer, though a poll takes 64 at most.</summary>
    [TestMethod]
    public void Before_endpoints_go_to_sleep_what_is_under_way_is_done()
    {
        EndpointBench bench = Running(V351);
        bench.Do(endpoints =>
        {
            for (int i = 0; i < 100; i++) { bench.Channels.Complete(6, i, 10); }
            endpoints.ModemRx.Channel.Poll.Run(64);
            Assert.AreEqual(64u, endpoints.ModemRx.DroppedCount);
            endpoints.Suspend();
        });
        Assert.AreEqual(100u, bench.Endpoints.ModemRx.DroppedCount);

        bench.Do(endpoints => endpoints.Resume());
        bench.Do(endpoints => endpoints.ModemTx.Send(10, false));
        Assert.AreEqual(1_000_000, bench.Try(endpoints => endpoints.Suspend()).Microseconds);
        Assert.IsTrue(bench.Endpoints.ModemTx.Channel.IsBroken);
    }

    /// <summary>Whatever the ids are: endpoint 0 receives for the modem here, 3 and 30 send.</summary>
    [TestMethod]
    public void All_the_modems_endpoints_are_paused_and_its_receiving_ones_drop()
    {
        var bench = new EndpointBench(V351, data =>
        {
            data.Endpoint(EndpointName.ModemApRx).Id = 0;
            data.Endpoint(EndpointName.ModemApTx).Id = 30;
        });
        var modem = new ModemEndpoints(bench.Data, bench.Ipa, bench.Gsi);

        Assert.AreEqual("ctrl0=1 ctrl3=2 ctrl30=2", bench.Do(_ => modem.Pause(true)));
        Assert.AreEqual("", bench.Do(_ => modem.Pause(true)));
        Assert.AreEqual("drop0=0 timer0=0 drop0=1", bench.Do(_ => modem.DropReceived()));
        Assert.AreEqual("ctrl0=0 ctrl3=0 ctrl30=0", bench.Do(_ => modem.Pause(false)));
    }

    /// <summary>Two sending endpoints of the modem have their status stopped, and four elements empty the pipeline.</summary>
    [TestMethod]
    [DataRow(V351, 5, "command channel: no room for 6 commands")]
    [DataRow(V351, 6, "command channel 4: a batch was not done after 1 s")]
    [DataRow(V42, 5, "command channel: no room for 6 commands")]
    [DataRow(V42, 6, "command channel 1: a batch was not done after 1 s")]
    public void The_modems_status_is_stopped_by_as_many_commands_as_it_takes(string version, int elements, string refusal)
    {
        var bench = new EndpointBench(version, data => data.Endpoint(EndpointName.ApCommandTx).TlvCount = elements);
        var modem = new ModemEndpoints(bench.Data, bench.Ipa, bench.Gsi);

        Assert.AreEqual(refusal, bench.Try(endpoints => modem.ResetExceptions(endpoints.Commands, 9)).Refusal);
    }

    [TestMethod]
    public void Buffers_are_taken_as_large_as_their_rings_need_and_all_go_back()
    {
        var bench = new EndpointBench(V351);

        Assert.AreEqual("evt_ring.0 4096 4096; tre_ring.4 4096 4096; cmd_pool 8192 128; evt_ring.1 4096 4096; tre_ring.5 4096 4096; rxbuf.5 2097152 4096; "
            + "evt_ring.2 8192 8192; tre_ring.3 8192 8192; txbuf.3 1048576 4096; evt_ring.3 4096 4096; tre_ring.6 4096 4096; rxbuf.6 2097152 4096", string.Join("; ", bench.Heap.Taken));
        bench.Endpoints.Destroy();
        CollectionAssert.AreEquivalent(bench.Heap.Taken.ConvertAll(taken => taken.Split(' ')[0]), bench.Heap.Freed);
    }

    private static void AssertTold(EndpointBench bench, uint times, uint channel, string reason)
    {
        TraceEntry entry = bench.Loop.Trace.Last(IpaTraceId.ChannelPower);
        Assert.AreEqual((times, channel, 0u, reason), (bench.Loop.Trace.CountOf(IpaTraceId.ChannelPower), entry.A, entry.B, entry.Detail));
    }

    private static EndpointBench Running(string version, Action<IpaData>? change = null)
    {
        var bench = new EndpointBench(version, change);
        bench.Do(endpoints =>
        {
            endpoints.EnableTransmit(endpoints.Commands.Channel);
            endpoints.EnableReceive(endpoints.LanRx);
            endpoints.EnableTransmit(endpoints.ModemTx.Channel);
            endpoints.EnableReceive(endpoints.ModemRx);
        });
        return bench;
    }

    private static void Stop(EndpointBench bench) => bench.Do(endpoints =>
    {
        endpoints.DisableReceive(endpoints.ModemRx);
        endpoints.DisableTransmit(endpoints.ModemTx.Channel);
        endpoints.DisableReceive(endpoints.LanRx);
        endpoints.DisableTransmit(endpoints.Commands.Channel);
    });

    // A frame of endpoint 10 is open for so many looks.
    private static void Open(EndpointBench bench, int looks, Func<uint, uint?>? control = null)
    {
        uint active = bench.Data.Registers.StateAggrActive.At(0);
        uint ctrl = bench.Data.Registers.EndpInitCtrl.At(10);
        bench.Ipa.Says = offset => offset == ctrl ? control?.Invoke(offset) : offset != active ? null : looks-- > 0 ? 0x400u : 0u;
    }

    private static (string Log, string Refusal) Said((string Log, string Refusal, long Microseconds) all) => (all.Log, all.Refusal);

    private static string Without(string word, string log) => string.Join(' ', log.Split(' ').Where(each => !each.StartsWith(word, StringComparison.Ordinal)));
}
