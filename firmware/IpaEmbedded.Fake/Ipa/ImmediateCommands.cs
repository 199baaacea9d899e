using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Executes immediate commands on registers and shared memory (source: the IPA reference, section 5).</summary>
internal sealed class ImmediateCommands
{
    private readonly FakeIpa _ipa;
    private readonly FakeMemory _memory;
    private readonly DmaMemory _shared;
    private readonly bool _v4;
    private readonly int _endpointMask;
    private readonly OperandCheck _operands;
    private readonly TableCheck _tables;

    internal ImmediateCommands(FakeIpa ipa, FakeMemory memory, DmaMemory shared)
    {
        _ipa = ipa;
        _memory = memory;
        _shared = shared;
        _v4 = ipa.Chip.Version >= IpaVersion.V4_0;
        _endpointMask = ipa.Chip.Version >= IpaVersion.V5_0 ? StatusElement.WideEndpointMask : StatusElement.EndpointMask;
        Destination = -1;
        _operands = new OperandCheck(ipa);
        _tables = new TableCheck(ipa, memory, shared);
    }

    /// <summary>Filter and route tables as they were loaded.</summary>
    internal TableCheck Tables
    {
        get { return _tables; }
    }

    /// <summary>A transaction of commands is done.</summary>
    internal void End()
    {
        _operands.End(IsTagged);
        IsTagged = false;
    }

    /// <summary>Endpoint that the last IP_PACKET_INIT named, -1 for none.</summary>
    internal int Destination { get; set; }

    /// <summary>Whether a tag waits for the next data.</summary>
    internal bool IsTagged { get; set; }

    /// <summary>The 8 bytes of the tag command.</summary>
    internal ulong Tag { get; private set; }

    internal void Execute(uint field, ulong address)
    {
        uint opcode = field & CommandOpcode.Mask;
        int size = PayloadSize(opcode);
        if (size == 0)
        {
            _ipa.Report(SanitizerRule.CommandOpcode, null, 0, field, "immediate command 0x" + opcode.ToString("x"));
            return;
        }
        int at;
        DmaMemory payload = _memory.Resolve(address, size, out at);
        if (payload == null)
        {
            _ipa.Report(SanitizerRule.DeadMemory, null, 0, address, "payload of command 0x" + opcode.ToString("x"));
            return;
        }
        _operands.Check(field, address, size, payload, at);
        switch (opcode)
        {
            case CommandOpcode.Ipv4FilterInit:
            case CommandOpcode.Ipv6FilterInit:
            case CommandOpcode.Ipv4RoutingInit:
            case CommandOpcode.Ipv6RoutingInit:
                InitTable(opcode, payload, at);
                break;
            case CommandOpcode.HeaderInitLocal:
                uint flags = payload.Read32(at + 8);
                Copy(payload.Read64(at), (int)(flags >> 12) & 0xffff, (int)flags & 0xfff, true);
                break;
            case CommandOpcode.RegisterWrite:
                WriteRegister(payload, at, field);
                break;
            case CommandOpcode.PacketInit:
                Destination = payload.Read8(at) & _endpointMask;
                break;
            case CommandOpcode.DmaSharedMemory:
                MoveSharedMemory(payload, at);
                break;
            default:
                Tag = payload.Read64(at);
                IsTagged = true;
                break;
        }
    }

    private static int PayloadSize(uint opcode)
    {
        switch (opcode)
        {
            case CommandOpcode.Ipv4FilterInit:
            case CommandOpcode.Ipv6FilterInit:
            case CommandOpcode.Ipv4RoutingInit:
            case CommandOpcode.Ipv6RoutingInit:
                return 24;
            case CommandOpcode.HeaderInitLocal:
            case CommandOpcode.RegisterWrite:
            case CommandOpcode.DmaSharedMemory:
                return 16;
            case CommandOpcode.PacketInit:
            case CommandOpcode.PacketTagStatus:
                return 8;
            default:
                return 0;
        }
    }

    private void InitTable(uint opcode, DmaMemory payload, int at)
    {
        ulong flags = payload.Read64(at + 8);
        int hashSize = (int)(flags & 0xfff);
        int size = (int)(flags >> 28) & 0xfff;
        int hashed = (int)(flags >> 12) & 0xffff;
        int plain = (int)(flags >> 40) & 0xffff;
        if (hashSize != 0 && Copy(payload.Read64(at), hashed, hashSize, true)) { _tables.Loaded(opcode, true, hashed, hashSize); }
        if (size != 0 && Copy(payload.Read64(at + 16), plain, size, true)) { _tables.Loaded(opcode, false, plain, size); }
    }

    private void WriteRegister(DmaMemory payload, int at, uint field)
    {
        uint flags = payload.Read16(at);
        uint offset = payload.Read16(at + 2);
        uint value = payload.Read32(at + 4);
        uint mask = payload.Read32(at + 8);
        if (_v4) { offset |= ((flags >> 11) & 0xf) << 16; }
        if (mask == 0) { return; }
        if (!_ipa.WriteInside(offset, value, mask))
        {
            _ipa.Report(SanitizerRule.CommandRange, null, 0, offset, "REGISTER_WRITE to offset 0x" + offset.ToString("x"));
        }
    }

    private void MoveSharedMemory(DmaMemory payload, int at)
    {
        bool clear = _v4 && (payload.Read16(at) & 0x8000) != 0;
        int size = payload.Read16(at + 2);
        int local = payload.Read16(at + 4);
        bool toIpa = (payload.Read16(at + 6) & 1) == 0;
        if (Copy(payload.Read64(at + 8), local, size, toIpa) && toIpa) { _tables.Written(local, size); }
        if (clear && !toIpa && local + size <= _shared.Size) { _shared.Fill(local, size, 0); }
    }

    private bool Copy(ulong address, int local, int size, bool toIpa)
    {
        if (!_ipa.IsUsableMemory(local, size))
        {
            _ipa.Report(SanitizerRule.CommandRange, null, 0, (ulong)local, size.ToString() + " bytes at shared memory 0x" + local.ToString("x"));
            return false;
        }
        int at;
        DmaMemory memory = _memory.Resolve(address, size, out at);
        if (memory == null)
        {
            _ipa.Report(SanitizerRule.DeadMemory, null, 0, address, size.ToString() + " bytes of an immediate command");
            return false;
        }
        if (toIpa) { _shared.CopyFrom(local, memory, at, size); }
        else { memory.CopyFrom(at, _shared, local, size); }
        return true;
    }
}
