using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.Simulator;

/// <summary>Frames: what came in was delivered or is counted as dropped, and what was sent is counted. The interface counts anew with every registration.</summary>
internal sealed class FrameBalance
{
    private IpaDriver? _driver;
    private IpaDriver? _counted;
    private long _arrivedBefore;
    private InterfaceCounters? _counters;
    private uint _receivedBefore;
    private uint _committedBefore;

    /// <summary>Sees at every moment when a new driver, or its interface, begins to count anew.</summary>
    public void Step(IpaDriver driver, FakeNetwork network)
    {
        if (_driver != driver)
        {
            _driver = driver;
            _arrivedBefore = Arrived(network);
        }
        if (driver is not { Interface: { IsRegistered: true } modem, Endpoints: { ModemRx: { } receive, ModemTx: { } transmit } } || ReferenceEquals(_counters, modem.Counters))
        {
            return;
        }
        _counted = driver;
        _counters = modem.Counters;
        _receivedBefore = receive.DeliveredCount - (uint)Received(_counters);
        _committedBefore = transmit.Channel.Counters.Committed - (uint)_counters.TxPackets;
    }

    /// <summary>Holds when nothing is under way.</summary>
    public string? Quiet(IpaDriver driver, FakeNetwork network, bool believesAll)
    {
        if (driver.Endpoints is not { ModemRx: { } receive, ModemTx: { } transmit, LanRx: { } exceptions })
        {
            return null;
        }
        return Buffers(exceptions) ?? Buffers(receive) ?? Packets(transmit) ?? (_counted == driver ? Interface(receive, transmit) : null) ?? (believesAll ? Network(transmit, network) : null);
    }

    private static string? Buffers(ReceiveEndpoint endpoint)
    {
        uint completed = endpoint.Channel.Counters.Completed;
        return completed != endpoint.DeliveredCount + endpoint.DroppedCount + endpoint.EmptyCount || endpoint.Channel.Counters.Cancelled != endpoint.CancelledCount
            ? $"channel {endpoint.Channel.Id}: {completed} buffers came back, {endpoint.DeliveredCount} were delivered, {endpoint.DroppedCount} dropped, {endpoint.EmptyCount} were empty; "
                + $"{endpoint.Channel.Counters.Cancelled} were cancelled, {endpoint.CancelledCount} of them told"
            : null;
    }

    private static string? Packets(TransmitEndpoint endpoint) => endpoint.Channel.Counters.Cancelled != endpoint.CancelledCount
        ? $"channel {endpoint.Channel.Id}: {endpoint.Channel.Counters.Cancelled} packets were cancelled, {endpoint.CancelledCount} of them told" : null;

    private string? Interface(ReceiveEndpoint receive, TransmitEndpoint transmit)
    {
        uint came = receive.DeliveredCount - _receivedBefore;
        uint went = transmit.Channel.Counters.Committed - _committedBefore;
        return Received(_counters!) != came ? $"{came} frames came in, the interface counts {_counters!.RxPackets} received and {_counters.RxDropped} dropped"
            : _counters!.TxPackets != went ? $"{went} frames were sent, the interface counts {_counters.TxPackets}" : null;
    }

    // Whether a cancelled one had left already, only the modem knows.
    private string? Network(TransmitEndpoint transmit, FakeNetwork network)
    {
        long arrived = Arrived(network) - _arrivedBefore;
        long completed = transmit.Channel.Counters.Completed;
        return arrived < completed || arrived > completed + transmit.Channel.Counters.Cancelled
            ? $"{arrived} frames reached the modem, {completed} were completed and {transmit.Channel.Counters.Cancelled} cancelled" : null;
    }

    private static long Arrived(FakeNetwork network) => network.Packets + network.Malformed + network.LostUp + network.CommandAcknowledgements;

    private static ulong Received(InterfaceCounters counters) => counters.RxPackets + counters.RxDropped;
}
