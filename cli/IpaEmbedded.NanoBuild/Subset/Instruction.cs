using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// One IL instruction of a method body. The operand is a metadata token, the number of a local or argument, or zero; the targets are the
/// offsets that a branch or a switch may go to, without the next instruction.
/// </summary>
public sealed record Instruction(int Offset, OpCode Code, int Operand, IReadOnlyList<int> Targets)
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>Number of the local or argument that it names: ldloc.2 has it in its name, ldloc.s in its operand.</summary>
    public int Variable => char.IsAsciiDigit(Code.Name![^1]) ? Code.Name[^1] - '0' : Operand;

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
            IReadOnlyList<int> targets = [];
            var operand = 0;
            switch (code.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.InlineSwitch:
                    var distances = Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32()).ToList();
                    var next = reader.Offset;
                    targets = distances.ConvertAll(distance => next + distance);
                    break;
                case OperandType.InlineBrTarget:
                    targets = [reader.ReadInt32() + reader.Offset];
                    break;
                case OperandType.ShortInlineBrTarget:
                    targets = [reader.ReadSByte() + reader.Offset];
                    break;
                case OperandType.InlineVar:
                    operand = reader.ReadUInt16();
                    break;
                case OperandType.ShortInlineVar:
                    operand = reader.ReadByte();
                    break;
                case OperandType.ShortInlineI:
                    _ = reader.ReadByte();
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    _ = reader.ReadInt64();
                    break;
                default:
                    operand = reader.ReadInt32();
                    break;
            }

            instructions.Add(new Instruction(offset, code, operand, targets));
        }

        return instructions;
    }
}
