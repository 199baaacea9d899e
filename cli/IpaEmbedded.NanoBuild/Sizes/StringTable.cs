using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// The table of strings that nanoFramework's converter makes of an assembly: names of types, members and references, and texts of the
/// code, each once with a zero at its end. Constants have no name there. Names that the converter knows by heart it leaves out, so the
/// table is rather smaller.
/// </summary>
public static class StringTable
{
    /// <summary>What one assembly holds on the target, in bytes: the table has 16-bit offsets.</summary>
    public const int Limit = 65535;

    /// <summary>Bytes of the table.</summary>
    public static int SizeOf(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        MetadataReader reader = portable.GetMetadataReader();
        return StringsOf(portable, reader).Distinct(StringComparer.Ordinal).Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
    }

    private static IEnumerable<string> StringsOf(PEReader portable, MetadataReader reader)
    {
        List<TypeDefinition> types = [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition)];
        List<TypeReference> references = [.. reader.TypeReferences.Select(reader.GetTypeReference)];
        List<MethodDefinition> methods = [.. reader.MethodDefinitions.Select(reader.GetMethodDefinition)];
        return types.SelectMany(type => new[] { type.Name, type.Namespace })
            .Concat(references.SelectMany(type => new[] { type.Name, type.Namespace }))
            .Concat(reader.FieldDefinitions.Select(reader.GetFieldDefinition).Where(field => (field.Attributes & FieldAttributes.Literal) == 0).Select(field => field.Name))
            .Concat(methods.Select(method => method.Name))
            .Concat(reader.MemberReferences.Select(handle => reader.GetMemberReference(handle).Name))
            .Select(reader.GetString)
            .Concat(methods.Where(method => method.RelativeVirtualAddress != 0).SelectMany(method => LiteralsOf(portable, reader, method)));
    }

    private static IEnumerable<string> LiteralsOf(PEReader portable, MetadataReader reader, MethodDefinition method) =>
        Instruction.ReadAll(portable.GetMethodBody(method.RelativeVirtualAddress).GetILReader())
            .Where(instruction => instruction.Code.OperandType == OperandType.InlineString)
            .Select(instruction => reader.GetUserString((UserStringHandle)MetadataTokens.Handle(instruction.Operand)));
}
