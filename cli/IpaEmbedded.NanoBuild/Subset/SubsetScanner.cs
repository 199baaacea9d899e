using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Reports what an assembly contains that the compiler accepts and nanoFramework 1.x runs wrongly: generics, pointers, multi-dimensional
/// arrays, arrays of structs, overflow traps, enum text, interface bodies, modifiers, embedded compiler attributes, comparisons of a
/// string array's elements with null. The assembly is one that was compiled against nanoFramework's libraries: what the target lacks,
/// the compiler has reported.
/// </summary>
public sealed class SubsetScanner
{
    private static readonly OpCode[] Refused =
    [
        OpCodes.Add_Ovf, OpCodes.Add_Ovf_Un, OpCodes.Sub_Ovf, OpCodes.Sub_Ovf_Un, OpCodes.Mul_Ovf, OpCodes.Mul_Ovf_Un,
        OpCodes.Localloc, OpCodes.Sizeof, OpCodes.Calli, OpCodes.Volatile, OpCodes.Unaligned, OpCodes.Cpblk, OpCodes.Initblk, OpCodes.Arglist,
    ];

    private readonly HashSet<string> _enums = new(StringComparer.Ordinal);
    private readonly HashSet<TypeSpecificationHandle> _placed = [];
    private readonly List<SubsetFinding> _findings = [];
    private readonly SignatureNames _names;
    private MetadataReader _reader = null!;
    private MethodLines _lines = null!;
    private SourceDeclarations? _declarations;

    /// <summary>Makes a scanner that knows no assembly yet.</summary>
    public SubsetScanner() => _names = new SignatureNames(_enums.Contains);

    /// <summary>Notes the enumerations of an assembly that scanned ones refer to; those scanned before are noted already.</summary>
    public void AddReference(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        NoteEnums(portable.GetMetadataReader());
    }

