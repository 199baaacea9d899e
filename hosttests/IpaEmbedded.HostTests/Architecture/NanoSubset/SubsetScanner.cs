using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>
/// Reports what a facade build contains that the compiler accepts and nanoFramework 1.x runs wrongly: generics, pointers, multi-dimensional
/// arrays, overflow traps, enum text, interface bodies, modifiers, embedded compiler attributes, and members that no list names.
/// </summary>
public sealed class SubsetScanner
{
    private static readonly OpCode[] Refused =
    [
        OpCodes.Add_Ovf, OpCodes.Add_Ovf_Un, OpCodes.Sub_Ovf, OpCodes.Sub_Ovf_Un, OpCodes.Mul_Ovf, OpCodes.Mul_Ovf_Un,
        OpCodes.Localloc, OpCodes.Sizeof, OpCodes.Calli, OpCodes.Volatile, OpCodes.Unaligned, OpCodes.Cpblk, OpCodes.Initblk, OpCodes.Arglist,
    ];

    private readonly IReadOnlyDictionary<string, ApiList> _lists;
    private readonly IReadOnlyCollection<string> _bannedTypes;
    private readonly HashSet<string> _ownAssemblies = [];
    private readonly HashSet<string> _enums = [];
    private readonly List<string> _findings = [];
    private readonly SignatureNames _names;
    private MetadataReader _reader = null!;

    /// <param name="lists">What the target offers, by assembly name.</param>
    /// <param name="bannedTypes">Types that exist there and that the scanned code must not name.</param>
    public SubsetScanner(IReadOnlyDictionary<string, ApiList> lists, IReadOnlyCollection<string> bannedTypes)
    {
        _lists = lists;
        _bannedTypes = bannedTypes;
        _names = new SignatureNames(_enums.Contains);
        _enums.UnionWith(lists.Values.SelectMany(list => list.Types).Where(type => type.Keyword == "enum").Select(type => type.FullName));
    }

    /// <summary>Findings of one image, sorted; scan images in dependency order, since each may refer to those before it.</summary>
    public IReadOnlyList<string> Scan(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        _reader = portable.GetMetadataReader();
        _findings.Clear();
        _ownAssemblies.Add(_reader.GetString(_reader.GetAssemblyDefinition().Name));
        NoteEnums();
        ScanTables();
        ScanReferences();
        foreach (var handle in _reader.TypeDefinitions)
        {
            ScanType(portable, handle);
        }

        return _findings.Distinct().Order(StringComparer.Ordinal).ToList();
    }

