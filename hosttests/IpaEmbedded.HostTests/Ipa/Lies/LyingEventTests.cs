using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.HostTests.Ipa.Sweeps;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Lies;

/// <summary>
/// Every field of an event element says every boundary value once, on each of the four channels: nothing escapes, the lie is counted once with its raw
/// words, and all other channels lose nothing.
/// </summary>
[TestClass]
public sealed class LyingEventTests
{
    private const int ElementBytes = 16;
    private const int Packets = 100;

    // Source: the IPA reference, 4.2. Code and type of a completion say nothing that the driver needs.
    private static readonly LiedField[] Fields =
    [
        new("address", 0, 8, true), new("bytes transferred", 8, 2, true), new("reserved", 10, 1, false), new("completion code", 11, 1, false), new("reserved", 12, 2, false), new("type", 14, 1, false),
        new("channel id", 15, 1, true),
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V50)]
    [DataRow(Board.V55)]
    public void T13_Every_field_of_an_event_may_say_anything(string board)
    {
        LiedField.AssertWhole(Fields, ElementBytes);
        int runs = 0;
        foreach (int target in (int[])[0, 1, 2, 3])
        {
            foreach (LiedField field in Fields)
            {
                for (int which = 0; Lie(board, target, field, which); which++) { runs++; }
            }
        }
        TestContext.WriteLine($"{runs} runs");
        Assert.IsGreaterThan(200, runs);
    }

    // False when there is no such value.
    private static bool Lie(string board, int target, LiedField field, int which)
    {
        var life = new SweptLife(board);
        life.Probe();
        life.StartModem();
        life.Open();
        life.Exchange(2);
        GsiChannel[] channels = [life.Driver.Endpoints.Commands.Channel, life.Driver.Endpoints.LanRx.Channel, life.Driver.Endpoints.ModemTx.Channel, life.Driver.Endpoints.ModemRx.Channel];
        GsiChannel channel = channels[target];
        bool isPast = false;
        ulong real = 0;
        ulong said = 0;
        life.Log.AfterEvent = (ring, index) =>
        {
            if (ring != channel.Events.Id || isPast || said != real) { return; }
            DmaMemory memory = channel.Events.Memory;
            byte[] element = new byte[ElementBytes];
            memory.CopyTo(index * ElementBytes, element, 0, ElementBytes);
            real = Boundary.Read(element, field.At, field.Bytes);
            IReadOnlyList<ulong> values = Values(field, real, channel, channels);
            isPast = which >= values.Count;
            if (isPast) { return; }
            said = values[which];
            Boundary.Write(element, field.At, field.Bytes, said);
            memory.CopyFrom(index * ElementBytes, element, 0, ElementBytes);
        };
        string where = $"{board}, channel {channel.Id}, {field.Name}";
        switch (target)
        {
            case 0: life.Command(); break;
            case 1: Deliver(life); break;
            case 2: life.Exchange(3); break;
            default: life.Receive(Packets); break;
        }
        // Events of sent packets are told of by moderation.
        life.Board.Loop.Run(20_000);
        life.Log.AfterEvent = null;
        if (isPast)
        {
            life.End();
            return false;
        }
        where += $" 0x{said:x} for 0x{real:x}";
        Assert.AreNotEqual(real, said, where + ": no event");
        uint lies = channel.Counters.BadEvents;
        Assert.IsTrue(field.Matters ? lies <= 1 : lies == 0, $"{where}: {lies} bad events");
        Assert.AreEqual(lies, life.Board.Loop.Trace.CountOf(IpaTraceId.EventNotBelieved), where);
        Assert.IsTrue(channels.All(other => other == channel || other.Counters is { BadEvents: 0, BadPointers: 0, Timeouts: 0 }), where);
        if (!field.Matters) { Assert.AreEqual((0, 0), (life.Lost, life.Refusals.Count), where); }
        // What cannot be is not believed; an event stands for all elements before it, so that a later one of the ring can be.
        if (field.Name == "channel id" || (field.Name == "bytes transferred" && target is 1 or 3 && said > 0x2000)) { Assert.AreEqual(1u, lies, where); }
        AssertOthers(life, target, where);
        life.Return();
        life.End();
        Assert.AreEqual("", life.Wrong, where);
        return true;
    }

    // Addresses of the next and the last element, of the ring's ends, of an element's inside, and of another channel's ring; other channels that there are.
    private static IReadOnlyList<ulong> Values(LiedField field, ulong real, GsiChannel channel, GsiChannel[] channels)
    {
        ulong ring = channel.Ring.Memory.Address;
        ulong end = ring + (ulong)channel.Ring.Memory.Size;
        GsiChannel other = channels.First(other => other != channel);
        ulong[] also = field.Name switch
        {
            "address" => [real - 16, real + 16, real + 4, ring, end - 16, end, ring - 16, other.Ring.Memory.Address, channel.Events.Memory.Address, real + (1ul << 32), real - (1ul << 32)],
            "bytes transferred" => [(ulong)channel.Data.BufferSize, (ulong)channel.Data.BufferSize + 1],
            "channel id" => [.. channels.Select(each => (ulong)each.Id)],
            _ => [],
        };
        return Boundary.Values(field.Bytes, real, also);
    }

    private static void AssertOthers(SweptLife life, int target, string where)
    {
        int lost = life.Lost;
        int refusals = life.Refusals.Count;
        if (target != 0) { life.Command(); }
        if (target != 3 && target != 2)
        {
            life.Exchange(Packets / 2);
            life.Receive(Packets);
        }
        if (target == 2) { life.Receive(Packets); }
        if (target == 3)
        {
            uint before = life.Driver.Endpoints.ModemTx.Channel.Counters.Completed;
            life.Exchange(Packets / 2);
            life.Board.Loop.Run(20_000);
            Assert.IsGreaterThanOrEqualTo(before + Packets / 2, life.Driver.Endpoints.ModemTx.Channel.Counters.Completed, where);
            return;
        }
        Assert.AreEqual((lost, refusals), (life.Lost, life.Refusals.Count), where);
    }

    private static void Deliver(SweptLife life)
    {
        byte[] record = new byte[32 + 20];
        record[0] = 1;
        record[4] = 20;
        record[6] = 2;
        record[7] = 9;
        life.Board.Soc.Chip.Pipeline.DeliverBuffer(life.Board.Endpoint(IpaEmbedded.Ipa.Data.EndpointName.ApLanRx), record, record.Length);
        life.Board.Loop.Run(1000);
    }
}
