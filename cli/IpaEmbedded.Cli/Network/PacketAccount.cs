using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Network;

/// <summary>
/// What became of every packet of a run: up from this machine through the modem to its far side, and down from there. What entered is delivered, or lost
/// for a reason; if something is neither, it says so.
/// </summary>
internal sealed class PacketAccount
{
    private PacketAccount(PacketCount entered, PacketCount delivered, IReadOnlyList<PacketCount> lost, IReadOnlyList<PacketCount> outside)
    {
        Entered = entered;
        Delivered = delivered;
        Lost = lost;
        Outside = outside;
    }

    /// <summary>Packets that were read from an interface or made by the far side.</summary>
    public PacketCount Entered { get; }

    /// <summary>Packets that arrived.</summary>
    public PacketCount Delivered { get; }

    /// <summary>Packets that did not, by their reasons; none of the counts is 0 both ways.</summary>
    public IReadOnlyList<PacketCount> Lost { get; }

    /// <summary>Packets that never entered: this machine dropped them in front of an interface.</summary>
    public IReadOnlyList<PacketCount> Outside { get; }

    /// <summary>Packets that entered and were neither delivered nor lost for a reason. Not 0 only by a mistake of this program.</summary>
    public PacketCount Unexplained => new("not explained", Entered.Up - Delivered.Up - Lost.Sum(each => each.Up), Entered.Down - Delivered.Down - Lost.Sum(each => each.Down));

    /// <summary>Adds up what everybody on the way has counted.</summary>
    public static PacketAccount Of(SimulatedBoard board, ModemBridge bridge, FarLink modem, FarSide far)
    {
        FakeNetwork network = board.Soc.Network;
        IReadOnlyList<RmnetBridge> near = bridge.Interfaces;
        long submitted = near.Sum(each => (long)each.Counters.TxPackets);
        long arrived = network.Packets + network.Malformed + network.LostUp;
        long queued = modem.Entered - network.Delivered - network.LostDown - network.Overflowed - network.TooLong;
        long received = near.Sum(each => (long)(each.Counters.RxPackets + each.Counters.RxDropped)) + board.Port.UnknownMuxCount;
        bool hasReset = board.Soc.Boot.Crashes > 0 || board.Soc.Network.IsUp == false;
        bool dropsFrames = hasReset || board.Soc.Chip.Pipeline.Dropped(board.Soc.Chip.Description.Find("AP_MODEM_RX").Endpoint) > 0 || board.Port.TruncatedCount > 0;
        PacketCount[] lost =
        [
            new($"longer than the modem's largest, {ModemInterface.Mtu} bytes", near.Sum(each => (long)each.Counters.TxDropped), network.TooLong),
            new("waited for the modem to the end", near.Sum(each => each.Link.Counters.Waiting), (far as FarInterface)?.Link.Counters.Waiting ?? 0),
            // What the rings held is thrown away when their channels are reset.
            new("in the rings when the modem crashed", hasReset ? submitted - arrived : 0, dropsFrames ? network.Delivered - received : 0),
            new("the modem was down", network.LostUp, network.LostDown),
            new("the modem's queue was full", 0, network.Overflowed),
            new("in the modem's queue at the end", 0, queued),
            new("no frame that the modem knows", network.Malformed, 0),
            new("nobody has the mux id", 0, board.Port.UnknownMuxCount),
            new("nobody behind the modem", network.Ignored, 0),
            .. far.Lost.Select(each => new PacketCount(each.Reason, each.Count, 0)),
            .. near.Select(each => new PacketCount($"{each.Tun.Name} was down", 0, each.Link.Counters.InterfaceDown)),
            .. near.Select(each => new PacketCount($"{each.Tun.Name} took no such packet", 0, each.Link.Counters.Refused)),
        ];
        PacketCount[] outside =
        [
            .. near.Select(each => new PacketCount($"before {each.Tun.Name}, whose queue was full", each.Tun.ReadCounters()?.TxDropped ?? 0, 0)),
            .. far is FarInterface second ? (PacketCount[])[new PacketCount($"before {second.Tun.Name}, whose queue was full", 0, second.Tun.ReadCounters()?.TxDropped ?? 0)] : [],
        ];
        long entered = far is FarInterface reading ? reading.Link.Counters.Read : modem.Entered;
        return new PacketAccount(
            new PacketCount("entered", near.Sum(each => each.Link.Counters.Read), entered),
            new PacketCount("delivered", far.Delivered, near.Sum(each => each.Link.Counters.Delivered)),
            [.. lost.Where(each => each.Up != 0 || each.Down != 0)],
            [.. outside.Where(each => each.Up != 0 || each.Down != 0)]);
    }

    /// <summary>The table for people.</summary>
    public void WriteTo(Terminal terminal)
    {
        var table = new TextTable("packets", ">to the modem", ">from it");
        Add(Entered);
        Add(Delivered);
        foreach (PacketCount each in Lost)
        {
            Add(each with { What = "lost: " + each.What }, isLoss: true);
        }
        if (Unexplained is { } rest && (rest.Up != 0 || rest.Down != 0))
        {
            Add(rest, isLoss: true);
        }
        foreach (PacketCount each in Outside)
        {
            Add(each with { What = "dropped by this machine " + each.What }, isLoss: true);
        }
        table.WriteTo(terminal.Out, "", terminal);

        void Add(PacketCount count, bool isLoss = false)
        {
            Action<string[]> add = isLoss ? table.AddFailure : table.Add;
            add([count.What, count.Up.ToString(CultureInfo.InvariantCulture), count.Down.ToString(CultureInfo.InvariantCulture)]);
        }
    }

    /// <summary>The same for programs, as members of an object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        Write("entered", Entered);
        Write("delivered", Delivered);
        Write("unexplained", Unexplained);
        WriteAll("lost", Lost);
        WriteAll("droppedByThisMachine", Outside);

        void Write(string name, PacketCount count)
        {
            json.WriteStartObject(name);
            json.WriteNumber("toModem", count.Up);
            json.WriteNumber("fromModem", count.Down);
            json.WriteEndObject();
        }

        void WriteAll(string name, IReadOnlyList<PacketCount> counts)
        {
            json.WriteStartArray(name);
            foreach (PacketCount each in counts)
            {
                json.WriteStartObject();
                json.WriteString("reason", each.What);
                json.WriteNumber("toModem", each.Up);
                json.WriteNumber("fromModem", each.Down);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }
}