    private void NoteEnums()
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var parent = _reader.GetTypeDefinition(handle).BaseType;
            if (parent.Kind == HandleKind.TypeReference && SignatureNames.NameOf(_reader, (TypeReferenceHandle)parent) == "System.Enum")
            {
                _enums.Add(SignatureNames.NameOf(_reader, handle));
            }
        }
    }

    private void ScanTables()
    {
        foreach (var (table, what) in new[] { (TableIndex.GenericParam, "generic parameter"), (TableIndex.MethodSpec, "generic method call") })
        {
            var count = _reader.GetTableRowCount(table);
            if (count > 0)
            {
                _findings.Add($"assembly: {count} {what}(s)");
            }
        }

        for (var row = 1; row <= _reader.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            var specification = _reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row));
            Decode("type specification", () => specification.DecodeSignature(_names, null));
        }
    }

    private void ScanReferences()
    {
        foreach (var handle in _reader.TypeReferences)
        {
            var name = SignatureNames.NameOf(_reader, handle);
            if (_bannedTypes.Contains(name))
            {
                _findings.Add($"{name}: banned, see firmware/BannedSymbols.txt");
            }

            var assembly = AssemblyOf(handle);
            if (!_ownAssemblies.Contains(assembly) && Listed(assembly, name) is null)
            {
                _findings.Add($"{name}: not in the API list of {assembly}");
            }
        }

        foreach (var handle in _reader.MemberReferences)
        {
            ScanMemberReference(_reader.GetMemberReference(handle));
        }
    }

    private void ScanMemberReference(MemberReference member)
    {
        var name = _reader.GetString(member.Name);
        if (member.Parent.Kind != HandleKind.TypeReference)
        {
            return;
        }

        var handle = (TypeReferenceHandle)member.Parent;
        var typeName = SignatureNames.NameOf(_reader, handle);
        var signature = "";
        Decode($"{typeName}::{name}", () => signature = member.GetKind() == MemberReferenceKind.Method ? Spell(member.DecodeMethodSignature(_names, null), name) : $"{member.DecodeFieldSignature(_names, null)} {name}");
        if (typeName == "System.Enum")
        {
            _findings.Add($"{typeName}::{name}: enum members by name do not work on the target");
        }

        var assembly = AssemblyOf(handle);
        if (!_ownAssemblies.Contains(assembly) && Listed(assembly, typeName) is { } type && type.Members.All(m => m.Signature != signature))
        {
            _findings.Add($"{typeName}::{signature}: not in the API list of {assembly}");
        }
    }

    private static string Spell(MethodSignature<string> signature, string name) =>
        $"{signature.ReturnType} {name}({string.Join(", ", signature.ParameterTypes)})";

    private ApiType? Listed(string assembly, string typeName) =>
        _lists.TryGetValue(assembly, out var list) ? list.Types.FirstOrDefault(type => type.FullName == typeName) : null;

    private string AssemblyOf(TypeReferenceHandle handle)
    {
        var scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }

    private void ScanType(PEReader portable, TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var typeName = SignatureNames.NameOf(_reader, handle);
        if (typeName.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal) || typeName.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal))
        {
            _findings.Add($"{typeName}: attribute embedded by the compiler");
        }

        foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            Decode($"{typeName}::{_reader.GetString(field.Name)}", () => field.DecodeSignature(_names, null));
        }

        foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            var place = $"{typeName}::{_reader.GetString(method.Name)}";
            Decode(place, () => method.DecodeSignature(_names, null));
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            if (_reader.StringComparer.Equals(method.Name, "Finalize"))
            {
                _findings.Add($"{place}: finalizer, which runs when the collector likes");
            }

            if ((type.Attributes & TypeAttributes.Interface) != 0)
            {
                _findings.Add($"{place}: body in an interface");
            }

            ScanBody(place, method, portable.GetMethodBody(method.RelativeVirtualAddress));
        }
    }

    private void ScanBody(string place, MethodDefinition method, MethodBodyBlock body)
    {
        ImmutableArray<string> locals = [];
        if (!body.LocalSignature.IsNil)
        {
            Decode(place, () => locals = _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null));
        }

        var instructions = Instruction.ReadAll(body.GetILReader());
        for (var i = 0; i < instructions.Count; i++)
        {
            var next = i + 1 < instructions.Count ? instructions[i + 1].Code : OpCodes.Nop;
            ScanInstruction(place, instructions[i], next);
        }

        _findings.AddRange(new StringElementScan(_reader, _names, method, locals).Find(instructions)
            .Select(found => $"{place}: element of a string[] compared with null ({found.Code.Name})"));
    }

    private void ScanInstruction(string place, Instruction instruction, OpCode next)
    {
        var name = instruction.Code.Name!;
        if (Refused.Contains(instruction.Code))
        {
            _findings.Add($"{place}: {name}");
        }
        else if (name.StartsWith("conv.ovf", StringComparison.Ordinal) && next != OpCodes.Newarr)
        {
            _findings.Add($"{place}: {name} outside an array size (checked arithmetic, or an array index that is not an int)");
        }
        else if (name is "conv.u" or "conv.i" && next.Name!.StartsWith("ldind", StringComparison.Ordinal))
        {
            _findings.Add($"{place}: read through an address");
        }
        else if ((instruction.Code == OpCodes.Box || instruction.Code == OpCodes.Constrained) && _enums.Contains(TypeOf(instruction.Operand)))
        {
            _findings.Add($"{place}: {name} of enum {TypeOf(instruction.Operand)}, whose text is a number on the target");
        }
    }

    private string TypeOf(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.TypeDefinition => SignatureNames.NameOf(_reader, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => SignatureNames.NameOf(_reader, (TypeReferenceHandle)handle),
            _ => "",
        };
    }

    private void Decode(string place, Func<object> decode)
    {
        _names.Leaks.Clear();
        _ = decode();
        _findings.AddRange(_names.Leaks.Select(leak => $"{place}: {leak}"));
    }
}
