using IpaEmbedded.Qualcomm.Qrtr.Layout;
using IpaEmbedded.Qualcomm.Wire;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>The header of one QRTR packet, decoded from or encoded to bytes.</summary>
public sealed class QrtrPacket
{
    /// <summary>Packet type.</summary>
    public uint Type;

    /// <summary>Whether the receiver confirms.</summary>
    public bool Confirm;

    /// <summary>Node of the sender.</summary>
    public uint SourceNode;

    /// <summary>Port of the sender.</summary>
    public uint SourcePort;

    /// <summary>Node of the receiver.</summary>
    public uint TargetNode;

    /// <summary>Port of the receiver.</summary>
    public uint TargetPort;

    /// <summary>Where the payload starts in the decoded bytes.</summary>
    public int PayloadOffset;

    /// <summary>Bytes of payload, padding excluded.</summary>
    public int PayloadLength;

    /// <summary>Decodes a header of either version; false when the bytes are no packet.</summary>
    public bool Decode(byte[] data, int length)
    {
        if (length > data.Length || length < 1) { return false; }
        uint size;
        if (data[0] == QrtrLayout.Version1)
        {
            if (length < QrtrLayout.Version1HeaderSize || LittleEndian.Read32(data, 0) != QrtrLayout.Version1) { return false; }
            Type = LittleEndian.Read32(data, QrtrLayout.Type1);
            Confirm = LittleEndian.Read32(data, QrtrLayout.Confirm1) != 0;
            SourceNode = LittleEndian.Read32(data, QrtrLayout.SourceNode1);
            SourcePort = LittleEndian.Read32(data, QrtrLayout.SourcePort1);
            TargetNode = LittleEndian.Read32(data, QrtrLayout.TargetNode1);
            TargetPort = LittleEndian.Read32(data, QrtrLayout.TargetPort1);
            PayloadOffset = QrtrLayout.Version1HeaderSize;
            size = LittleEndian.Read32(data, QrtrLayout.Size1);
        }
        else if (data[0] == QrtrLayout.Version2)
        {
            if (length < QrtrLayout.Version2HeaderSize) { return false; }
            Type = data[QrtrLayout.Type2];
            Confirm = (data[QrtrLayout.Flags2] & 1) != 0;
            SourceNode = LittleEndian.Read16(data, QrtrLayout.Addresses2);
            SourcePort = Widen(LittleEndian.Read16(data, QrtrLayout.Addresses2 + 2));
            TargetNode = LittleEndian.Read16(data, QrtrLayout.Addresses2 + 4);
            if (TargetNode == 0xffff) { TargetNode = QrtrLayout.Broadcast; }
            TargetPort = Widen(LittleEndian.Read16(data, QrtrLayout.Addresses2 + 6));
            PayloadOffset = QrtrLayout.Version2HeaderSize + data[QrtrLayout.OptionLength2];
            if (PayloadOffset > length) { return false; }
            size = LittleEndian.Read32(data, QrtrLayout.Size2);
        }
        else
        {
            return false;
        }
        if (size > (uint)(length - PayloadOffset)) { return false; }
        PayloadLength = (int)size;
        if ((((PayloadLength + 3) & ~3) + PayloadOffset) != length) { return false; }
        return Type >= QrtrLayout.Data && Type <= QrtrLayout.LastType;
    }

    /// <summary>Writes a version 1 header and pads the payload, which is in place behind it; returns the bytes of the packet.</summary>
    public int Encode(byte[] data)
    {
        LittleEndian.Write32(data, 0, QrtrLayout.Version1);
        LittleEndian.Write32(data, QrtrLayout.Type1, Type);
        LittleEndian.Write32(data, QrtrLayout.SourceNode1, SourceNode);
        LittleEndian.Write32(data, QrtrLayout.SourcePort1, SourcePort);
        LittleEndian.Write32(data, QrtrLayout.Confirm1, Confirm ? 1u : 0u);
        LittleEndian.Write32(data, QrtrLayout.Size1, (uint)PayloadLength);
        LittleEndian.Write32(data, QrtrLayout.TargetNode1, TargetNode);
        LittleEndian.Write32(data, QrtrLayout.TargetPort1, TargetPort);
        int end = QrtrLayout.Version1HeaderSize + PayloadLength;
        int padded = (end + 3) & ~3;
        for (int i = end; i < padded; i++) { data[i] = 0; }
        return padded;
    }

    // A 16-bit header can only say the low half of the two special ports.
    private static uint Widen(ushort port)
    {
        return port >= 0xfffe ? 0xffff0000 | port : port;
    }
}