    /// <summary>Findings of one assembly, sorted by member; assemblies come in dependency order, since each may refer to those before it.</summary>
    /// <param name="image">The .dll.</param>
    /// <param name="symbols">Its portable .pdb, for the lines of statements.</param>
    /// <param name="declarations">Its sources, for the lines of fields, parameters and types.</param>
    public IReadOnlyList<SubsetFinding> Scan(byte[] image, byte[]? symbols = null, SourceDeclarations? declarations = null)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        using var lines = new MethodLines(symbols);
        _reader = portable.GetMetadataReader();
        _lines = lines;
        _declarations = declarations;
        _findings.Clear();
        _placed.Clear();
        NoteEnums(_reader);
        ScanGenericParameters();
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            ScanType(portable, handle);
        }
        ScanTypeSpecifications();
        return [.. _findings.Distinct().OrderBy(finding => finding.Member, StringComparer.Ordinal).ThenBy(finding => finding.Place?.Line).ThenBy(finding => finding.What, StringComparer.Ordinal)];
    }

    private void NoteEnums(MetadataReader reader)
    {
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            EntityHandle parent = reader.GetTypeDefinition(handle).BaseType;
            string name = parent.IsNil ? "" : parent.Kind switch
            {
                HandleKind.TypeReference => SignatureNames.NameOf(reader, (TypeReferenceHandle)parent),
                HandleKind.TypeDefinition => SignatureNames.NameOf(reader, (TypeDefinitionHandle)parent),
                _ => "",
            };
            if (name == "System.Enum")
            {
                _enums.Add(SignatureNames.NameOf(reader, handle));
            }
        }
    }

    private void ScanGenericParameters()
    {
        for (int row = 1; row <= _reader.GetTableRowCount(TableIndex.GenericParam); row++)
        {
            GenericParameter parameter = _reader.GetGenericParameter(MetadataTokens.GenericParameterHandle(row));
            (string type, string? member) = parameter.Parent.Kind == HandleKind.TypeDefinition
                ? (SignatureNames.NameOf(_reader, (TypeDefinitionHandle)parameter.Parent), null)
                : NamesOf((MethodDefinitionHandle)parameter.Parent);
            Add(type, member, $"generic parameter {_reader.GetString(parameter.Name)}", null);
        }
    }

    // What no statement and no declaration named, such as a generic type in an attribute.
    private void ScanTypeSpecifications()
    {
        for (int row = 1; row <= _reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            TypeSpecificationHandle handle = MetadataTokens.TypeSpecificationHandle(row);
            if (!_placed.Contains(handle))
            {
                Decode("assembly", "type specification", null, () => _reader.GetTypeSpecification(handle).DecodeSignature(_names, null));
            }
        }
    }

    private void ScanType(PEReader portable, TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        string typeName = SignatureNames.NameOf(_reader, handle);
        if (typeName.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal) || typeName.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal))
        {
            _findings.Add(new SubsetFinding(typeName, "attribute embedded by the compiler", null));
        }
        ScanBase(typeName, type.BaseType);
        foreach (InterfaceImplementationHandle implemented in type.GetInterfaceImplementations())
        {
            ScanBase(typeName, _reader.GetInterfaceImplementation(implemented).Interface);
        }
        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            string name = _reader.GetString(field.Name);
            Decode(typeName, name, _declarations?.Find(typeName, name), () => field.DecodeSignature(_names, null));
        }
        foreach (MethodDefinitionHandle each in type.GetMethods())
        {
            ScanMethod(portable, type, typeName, each);
        }
    }

    private void ScanBase(string typeName, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            Specification(typeName, null, _declarations?.Find(typeName, null), (TypeSpecificationHandle)parent);
        }
    }

    private void ScanMethod(PEReader portable, TypeDefinition type, string typeName, MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        string name = _reader.GetString(method.Name);
        SourcePlace? place = PlaceOf(typeName, name, handle);
        Decode(typeName, name, place, () => method.DecodeSignature(_names, null));
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }
        if (name == "Finalize")
        {
            _findings.Add(new SubsetFinding($"{typeName}::{name}", "finalizer, which runs when the collector likes", place));
        }
        if ((type.Attributes & TypeAttributes.Interface) != 0)
        {
            _findings.Add(new SubsetFinding($"{typeName}::{name}", "body in an interface", place));
        }
        ScanBody(typeName, name, handle, portable.GetMethodBody(method.RelativeVirtualAddress));
    }

    private void ScanBody(string typeName, string name, MethodDefinitionHandle handle, MethodBodyBlock body)
    {
        List<Instruction> instructions = Instruction.ReadAll(body.GetILReader());
        ImmutableArray<string> locals = [];
        if (!body.LocalSignature.IsNil)
        {
            locals = _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
            ScanLocals(typeName, name, handle, body, instructions, locals.Length);
        }
        for (int i = 0; i < instructions.Count; i++)
        {
            OpCode next = i + 1 < instructions.Count ? instructions[i + 1].Code : OpCodes.Nop;
            ScanInstruction(typeName, name, handle, instructions[i], next);
        }
        _findings.AddRange(new StringElementScan(_reader, _names, _reader.GetMethodDefinition(handle), locals).Find(instructions)
            .Select(found => new SubsetFinding($"{typeName}::{name}", $"element of a string[] compared with null ({found.Code.Name})", LineOf(typeName, name, handle, found.Offset))));
    }

    // A local is where it is used first. Which of them leaks is only asked if one does.
    private void ScanLocals(string typeName, string name, MethodDefinitionHandle handle, MethodBodyBlock body, List<Instruction> instructions, int count)
    {
        _names.Leaks.Clear();
        _ = _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        if (_names.Leaks.Count == 0)
        {
            return;
        }
        var recorder = new LocalLeaks(_reader.GetBlobReader(_reader.GetStandaloneSignature(body.LocalSignature).Signature), _reader, _names);
        for (int local = 0; local < count; local++)
        {
            foreach (string leak in recorder.OfNext())
            {
                Instruction? first = instructions.Find(each => (each.Code.Name!.StartsWith("ldloc", StringComparison.Ordinal) || each.Code.Name.StartsWith("stloc", StringComparison.Ordinal)) && each.Variable == local);
                _findings.Add(new SubsetFinding($"{typeName}::{name}", leak, LineOf(typeName, name, handle, first?.Offset ?? 0)));
            }
        }
    }

    private void ScanInstruction(string typeName, string name, MethodDefinitionHandle handle, Instruction instruction, OpCode next)
    {
        string code = instruction.Code.Name!;
        string? what = Refused.Contains(instruction.Code) ? WordsOf(instruction.Code)
            : code.StartsWith("conv.ovf", StringComparison.Ordinal) && next != OpCodes.Newarr ? $"{code} outside an array size (checked arithmetic, or an array index that is not an int)"
            : code is "conv.u" or "conv.i" && next.Name!.StartsWith("ldind", StringComparison.Ordinal) ? "read through an address"
            : (instruction.Code == OpCodes.Box || instruction.Code == OpCodes.Constrained) && _enums.Contains(TypeOf(instruction.Operand)) ? $"{code} of enum {TypeOf(instruction.Operand)}, whose text is a number on the target"
            : null;
        if (what is not null)
        {
            _findings.Add(new SubsetFinding($"{typeName}::{name}", what, LineOf(typeName, name, handle, instruction.Offset)));
        }
        if (instruction.Code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
        {
            ScanToken(typeName, name, handle, instruction);
        }
    }

    private void ScanToken(string typeName, string name, MethodDefinitionHandle method, Instruction instruction)
    {
        EntityHandle token = MetadataTokens.EntityHandle(instruction.Operand);
        SourcePlace? place() => LineOf(typeName, name, method, instruction.Offset);
        switch (token.Kind)
        {
            case HandleKind.MethodSpecification:
                _findings.Add(new SubsetFinding($"{typeName}::{name}", "generic method call", place()));
                break;
            case HandleKind.TypeSpecification:
                Specification(typeName, name, place(), (TypeSpecificationHandle)token);
                break;
            case HandleKind.MemberReference:
                MemberReference member = _reader.GetMemberReference((MemberReferenceHandle)token);
                Decode(typeName, name, place(), () => member.GetKind() == MemberReferenceKind.Method ? member.DecodeMethodSignature(_names, null) : member.DecodeFieldSignature(_names, null));
                if (member.Parent.Kind == HandleKind.TypeSpecification)
                {
                    Specification(typeName, name, place(), (TypeSpecificationHandle)member.Parent);
                }
                else if (member.Parent.Kind == HandleKind.TypeReference && SignatureNames.NameOf(_reader, (TypeReferenceHandle)member.Parent) == "System.Enum")
                {
                    _findings.Add(new SubsetFinding($"{typeName}::{name}", $"System.Enum::{_reader.GetString(member.Name)}: enum members by name do not work on the target", place()));
                }
                break;
        }
    }

    private void Specification(string typeName, string? name, SourcePlace? place, TypeSpecificationHandle handle)
    {
        _placed.Add(handle);
        Decode(typeName, name, place, () => _reader.GetTypeSpecification(handle).DecodeSignature(_names, null));
    }

    // The compiler's names say little to people who wrote "checked".
    private static string WordsOf(OpCode code) => code.Name switch
    {
        { } name when name.Contains(".ovf", StringComparison.Ordinal) => $"{name} (checked arithmetic, which traps nothing on the target)",
        "calli" => "calli (call through a function pointer)",
        { } name => name,
        null => "",
    };

    private string TypeOf(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.TypeDefinition => SignatureNames.NameOf(_reader, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => SignatureNames.NameOf(_reader, (TypeReferenceHandle)handle),
            _ => "",
        };
    }

    private (string Type, string Member) NamesOf(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        return (SignatureNames.NameOf(_reader, method.GetDeclaringType()), _reader.GetString(method.Name));
    }

    // Of several methods of one name the sources tell the first; symbols tell which one it is, but not its head.
    private SourcePlace? PlaceOf(string type, string member, MethodDefinitionHandle handle)
    {
        SourcePlace? declared = _declarations?.FindMember(type, member);
        SourcePlace? body = _lines.Find(handle, 0) ?? _declarations?.Find(type, null);
        bool isOverloaded = _reader.GetTypeDefinition(_reader.GetMethodDefinition(handle).GetDeclaringType()).GetMethods()
            .Count(each => _reader.StringComparer.Equals(_reader.GetMethodDefinition(each).Name, member)) > 1;
        return isOverloaded ? body ?? declared : declared ?? body;
    }

    private SourcePlace? LineOf(string type, string member, MethodDefinitionHandle handle, int offset) => _lines.Find(handle, offset) ?? _declarations?.Find(type, member);

    private void Add(string type, string? member, string what, SourcePlace? place) =>
        _findings.Add(new SubsetFinding(member is null ? type : $"{type}::{member}", what, place ?? _declarations?.Find(type, member)));

    private void Decode(string type, string? member, SourcePlace? place, Func<object> decode)
    {
        _names.Leaks.Clear();
        _ = decode();
        _findings.AddRange(_names.Leaks.ConvertAll(leak => new SubsetFinding(member is null ? type : $"{type}::{member}", leak, place)));
    }
}
