using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>One IL instruction of a method body, with its metadata token when the operand is one, else zero.</summary>
public readonly record struct Instruction(int Offset, OpCode Code, int Token)
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>Decodes a whole method body.</summary>
    public static List<Instruction> ReadAll(BlobReader reader)
    {
        var instructions = new List<Instruction>();
        while (reader.RemainingBytes > 0)
        {
            var offset = reader.Offset;
            int value = reader.ReadByte();
            if (value == 0xFE)
            {
                value = (value << 8) | reader.ReadByte();
            }

            var code = Codes[value];
            instructions.Add(new Instruction(offset, code, ReadOperand(ref reader, code)));
        }

        return instructions;
    }

    private static int ReadOperand(ref BlobReader reader, OpCode code)
    {
        switch (code.OperandType)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineTok or OperandType.InlineType:
                return reader.ReadInt32();
            case OperandType.InlineSwitch:
                var count = reader.ReadInt32();
                reader.Offset += count * 4;
                return 0;
            case OperandType.InlineNone:
                return 0;
            case OperandType.InlineVar:
                reader.Offset += 2;
                return 0;
            case OperandType.InlineI8 or OperandType.InlineR:
                reader.Offset += 8;
                return 0;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                reader.Offset += 1;
                return 0;
            default:
                reader.Offset += 4;
                return 0;
        }
    }
}
