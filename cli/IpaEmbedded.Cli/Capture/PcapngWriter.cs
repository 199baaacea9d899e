using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.Cli.Capture;

/// <summary>
/// Writes a capture file in the pcapng format: one section, some interfaces, and packets with microsecond times and
/// directions. The caller owns the stream.
/// </summary>
public sealed class PcapngWriter
{
    private const uint SectionHeader = 0x0a0d0d0a;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const ushort OptionEnd = 0;
    private const ushort OptionComment = 1;
    private const ushort OptionInterfaceName = 2;
    private const ushort OptionInterfaceDescription = 3;
    private const ushort OptionPacketFlags = 2;
    private const ushort OptionSectionApplication = 4;

    private readonly Stream _stream;
    private readonly MemoryStream _body = new();
    private int _interfaces;

    /// <summary>Starts a file.</summary>
    public PcapngWriter(Stream stream, string application)
    {
        _stream = stream;
        Put32(0x1a2b3c4d);
        Put16(1);
        Put16(0);
        Put32(0xffffffff);
        Put32(0xffffffff);
        PutText(OptionSectionApplication, application);
        PutOption(OptionEnd, []);
        Finish(SectionHeader);
    }

    /// <summary>Adds an interface and returns its number; all interfaces come before the first packet.</summary>
    public int AddInterface(LinkType type, string name, string description)
    {
        Put16((ushort)type);
        Put16(0);
        Put32(0);
        PutText(OptionInterfaceName, name);
        PutText(OptionInterfaceDescription, description);
        PutOption(OptionEnd, []);
        Finish(InterfaceDescription);
        return _interfaces++;
    }

    /// <summary>Adds a packet; <paramref name="microseconds"/> is the virtual time.</summary>
    public void AddPacket(int interfaceNumber, long microseconds, bool outbound, ReadOnlySpan<byte> bytes, string? comment = null)
    {
        Put32((uint)interfaceNumber);
        Put32((uint)(microseconds >> 32));
        Put32((uint)microseconds);
        Put32((uint)bytes.Length);
        Put32((uint)bytes.Length);
        _body.Write(bytes);
        Pad();
        Span<byte> flags = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(flags, outbound ? 2u : 1u);
        PutOption(OptionPacketFlags, flags);
        if (comment is not null)
        {
            PutText(OptionComment, comment);
        }
        PutOption(OptionEnd, []);
        Finish(EnhancedPacket);
    }

    private void Finish(uint type)
    {
        Span<byte> word = stackalloc byte[4];
        uint length = (uint)_body.Length + 12;
        BinaryPrimitives.WriteUInt32LittleEndian(word, type);
        _stream.Write(word);
        BinaryPrimitives.WriteUInt32LittleEndian(word, length);
        _stream.Write(word);
        _body.WriteTo(_stream);
        _stream.Write(word);
        _body.SetLength(0);
    }

    private void PutText(ushort code, string text) => PutOption(code, Encoding.UTF8.GetBytes(text));

    private void PutOption(ushort code, ReadOnlySpan<byte> value)
    {
        Put16(code);
        Put16((ushort)value.Length);
        _body.Write(value);
        Pad();
    }

    private void Put16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        _body.Write(bytes);
    }

    private void Put32(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _body.Write(bytes);
    }

    private void Pad()
    {
        while (_body.Length % 4 != 0)
        {
            _body.WriteByte(0);
        }
    }
}
