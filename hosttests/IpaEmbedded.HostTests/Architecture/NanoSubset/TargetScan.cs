using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>
/// What the subset's scanner finds, and what stand-ins need besides: members that no API list names, since a stand-in may have more than the
/// library, and types that exist on the target and that the deterministic core must not name.
/// </summary>
public sealed class TargetScan
{
    private readonly IReadOnlyDictionary<string, ApiList> _lists;
    private readonly IReadOnlyCollection<string> _bannedTypes;
    private readonly SubsetScanner _scanner = new();
    private readonly HashSet<string> _ownAssemblies = [];

    /// <param name="facade">What the target offers.</param>
    /// <param name="bannedTypes">Types that exist there and that the scanned code must not name.</param>
    public TargetScan(NanoFacade facade, IReadOnlyCollection<string> bannedTypes)
    {
        _lists = facade.Lists;
        _bannedTypes = bannedTypes;
        foreach (byte[] image in facade.Images)
        {
            _scanner.AddReference(image);
        }
    }

    /// <summary>Findings of one image; scan images in dependency order, since each may refer to those before it.</summary>
    public IReadOnlyList<string> Scan(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        MetadataReader reader = portable.GetMetadataReader();
        _ownAssemblies.Add(reader.GetString(reader.GetAssemblyDefinition().Name));
        return [.. _scanner.Scan(image).Select(finding => finding.ToString()).Concat(Unlisted(reader)).Distinct().Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Unlisted(MetadataReader reader)
    {
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            string name = SignatureNames.NameOf(reader, handle);
            if (_bannedTypes.Contains(name))
            {
                yield return $"{name}: banned, see firmware/BannedSymbols.txt";
            }
            string assembly = AssemblyOf(reader, handle);
            if (!_ownAssemblies.Contains(assembly) && Listed(assembly, name) is null)
            {
                yield return $"{name}: not in the API list of {assembly}";
            }
        }
        foreach (MemberReference member in reader.MemberReferences.Select(reader.GetMemberReference).Where(member => member.Parent.Kind == HandleKind.TypeReference))
        {
            var handle = (TypeReferenceHandle)member.Parent;
            string assembly = AssemblyOf(reader, handle);
            string typeName = SignatureNames.NameOf(reader, handle);
            string signature = SignatureOf(reader, member);
            if (!_ownAssemblies.Contains(assembly) && Listed(assembly, typeName) is { } type && type.Members.All(each => each.Signature != signature))
            {
                yield return $"{typeName}::{signature}: not in the API list of {assembly}";
            }
        }
    }

    private static string SignatureOf(MetadataReader reader, MemberReference member)
    {
        var names = new SignatureNames(_ => true);
        string name = reader.GetString(member.Name);
        if (member.GetKind() != MemberReferenceKind.Method)
        {
            return $"{member.DecodeFieldSignature(names, null)} {name}";
        }
        MethodSignature<string> signature = member.DecodeMethodSignature(names, null);
        return $"{signature.ReturnType} {name}({string.Join(", ", signature.ParameterTypes)})";
    }

    private ApiType? Listed(string assembly, string typeName) =>
        _lists.TryGetValue(assembly, out ApiList? list) ? list.Types.FirstOrDefault(type => type.FullName == typeName) : null;

    private static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }
}
