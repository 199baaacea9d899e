namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>Why no TUN interface could be made.</summary>
public enum TunRefusal
{
    /// <summary>The process lacks the right to administer networks (CAP_NET_ADMIN).</summary>
    NotPermitted,

    /// <summary>The process may not open /dev/net/tun.</summary>
    DeviceClosed,

    /// <summary>There is no /dev/net/tun.</summary>
    NoDevice,
}
