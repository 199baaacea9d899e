namespace IpaEmbedded.Cli.Network;

/// <summary>Control bits of a TCP segment.</summary>
[Flags]
internal enum TcpFlags : byte
{
    None = 0,
    Finish = 0x01,
    Synchronize = 0x02,
    Reset = 0x04,
    Push = 0x08,
    Acknowledge = 0x10,
}
