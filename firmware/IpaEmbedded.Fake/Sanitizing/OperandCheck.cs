using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Holds opcode fields and payloads of immediate commands against the IPA reference, section 5: bits that the version lacks, values without a meaning, where payloads lie.</summary>
internal sealed class OperandCheck
{
    private const int PageBytes = 4096;
    private const int MaxCommands = 8;

    private readonly FakeIpa _ipa;
    private readonly bool _v4;
    private readonly ulong _endpointMask;
    private int _commands;

    internal OperandCheck(FakeIpa ipa)
    {
        _ipa = ipa;
        _v4 = ipa.Chip.Version >= IpaVersion.V4_0;
        _endpointMask = (ulong)(ipa.Chip.Version >= IpaVersion.V5_0 ? StatusElement.WideEndpointMask : StatusElement.EndpointMask);
    }

    /// <summary>A command whose payload of so many bytes was found.</summary>
    internal void Check(uint field, ulong address, int size, DmaMemory payload, int at)
    {
        _commands++;
        uint opcode = field & CommandOpcode.Mask;
        bool waits = opcode == CommandOpcode.RegisterWrite || opcode == CommandOpcode.DmaSharedMemory;
        uint options = field >> 8;
        Require(_v4 && waits ? options < 8 && options >> 1 != 3 : options == 0, opcode, field, "bits of the opcode");
        Require((int)(address % PageBytes) + size <= PageBytes, opcode, address, "the payload crosses a page");
        switch (opcode)
        {
            case CommandOpcode.RegisterWrite:
                CheckRegisterWrite(payload, at);
                break;
            case CommandOpcode.DmaSharedMemory:
                CheckSharedMemory(payload, at);
                break;
            case CommandOpcode.HeaderInitLocal:
                Require(payload.Read32(at + 8) >> 28 == 0 && payload.Read32(at + 12) == 0, opcode, payload.Read32(at + 8), "reserved bits");
                break;
            case CommandOpcode.PacketInit:
                CheckDestination(payload.Read64(at));
                break;
            case CommandOpcode.PacketTagStatus:
                Require((payload.Read64(at) & 0xffff) == 0, opcode, payload.Read64(at), "reserved bits");
                break;
            default:
                CheckTable(opcode, payload, at);
                break;
        }
    }

    /// <summary>The transaction is done: it had no more commands than are allowed, and data followed a tag.</summary>
    internal void End(bool isTagged)
    {
        if (_commands > MaxCommands) { _ipa.Report(SanitizerRule.TooManyCommands, null, 0, (uint)_commands, MaxCommands.ToString() + " at most are one transaction"); }
        if (isTagged) { _ipa.Report(SanitizerRule.TagWithoutData, null, 0, 0, null); }
        _commands = 0;
    }

    private void Require(bool good, uint opcode, ulong value, string what)
    {
        if (!good) { _ipa.Report(SanitizerRule.CommandOperand, null, 0, value, "command 0x" + opcode.ToString("x") + ": " + what); }
    }

    private void CheckRegisterWrite(DmaMemory payload, int at)
    {
        uint flags = payload.Read16(at);
        uint last = payload.Read32(at + 12);
        Require((flags & (_v4 ? 0x87ffu : 0x7fffu)) == 0, CommandOpcode.RegisterWrite, flags, "flags");
        Require(last <= (_v4 ? 0 : CommandOpcode.ClearFull), CommandOpcode.RegisterWrite, last, "clear option");
    }

    private void CheckSharedMemory(DmaMemory payload, int at)
    {
        uint first = payload.Read16(at);
        uint flags = payload.Read16(at + 6);
        Require((first & (_v4 ? 0x7fffu : 0xffffu)) == 0, CommandOpcode.DmaSharedMemory, first, "reserved bits");
        Require(_v4 ? flags <= 1 : flags < 0x10 && flags >> 2 != 3, CommandOpcode.DmaSharedMemory, flags, "flags");
        Require(payload.Read16(at + 2) != 0, CommandOpcode.DmaSharedMemory, 0, "size 0");
    }

    private void CheckDestination(ulong operand)
    {
        Require((operand & ~_endpointMask) == 0, CommandOpcode.PacketInit, operand, "reserved bits");
        int endpoint = (int)(operand & _endpointMask);
        if (!_ipa.Endpoints.MayReceive(endpoint)) { _ipa.Report(SanitizerRule.PacketDestination, null, 0, operand, "endpoint " + endpoint.ToString() + " does not receive"); }
    }

    private void CheckTable(uint opcode, DmaMemory payload, int at)
    {
        ulong flags = payload.Read64(at + 8);
        bool hashed = (flags & 0xfff) != 0;
        Require(flags >> 56 == 0, opcode, flags, "reserved bits");
        Require(hashed || ((flags & 0xfffffff) == 0 && payload.Read64(at) == 0), opcode, flags, "the address of a hashed table without size");
        if (hashed && _ipa.Chip.Version == IpaVersion.V4_2) { _ipa.Report(SanitizerRule.HashingAbsent, null, 0, flags, "a hashed table"); }
    }
}
