using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Net;

/// <summary>
/// Multiplexes interfaces over the modem interface: takes received buffers apart into packets and gives each to the interface of its
/// mux id. What the modem sends is checked length by length.
/// </summary>
public sealed class RmnetPort : FrameSink
{
    /// <summary>Mux ids are below this.</summary>
    public const int MuxIds = 255;

    private const int CommandSize = 16;

    private readonly RmnetInterface[] _interfaces = new RmnetInterface[MuxIds];

    /// <summary>Creates the port over the modem interface; flags are those of <see cref="RmnetFormat"/>.</summary>
    public RmnetPort(ModemInterface lower, uint flags)
    {
        Lower = lower;
        Flags = flags;
        lower.SetSink(this);
    }

    /// <summary>The modem interface.</summary>
    public ModemInterface Lower { get; }

    /// <summary>Frames that were cut off: the rest of their buffer was not believed.</summary>
    public uint TruncatedCount { get; private set; }

    /// <summary>Packets for a mux id without an interface.</summary>
    public uint UnknownMuxCount { get; private set; }

    /// <summary>MAP commands that were handled.</summary>
    public uint CommandCount { get; private set; }

    internal uint Flags { get; }

    /// <summary>Creates an interface for a mux id.</summary>
    /// <exception cref="IpaException">The id is taken or out of range.</exception>
    public RmnetInterface CreateInterface(int muxId)
    {
        if (muxId < 0 || muxId >= MuxIds) { throw new IpaException(IpaError.BadData, "mux id " + muxId.ToString() + " is not in 0 to 254"); }
        if (_interfaces[muxId] != null) { throw new IpaException(IpaError.Busy, "mux id " + muxId.ToString() + " is taken"); }
        _interfaces[muxId] = new RmnetInterface(this, muxId);
        return _interfaces[muxId];
    }

    /// <summary>Takes an interface away.</summary>
    public void RemoveInterface(int muxId)
    {
        if (muxId >= 0 && muxId < MuxIds) { _interfaces[muxId] = null; }
    }

    /// <inheritdoc/>
    public override void OnReceived(DmaMemory memory, int offset, int length)
    {
        int left = length;
        do
        {
            int used = OneFrame(memory, offset, left);
            if (used == 0) { return; }
            offset += used;
            left -= used;
        }
        while (left > 0 && (Flags & RmnetFormat.Deaggregation) != 0);
    }

    /// <inheritdoc/>
    public override void OnSenderGone()
    {
        // A modem that starts does not know of a flow that its predecessor has stopped.
        for (int i = 0; i < MuxIds; i++)
        {
            if (_interfaces[i] != null) { _interfaces[i].SetFlow(true); }
        }
    }

    /// <summary>Handles one frame and returns its bytes, or 0 when the rest of the buffer is not to be believed.</summary>
    private int OneFrame(DmaMemory memory, int offset, int left)
    {
        if (left < QmapHeader.Size) { return Truncated(); }
        uint word = PacketWord.Read(memory, offset);
        int first = (int)(word & 0xff);
        bool command = (first & QmapHeader.Command) != 0;
        int body = PacketWord.UpperNumber(word);
        if (body == 0) { return 0; }
        int header = QmapHeader.Size;
        int trailer = 0;
        if ((Flags & RmnetFormat.IngressChecksumV4) != 0) { trailer = QmapHeader.DownlinkTrailerSize; }
        if ((Flags & RmnetFormat.IngressChecksumV5) != 0 && !command)
        {
            header += QmapHeader.ChecksumV5Size;
            if ((first & QmapHeader.NextHeader) == 0 || left < header || (memory.Read8(offset + QmapHeader.Size) & 0xfe) != QmapHeader.V5TypeChecksum)
            {
                return Truncated();
            }
        }
        if (body > left - header - trailer) { return Truncated(); }
        int total = header + body + trailer;
        if (command)
        {
            OnCommand(memory, offset, body);
            return total;
        }
        int mux = (int)(word >> 8 & 0xff);
        RmnetInterface target = mux < MuxIds ? _interfaces[mux] : null;
        int packet = body - (first & QmapHeader.PadMask);
        if (target == null || packet <= 0)
        {
            UnknownMuxCount++;
            return total;
        }
        target.Deliver(memory, offset, header, packet, body);
        return total;
    }

    private int Truncated()
    {
        TruncatedCount++;
        return 0;
    }

    private void OnCommand(DmaMemory memory, int offset, int body)
    {
        // One that is longer than a buffer for sending could not be answered, and no command is.
        if ((Flags & RmnetFormat.MapCommands) == 0 || body < CommandSize || body > TransmitEndpoint.BufferSize - QmapHeader.Size) { return; }
        byte kind = memory.Read8(offset + QmapHeader.Size);
        if (kind != QmapHeader.CommandFlowDisable && kind != QmapHeader.CommandFlowEnable) { return; }
        CommandCount++;
        int mux = memory.Read8(offset + 1);
        RmnetInterface target = mux < MuxIds ? _interfaces[mux] : null;
        if (target != null) { target.SetFlow(kind == QmapHeader.CommandFlowEnable); }
        // The acknowledgement is the frame itself with the type changed.
        if (Lower.Reserve() != TransmitStatus.Accepted) { return; }
        int frame = QmapHeader.Size + body;
        DmaMemory buffer = Lower.TransmitMemory;
        int at = Lower.TransmitOffset;
        buffer.CopyFrom(at, memory, offset, frame);
        int type = at + QmapHeader.Size + 1;
        buffer.Write8(type, (byte)((buffer.Read8(type) & ~QmapHeader.CommandTypeMask) | QmapHeader.CommandAcknowledgement));
        Lower.Submit(frame, false);
    }
}
