namespace IpaEmbedded.Qualcomm.Qrtr.Layout;

/// <summary>Byte offsets and numbers of QRTR packets: two header versions, the types, the payload of control packets.</summary>
public static class QrtrLayout
{
    /// <summary>First word of a version 1 header; its other words follow at multiples of 4.</summary>
    public const uint Version1 = 1;

    /// <summary>First byte of a version 2 header.</summary>
    public const byte Version2 = 3;

    /// <summary>Bytes of a version 1 header.</summary>
    public const int Version1HeaderSize = 32;

    /// <summary>Bytes of a version 2 header without its options.</summary>
    public const int Version2HeaderSize = 16;

    /// <summary>Version 1: type, 32 bits.</summary>
    public const int Type1 = 4;

    /// <summary>Version 1: node of the sender, 32 bits.</summary>
    public const int SourceNode1 = 8;

    /// <summary>Version 1: port of the sender, 32 bits.</summary>
    public const int SourcePort1 = 12;

    /// <summary>Version 1: whether the receiver confirms, 32 bits.</summary>
    public const int Confirm1 = 16;

    /// <summary>Version 1: bytes of payload without padding, 32 bits.</summary>
    public const int Size1 = 20;

    /// <summary>Version 1: node of the receiver, 32 bits.</summary>
    public const int TargetNode1 = 24;

    /// <summary>Version 1: port of the receiver, 32 bits.</summary>
    public const int TargetPort1 = 28;

    /// <summary>Version 2: type, 8 bits.</summary>
    public const int Type2 = 1;

    /// <summary>Version 2: flags, 8 bits; bit 0 asks the receiver to confirm.</summary>
    public const int Flags2 = 2;

    /// <summary>Version 2: bytes of options between header and payload, 8 bits.</summary>
    public const int OptionLength2 = 3;

    /// <summary>Version 2: bytes of payload without padding, 32 bits.</summary>
    public const int Size2 = 4;

    /// <summary>Version 2: node and port of the sender, then of the receiver, 16 bits each.</summary>
    public const int Addresses2 = 8;

    /// <summary>Type of a message between sockets.</summary>
    public const uint Data = 1;

    /// <summary>Type of a node's first packet.</summary>
    public const uint Hello = 2;

    /// <summary>Type of a node's last packet.</summary>
    public const uint Bye = 3;

    /// <summary>Type of the announcement of a server.</summary>
    public const uint NewServer = 4;

    /// <summary>Type of the withdrawal of a server.</summary>
    public const uint DeleteServer = 5;

    /// <summary>Type of the withdrawal of a socket.</summary>
    public const uint DeleteClient = 6;

    /// <summary>Type of the confirmation of data packets.</summary>
    public const uint ResumeTransmission = 7;

    /// <summary>Largest type there is.</summary>
    public const uint LastType = 11;

    /// <summary>Bytes of the payload of a control packet about a server: command, service, instance, node, port.</summary>
    public const int ServerPayloadSize = 20;

    /// <summary>Bytes of the payload of a control packet about a socket that matter: command, node, port.</summary>
    public const int ClientPayloadSize = 12;

    /// <summary>Port of a node's name service.</summary>
    public const uint ControlPort = 0xfffffffe;

    /// <summary>Node and port that stand for all.</summary>
    public const uint Broadcast = 0xffffffff;

    /// <summary>First port that sockets get.</summary>
    public const uint FirstPort = 0x4000;

    /// <summary>Last port that sockets get.</summary>
    public const uint LastPort = 0x7fff;

    /// <summary>Node of the application processors.</summary>
    public const uint ApplicationsNode = 1;

    /// <summary>Unconfirmed packet whose receiver is asked to confirm.</summary>
    public const int FlowLow = 5;

    /// <summary>Unconfirmed packets at which a sender stops.</summary>
    public const int FlowHigh = 10;
}
