using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Commands;

/// <summary>REGISTER_WRITE: writes an IPA register in order with the packets of the pipeline. 16 bytes.</summary>
public static class RegisterWriteCommand
{
    /// <summary>Writes the payload; where the clear option is in the opcode, register offsets have more than 16 bits.</summary>
    /// <exception cref="IpaException">The offset has more than 16 bits (20 where the clear option is in the opcode), or there is no such clear option.</exception>
    public static void Encode(DmaMemory memory, int at, bool clearOptionInOpcode, uint offset, uint value, uint mask, uint clearOption)
    {
        CommandRange.Check("REGISTER_WRITE", "offset", offset, clearOptionInOpcode ? 0xfffffu : 0xffffu);
        CommandRange.Check("REGISTER_WRITE", "clear option", clearOption, CommandOpcode.ClearFull);
        ushort flags = 0;
        if (clearOptionInOpcode)
        {
            flags = (ushort)(((offset >> 16) & 0xf) << 11);
            clearOption = 0;
        }
        memory.Write16(at, flags);
        memory.Write16(at + 2, (ushort)offset);
        memory.Write32(at + 4, value);
        memory.Write32(at + 8, mask);
        memory.Write32(at + 12, clearOption);
    }
}
