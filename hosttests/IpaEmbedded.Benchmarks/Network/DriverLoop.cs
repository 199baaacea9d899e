using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The driver's data path on a <see cref="MinimalChip"/>: each packet that comes in goes out again, as in the <see cref="RawLoop"/>.</summary>
internal sealed class DriverLoop : FrameSink
{
    private const int Entries = 512;
    private const int BufferSize = 2048;

    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly MinimalChip _chip;
    private readonly TransmitEndpoint _tx;
    private readonly ReceiveEndpoint _rx;
    private readonly ModemInterface? _interface;
    private readonly byte[]? _packet;
    private readonly int _length;
    private int _left;
    /// <summary>The sum of what was read, so that reading it is not left out.</summary>
    public uint Sum { get; private set; }
    private long _sent;

    /// <summary>
    /// Sets up both channels; with <paramref name="copy"/> each packet is written into its buffer from an array. Without interrupts the polls are
    /// scheduled by hand, as the floor looks at its pointers unasked.
    /// </summary>
    public DriverLoop(int length, bool copy, bool throughInterface, bool interrupted)
    {
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        foreach (int name in (int[])[EndpointName.ApModemTx, EndpointName.ApModemRx])
        {
            data.Endpoint(name).ElementCount = Entries;
            data.Endpoint(name).EventCount = Entries;
        }
        data.Endpoint(EndpointName.ApModemRx).BufferSize = BufferSize;
        _length = length;
        _packet = copy ? new byte[length] : null;
        var line = new InterruptLine(_loop, "gsi", false);
        _chip = new MinimalChip(data, line);
        var registers = new PlainRegisters();
        var power = new RuntimePower(_loop, new AlwaysOn(), 500000);
        var heap = new FakeMemory();
        var gsi = new GsiDevice(_loop, data, _chip, new ConsumerInterrupt(line), heap);
        var interrupts = new IpaInterrupts(_loop, data, registers, new ConsumerInterrupt(new InterruptLine(_loop, "ipa", false)), power);
        var endpoints = new ApEndpoints(_loop, data, registers, gsi, new SuspendInterrupt(data, registers, interrupts), heap);
        endpoints.Create();
        _tx = endpoints.ModemTx;
        _rx = endpoints.ModemRx;
        power.Enable();
        _loop.Post(new WorkItem(gsi.Setup));
        _loop.RunPending();
        _interface = new ModemInterface(_loop, endpoints, power);
        _interface.SetSink(this);
        _interface.Register();
        _loop.Post(new WorkItem(_interface.Open));
        _loop.RunPending();
        if (!throughInterface)
        {
            _interface = null;
            endpoints.ModemRx.SetSink(this);
            endpoints.ModemTx.SetHandler(null);
        }
        _chip.Interrupts = interrupted;
        _chip.Connect(_tx.Channel, endpoints.ModemRx.Channel, length);
    }

    /// <summary>Moves that many batches through.</summary>
    public void Run(int batch, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            _left = batch;
            _chip.Receive(batch);
            if (!_chip.Interrupts)
            {
                _loop.Schedule(_rx.Channel.Poll);
                _loop.RunPending();
                _loop.Schedule(_tx.Channel.Poll);
            }
            _loop.RunPending();
        }
        _sent += (long)batch * rounds;
        _loop.Run(1);
        if (_tx.Channel.Counters.Completed != (uint)_sent || _tx.Channel.Counters.BadEvents != 0)
        {
            throw new InvalidOperationException($"{_tx.Channel.Counters.Completed} of {_sent} packets went through");
        }
    }

    public override void OnReceived(DmaMemory memory, int offset, int length)
    {
        Sum += memory.Read32(offset);
        bool moreFollows = --_left > 0;
        if (_interface == null)
        {
            if (_packet != null) { _tx.Buffers.CopyFrom(_tx.NextOffset, _packet, 0, _length); }
            _tx.Send(length, moreFollows);
            return;
        }
        if (_interface.Reserve() != TransmitStatus.Accepted) { throw new InvalidOperationException("no room"); }
        if (_packet != null) { _interface.TransmitMemory.CopyFrom(_interface.TransmitOffset, _packet, 0, _length); }
        _interface.Submit(length, moreFollows);
    }

    private sealed class AlwaysOn : PowerCallbacks
    {
        public override void Resume()
        {
        }

        public override void Suspend()
        {
        }
    }

    private sealed class PlainRegisters : RegisterBlock
    {
        public override uint Read32(uint offset) => 0;

        public override void Write32(uint offset, uint value)
        {
        }
    }
}
