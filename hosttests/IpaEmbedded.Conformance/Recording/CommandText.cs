using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.Conformance.Recording;

/// <summary>Spells the payload of an immediate command as the trace format asks.</summary>
internal sealed class CommandText(AddressNames names, IpaRegisters registers, bool clearOptionInOpcode)
{
    /// <summary>Returns the JSON object for a command element.</summary>
    public string Of(uint opcodeField, ulong address)
    {
        uint opcode = opcodeField & CommandOpcode.Mask;
        switch (opcode)
        {
            case CommandOpcode.Ipv4FilterInit: return TableInit("IP_V4_FILTER_INIT", address);
            case CommandOpcode.Ipv6FilterInit: return TableInit("IP_V6_FILTER_INIT", address);
            case CommandOpcode.Ipv4RoutingInit: return TableInit("IP_V4_ROUTING_INIT", address);
            case CommandOpcode.Ipv6RoutingInit: return TableInit("IP_V6_ROUTING_INIT", address);
            case CommandOpcode.HeaderInitLocal:
            {
                byte[] p = names.Read(address, 16);
                ulong source = Word64(p, 0);
                uint flags = Word32(p, 8);
                uint size = flags & 0xfff;
                return $"{{\"op\":\"HDR_INIT_LOCAL\",\"payload\":\"{Masked(p, 0, 8)}\",\"addr\":\"{names.Of(source)}\",\"off\":{TraceWriter.Hex((flags >> 12) & 0xffff, 3)},\"size\":{size},\"src\":{Source(source, size)}}}";
            }
            case CommandOpcode.RegisterWrite: return RegisterWrite(opcodeField, address);
            case CommandOpcode.PacketInit:
            {
                byte[] p = names.Read(address, 8);
                return $"{{\"op\":\"IP_PACKET_INIT\",\"payload\":\"{Convert.ToHexStringLower(p)}\",\"dest_ep\":{p[0]}}}";
            }
            case CommandOpcode.DmaSharedMemory: return SharedMemory(address);
            case CommandOpcode.PacketTagStatus:
            {
                byte[] p = names.Read(address, 8);
                return $"{{\"op\":\"IP_PACKET_TAG_STATUS\",\"payload\":\"{Convert.ToHexStringLower(p)}\",\"tag\":{TraceWriter.Hex(Word64(p, 0) >> 16)}}}";
            }
            default: return $"{{\"op\":\"unknown\",\"opcode\":{opcode}}}";
        }
    }

    private string TableInit(string name, ulong address)
    {
        byte[] p = names.Read(address, 24);
        ulong hashed = Word64(p, 0), flags = Word64(p, 8), plain = Word64(p, 16);
        uint hashedSize = (uint)flags & 0xfff, size = (uint)(flags >> 28) & 0xfff;
        string payload = hashedSize == 0
            ? Convert.ToHexStringLower(p.AsSpan(0, 16)) + new string('-', 16)
            : new string('-', 16) + Convert.ToHexStringLower(p.AsSpan(8, 8)) + new string('-', 16);
        return $"{{\"op\":\"{name}\",\"payload\":\"{payload}\",\"hash_addr\":\"{(hashedSize == 0 ? "0x0" : names.Of(hashed))}\",\"hash_off\":{TraceWriter.Hex((flags >> 12) & 0xffff, 3)},"
            + $"\"hash_size\":{hashedSize},\"nhash_addr\":\"{names.Of(plain)}\",\"nhash_off\":{TraceWriter.Hex((flags >> 40) & 0xffff, 3)},\"nhash_size\":{size},"
            + $"\"hash_src\":{(hashedSize == 0 ? "null" : Source(hashed, hashedSize))},\"nhash_src\":{Source(plain, size)}}}";
    }

    private string RegisterWrite(uint opcodeField, ulong address)
    {
        byte[] p = names.Read(address, 16);
        uint flags = Word32(p, 0) & 0xffff, offset = Word32(p, 0) >> 16, value = Word32(p, 4), mask = Word32(p, 8);
        uint clear = clearOptionInOpcode ? (opcodeField >> CommandOpcode.ClearOptionShift) & 3 : Word32(p, 12) & 3;
        if (clearOptionInOpcode) { offset |= ((flags >> 11) & 0xf) << 16; }
        return $"{{\"op\":\"REGISTER_WRITE\",\"payload\":\"{Convert.ToHexStringLower(p)}\",\"off\":{TraceWriter.Hex(offset, 5)},\"reg\":\"{(mask == 0 ? "none" : registers.Find(offset, out _)?.Name ?? "?")}\","
            + $"\"value\":{TraceWriter.Hex(value, 8)},\"mask\":{TraceWriter.Hex(mask, 8)},\"clear\":{clear}}}";
    }

    private string SharedMemory(ulong address)
    {
        byte[] p = names.Read(address, 16);
        uint size = Word32(p, 0) >> 16, local = Word32(p, 4) & 0xffff, flags = Word32(p, 4) >> 16;
        ulong system = Word64(p, 8);
        bool fromIpa = (flags & 1) != 0;
        return $"{{\"op\":\"DMA_SHARED_MEM\",\"payload\":\"{Masked(p, 8, 8)}\",\"dir\":\"{(fromIpa ? "from_ipa" : "to_ipa")}\",\"local\":{TraceWriter.Hex(local, 4)},\"size\":{size},"
            + $"\"flags\":{TraceWriter.Hex(flags, 4)},\"addr\":\"{names.Of(system)}\",\"src\":{(fromIpa ? "null" : Source(system, size))}}}";
    }

    private string Source(ulong address, uint size)
    {
        byte[] bytes = names.Read(address, (int)size);
        if (bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0) { return $"\"zero*{size}\""; }
        StringBuilder list = new("[");
        for (int at = 0; at + 8 <= bytes.Length; at += 8)
        {
            if (at > 0) { list.Append(','); }
            list.Append('"').Append(names.Of(Word64(bytes, at))).Append('"');
        }
        return list.Append(']').ToString();
    }

    private static string Masked(byte[] payload, int from, int length)
    {
        return Convert.ToHexStringLower(payload.AsSpan(0, from)) + new string('-', 2 * length) + Convert.ToHexStringLower(payload.AsSpan(from + length));
    }

    private static ulong Word64(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));

    private static uint Word32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
