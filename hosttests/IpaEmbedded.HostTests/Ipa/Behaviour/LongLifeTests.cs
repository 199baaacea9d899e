using System.Globalization;
using System.Runtime.CompilerServices;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What shows only after long: crash after crash, rings around and around, boot after boot, packets by the million, numbers beyond 2^32.</summary>
[TestClass]
public sealed class LongLifeTests
{
    private const long Packets = 1_000_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(Board.V31, false)]
    [DataRow(Board.Sdm845, false)]
    [DataRow(Board.Sdm845ApInit, false)]
    [DataRow(Board.V42, false)]
    [DataRow(Board.V45, false)]
    [DataRow(Board.V47, false)]
    [DataRow(Board.V49, false)]
    [DataRow(Board.V411, false)]
    [DataRow(Board.V50, false)]
    [DataRow(Board.V55, false)]
    [DataRow(Board.V31, true)]
    [DataRow(Board.Sdm845, true)]
    [DataRow(Board.V42, true)]
    [DataRow(Board.V45, true)]
    [DataRow(Board.V50, true)]
    public void Crash_after_crash_is_recovered_from_like_the_first(string name, bool isSmall)
    {
        Board board = new Board(name, rings: isSmall ? RingProfile.Minimal : null).Open();
        Traffic traffic = TrafficOf(board, sendsInside: true);
        for (uint crash = 1; crash <= (isSmall ? 10 : 30); crash++)
        {
            Exchange(board, traffic, 40, (int)(28 + crash * 97 % 1400));
            uint before = board.Driver.Endpoints.Commands.Channel.Counters.Committed;
            board.Soc.Boot.Crash();
            Assert.IsTrue(board.RunUntil(() => !board.Interface.IsRegistered, Board.Second), $"crash {crash}");
            board.AwaitModem();
            board.Work(board.Interface.Open);

            Assert.AreEqual((crash, crash), (board.Driver.Supervisor.CrashCount, board.Driver.Supervisor.StopCount));
            Assert.AreEqual(null, board.Told(IpaTraceId.CleanUpRefused), $"crash {crash}");
            Assert.IsGreaterThan(before, board.Driver.Endpoints.Commands.Channel.Counters.Committed, $"crash {crash} was not cleaned up");
        }
        Exchange(board, traffic, 100, 1400);
        Assert.AreEqual(0, board.Driver.Power.UsageCount);
    }

    /// <summary>Batches of every length, so that one straddles the end of the ring at every place.</summary>
    [TestMethod]
    [DataRow(Board.V31, false)]
    [DataRow(Board.Sdm845, false)]
    [DataRow(Board.V42, false)]
    [DataRow(Board.V50, false)]
    [DataRow(Board.Sdm845, true)]
    [DataRow(Board.V42, true)]
    [DataRow(Board.V55, true)]
    public void Every_ring_goes_around_several_times(string name, bool isSmall)
    {
        Board board = new Board(name, rings: isSmall ? RingProfile.Minimal : null).Open();
        Traffic traffic = TrafficOf(board, sendsInside: false);
        GsiChannel[] channels = Channels(board);
        Array.ForEach(channels, channel => ChannelNumbers.NearTheEnd(channel, 2));
        uint[] committed = [.. channels.Select(channel => channel.Counters.Committed)];
        CommandChannel commands = board.Driver.Endpoints.Commands;
        board.Work(() =>
        {
            board.Driver.Power.Acquire();
            for (int batch = 1; !IsAround(commands.Channel.Ring) || !IsAround(commands.Channel.Events); batch++)
            {
                int count = batch % 8 + 1;
                commands.Begin(count);
                for (int i = 0; i < count; i++) { commands.RegisterWrite(0, 0, 0, 0); }
                commands.Run();
            }
            board.Driver.Power.Release();
        });
        byte[] record = new byte[32 + 20];
        (record[0], record[4], record[6], record[7]) = (1, 20, 2, (byte)board.Endpoint(EndpointName.ApLanRx));
        int at = 0;
        while (channels.Any(channel => !IsAround(channel.Ring) || !IsAround(channel.Events)))
        {
            Exchange(board, traffic, 64, 28 + 8 + at * 131 % 1400);
            for (int i = 0; i < 64; i++) { board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApLanRx), record, record.Length); }
            board.Loop.Run(1_000);
            Assert.IsLessThan(2_000, at++, "a ring does not go around: " + string.Join(' ', channels.Select(channel => $"{channel.Id}:{channel.Ring.Index:x}/{channel.Events.Index:x}")));
        }

        for (int i = 0; i < channels.Length; i++) { Assert.IsGreaterThan((uint)channels[i].Ring.Count, channels[i].Counters.Committed - committed[i], $"channel {channels[i].Id}"); }
        Assert.AreEqual(traffic.Up.Sent, traffic.Up.Arrived);
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void Packets_of_every_size_pass_in_both_directions(string name)
    {
        Board board = new Board(name).Open();
        Traffic traffic = TrafficOf(board, sendsInside: false);
        for (int size = TrackedPacket.SmallestSize; size <= 1500; size++)
        {
            while (traffic.SendUp(size, size % 5 != 0) == TransmitStatus.Busy) { board.Loop.Run(200); }
            traffic.SendDown(size);
            if (size % 8 == 0) { board.Loop.Run(1_000); }
        }
        Assert.AreEqual(TransmitStatus.Accepted, traffic.SendUp(100, false));
        board.Loop.Run(20_000);

        Assert.AreEqual((1466L, 1466L, 1465L, 1465L), (traffic.Up.Sent, traffic.Up.Arrived, traffic.Down.Sent, traffic.Down.Arrived));
    }

    /// <summary>A modem sets a driver up once in its life, so each boot that goes all the way has a board of its own.</summary>
    [TestMethod]
    public void Boot_after_boot_leaves_nothing_behind()
    {
        int boots = Count("IPA_BOOTS", 500);
        var boards = new List<WeakReference>();
        for (int boot = 1; boot <= boots; boot++) { boards.Add(BootAndRemove(boot)); }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.AreEqual(0, boards.Count(board => board.IsAlive), "boards of which something is still known");
        TestContext.WriteLine($"{boots} boots, the heap has {GC.GetTotalMemory(true)} bytes");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BootAndRemove(int boot)
    {
        Board board = new Board(boot % 2 == 0 ? Board.Sdm845ApInit : Board.V42, ChipTiming.Immediate(), RingProfile.Minimal).Open();
        Assert.IsTrue(board.Echo(new Link(board), boot & 0x7fff), $"boot {boot}");
        if (boot % 10 == 0)
        {
            board.Soc.Boot.Crash();
            board.Loop.Run(Board.Second);
        }
        board.Remove();
        board.Dispose();
        return new WeakReference(board.Simulated);
    }

    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845ApInit)]
    [DataRow(Board.V55)]
    public void Probe_after_probe_on_one_board_leaves_nothing_behind(string name)
    {
        int probes = Count("IPA_PROBES", 300);
        var board = new Board(name);
        int objects = 0;
        for (int probe = 1; probe <= probes; probe++)
        {
            if (probe > 1) { board.Platform.Retry(board.Device); }
            board.Probe();
            board.Remove();
            Assert.AreEqual(0, board.Soc.Memory.LiveCount, $"probe {probe}");
            if (probe == 100 || probe == probes)
            {
                board.AssertNothingLeft();
                int now = ReferencesLeft.Count(board.Simulated);
                Assert.AreEqual(objects == 0 ? now : objects, now, "objects that the board holds");
                objects = now;
            }
        }
    }

    [TestMethod]
    public void A_million_packets_with_crashes_sleeps_and_restarts_between_are_all_counted()
    {
        Board board = new Board(timing: ChipTiming.Immediate()).Open();
        Traffic traffic = TrafficOf(board, sendsInside: false);
        // Every number of every channel passes 2^32 on the way.
        foreach (GsiChannel channel in Channels(board)) { ChannelNumbers.NearTheEnd(channel, 3); }
        ulong transmitted = 0;
        ulong received = 0;
        for (int turn = 1; traffic.Up.Sent + traffic.Down.Sent < Packets; turn++)
        {
            for (int burst = 0; burst < 50; burst++)
            {
                for (int i = 0; i < 64; i++)
                {
                    if (traffic.SendUp(36 + burst, (i & 7) != 7) == TransmitStatus.Busy) { board.Loop.Run(1_500); }
                    traffic.SendDown(36 + burst);
                }
                board.Loop.Run(1_200);
            }
            board.Loop.Run(20_000);
            (transmitted, received) = Disturb(board, turn, transmitted, received);
        }
        board.Loop.Run(20_000);
        transmitted += board.Interface.Counters.TxPackets;
        received += board.Interface.Counters.RxPackets;

        Assert.AreEqual(traffic.Up.Sent, (long)transmitted, "sent");
        Assert.AreEqual(traffic.Up.Sent, traffic.Up.Arrived, "up: between two bursts nothing is under way");
        Assert.AreEqual(traffic.Down.Sent, traffic.Down.Arrived, "down");
        Assert.AreEqual(board.Driver.Endpoints.ModemRx.DeliveredCount, (uint)received);
        Assert.IsTrue(IsAround(board.Driver.Endpoints.ModemTx.Channel.Ring) && IsAround(board.Driver.Endpoints.ModemRx.Channel.Ring), "the rings' indexes have passed 2^32");
        TestContext.WriteLine($"{traffic.Up.Sent} up, {traffic.Down.Sent} down, {board.Driver.Supervisor.StopCount} stops, {board.Driver.Supervisor.CrashCount} crashes");
    }

    /// <summary>By turns: a crash, an orderly restart, a sleep of the system, a sleep of the IPA, and a stop and an open.</summary>
    private static (ulong Transmitted, ulong Received) Disturb(Board board, int turn, ulong transmitted, ulong received)
    {
        switch (turn % 5)
        {
            case 0:
            case 1:
                transmitted += board.Interface.Counters.TxPackets;
                received += board.Interface.Counters.RxPackets;
                if (turn % 5 == 0) { board.Soc.Boot.Crash(); }
                else
                {
                    board.Work(board.Supervisor.Stop);
                    board.StartModem();
                }
                board.RunUntil(() => !board.Interface.IsRegistered, Board.Second);
                board.AwaitModem();
                board.Work(board.Interface.Open);
                break;
            case 2:
                board.Work(board.Driver.SystemSuspend);
                board.Loop.Run(Board.Second);
                board.Work(board.Driver.SystemResume);
                break;
            case 3:
                board.Loop.Run(Board.Second);
                break;
            default:
                board.Work(board.Interface.Stop);
                board.Work(board.Interface.Open);
                break;
        }
        return (transmitted, received);
    }

    /// <summary>How often something is done: in the suite as often as it has time for, in the record 10,000 times.</summary>
    private static int Count(string variable, int usually) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? usually.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Traffic TrafficOf(Board board, bool sendsInside)
    {
        var traffic = new Traffic(board.Simulated, sendsInside, broken => throw new AssertFailedException(broken));
        traffic.Attach(board.Interface, RmnetFormat.For(board.Driver.Data));
        return traffic;
    }

    /// <summary>Whether a ring's index has passed 2^32 and has gone around three times since.</summary>
    private static bool IsAround(GsiRing ring) => ring.Index < int.MaxValue && ring.Index >= 3 * ring.Count;

    private static GsiChannel[] Channels(Board board) =>
        [board.Driver.Endpoints.Commands.Channel, board.Driver.Endpoints.LanRx.Channel, board.Driver.Endpoints.ModemTx.Channel, board.Driver.Endpoints.ModemRx.Channel];

    /// <summary>So many packets each way, and the time until they are through.</summary>
    private static void Exchange(Board board, Traffic traffic, int count, int size)
    {
        size = Math.Clamp(size, TrackedPacket.SmallestSize, 1500);
        long down = traffic.Down.Arrived;
        for (int i = 0; i < count; i++)
        {
            while (traffic.SendUp(size, (i & 3) != 3 && i + 1 < count) == TransmitStatus.Busy) { board.Loop.Run(200); }
            traffic.SendDown(size);
            if (i % 8 == 7) { board.Loop.Run(1_000); }
        }
        board.Loop.Run(10_000);
        Assert.AreEqual(count, traffic.Down.Arrived - down, "packets down");
    }
}
