using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IpaEmbedded.NanoBuild;

/// <summary>Computes how many bytes of bytecode nanoFramework's converter makes of an assembly, by the rule that was measured on converter 3.0.100.</summary>
public static class Bytecode
{
    /// <summary>What one assembly holds on the target: the table has 16-bit offsets.</summary>
    public const int Limit = 65535;

    /// <summary>Bytes of the converted bodies of all methods of an image.</summary>
    public static int SizeOf(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        var reader = portable.GetMetadataReader();
        return reader.MethodDefinitions
            .Select(handle => reader.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(address => address != 0)
            .Sum(address => SizeOf(portable.GetMethodBody(address)));
    }

    private static int SizeOf(MethodBodyBlock body)
    {
        var code = body.GetILReader();
        var saved = Instruction.ReadAll(code).Sum(Saved);
        var handlers = body.ExceptionRegions.Length;
        return code.Length - saved + (handlers == 0 ? 0 : 1 + (12 * handlers));
    }

    // Tokens and long branches shrink to 16 bits; so do a switch's targets, and its count to 8 bits. ldtoken keeps 32.
    private static int Saved(Instruction instruction) => instruction.Code.OperandType switch
    {
        OperandType.InlineString or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineBrTarget => 2,
        OperandType.InlineSwitch => 3 + (2 * instruction.Targets.Count),
        _ => 0,
    };
}
