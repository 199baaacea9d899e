using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Estimates the bytes of an assembly's .pe file: bytecode, the records of its tables by their sizes in nanoFramework's format, its strings once each, its signatures.
/// The converter is not at hand here; what it knows by heart of mscorlib's names it leaves out, so the file is rather smaller.
/// </summary>
public static class PeSize
{
    private const int Header = 124;
    private const int AssemblyReferenceRecord = 12;
    private const int ReferenceRecord = 8;
    private const int TypeRecord = 24;
    private const int FieldRecord = 8;
    private const int MethodRecord = 16;

    /// <summary>Estimated bytes of the file.</summary>
    public static int Of(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        var reader = portable.GetMetadataReader();
        var fields = reader.FieldDefinitions.Select(reader.GetFieldDefinition).Where(field => (field.Attributes & FieldAttributes.Literal) == 0).ToList();
        var methods = reader.MethodDefinitions.Select(reader.GetMethodDefinition).ToList();
        var types = reader.TypeDefinitions.Select(reader.GetTypeDefinition).ToList();
        var references = reader.MemberReferences.Select(reader.GetMemberReference).ToList();
        int records = (reader.AssemblyReferences.Count * AssemblyReferenceRecord) + ((references.Count + reader.TypeReferences.Count) * ReferenceRecord)
            + (types.Count * TypeRecord) + (fields.Count * FieldRecord) + (methods.Count * MethodRecord);

        var signatures = fields.Select(field => field.Signature).Concat(methods.Select(method => method.Signature)).Concat(references.Select(reference => reference.Signature))
            .Concat(Locals(portable, reader, methods)).Select(reader.GetBlobBytes).Select(Convert.ToHexString).Distinct(StringComparer.Ordinal);

        return Header + records + Bytecode.SizeOf(image) + StringTable.SizeOf(image) + signatures.Sum(text => text.Length / 2);
    }

    private static IEnumerable<BlobHandle> Locals(PEReader portable, MetadataReader reader, IEnumerable<MethodDefinition> methods) =>
        methods.Where(method => method.RelativeVirtualAddress != 0)
            .Select(method => portable.GetMethodBody(method.RelativeVirtualAddress).LocalSignature)
            .Where(signature => !signature.IsNil)
            .Select(signature => reader.GetStandaloneSignature(signature).Signature);
}
