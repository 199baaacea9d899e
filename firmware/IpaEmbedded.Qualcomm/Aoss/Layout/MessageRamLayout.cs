namespace IpaEmbedded.Qualcomm.Aoss.Layout;

/// <summary>Byte offsets of the descriptor in message RAM over which the always-on subsystem takes messages. "Remote" is the subsystem.</summary>
public static class MessageRamLayout
{
    /// <summary>Magic word, "mail".</summary>
    public const int Magic = 0x00;

    /// <summary>Value of the magic word.</summary>
    public const uint MagicWord = 0x4d41494c;

    /// <summary>Version; 1 is the only one.</summary>
    public const int Version = 0x04;

    /// <summary>Feature bits.</summary>
    public const int Features = 0x08;

    /// <summary>Link state of the remote side.</summary>
    public const int RemoteLinkState = 0x0c;

    /// <summary>Our acknowledgement of the remote link state.</summary>
    public const int RemoteLinkAcknowledge = 0x10;

    /// <summary>Channel state of the remote side.</summary>
    public const int RemoteChannelState = 0x14;

    /// <summary>Our acknowledgement of the remote channel state.</summary>
    public const int RemoteChannelAcknowledge = 0x18;

    /// <summary>Bytes of the box in which the remote side sends.</summary>
    public const int RemoteBoxSize = 0x1c;

    /// <summary>Offset of the box in which the remote side sends.</summary>
    public const int RemoteBoxOffset = 0x20;

    /// <summary>Our link state.</summary>
    public const int LocalLinkState = 0x24;

    /// <summary>The remote side's acknowledgement of our link state.</summary>
    public const int LocalLinkAcknowledge = 0x28;

    /// <summary>Our channel state.</summary>
    public const int LocalChannelState = 0x2c;

    /// <summary>The remote side's acknowledgement of our channel state.</summary>
    public const int LocalChannelAcknowledge = 0x30;

    /// <summary>Bytes of the box in which we send, its length word included.</summary>
    public const int LocalBoxSize = 0x34;

    /// <summary>Offset of the box in which we send.</summary>
    public const int LocalBoxOffset = 0x38;

    /// <summary>Bytes of the descriptor.</summary>
    public const int Size = 0x3c;

    /// <summary>State of a link or channel that is up.</summary>
    public const uint Up = 0x0000ffff;

    /// <summary>State of a link or channel that is down.</summary>
    public const uint Down = 0xffff0000;
}
