using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace IpaEmbedded.NanoBuild;

/// <summary>Spells the types of metadata signatures as the API lists do, and notes on the way every shape that nanoFramework 1.x lacks.</summary>
public sealed class SignatureNames : ISignatureTypeProvider<string, object?>
{
    private const byte ValueType = 0x11;

    private readonly HashSet<string> _structs = [];
    private readonly Func<string, bool> _isEnum;

    /// <param name="isEnum">Whether a value type of that name is an enumeration, which is no struct.</param>
    public SignatureNames(Func<string, bool> isEnum) => _isEnum = isEnum;

    /// <summary>What the signatures decoded since the last clearing contain that the target cannot run.</summary>
    public List<string> Leaks { get; } = [];

    /// <inheritdoc/>
    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    /// <inheritdoc/>
    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Noted(NameOf(reader, handle), rawTypeKind);

    /// <inheritdoc/>
    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Noted(NameOf(reader, handle), rawTypeKind);

    /// <inheritdoc/>
    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    /// <inheritdoc/>
    public string GetSZArrayType(string elementType)
    {
        if (_structs.Contains(elementType) && !_isEnum(elementType))
        {
            Leaks.Add($"array of structs {elementType}[], which boxes every element");
        }

        return elementType + "[]";
    }

    /// <inheritdoc/>
    public string GetArrayType(string elementType, ArrayShape shape) => Leak("multi-dimensional array", elementType + "[" + new string(',', shape.Rank - 1) + "]");

    /// <inheritdoc/>
    public string GetByReferenceType(string elementType) => elementType + "&";

    /// <inheritdoc/>
    public string GetPointerType(string elementType) => Leak("pointer", elementType + "*");

    /// <inheritdoc/>
    public string GetFunctionPointerType(MethodSignature<string> signature) => Leak("function pointer", "method " + signature.ReturnType);

    /// <inheritdoc/>
    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => Leak("generic type", $"{genericType}<{string.Join(", ", typeArguments)}>");

    /// <inheritdoc/>
    public string GetGenericMethodParameter(object? genericContext, int index) => Leak("generic method parameter", "!!" + index);

    /// <inheritdoc/>
    public string GetGenericTypeParameter(object? genericContext, int index) => Leak("generic type parameter", "!" + index);

    /// <inheritdoc/>
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired)
    {
        if (isRequired)
        {
            Leaks.Add($"required modifier {modifier}");
        }

        return unmodifiedType;
    }

    /// <inheritdoc/>
    public string GetPinnedType(string elementType) => Leak("pinned local", elementType);

    /// <summary>Full name of a defined type, nested ones as Outer/Inner.</summary>
    public static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        var outer = type.GetDeclaringType();
        return outer.IsNil ? Qualified(reader.GetString(type.Namespace), name) : NameOf(reader, outer) + "/" + name;
    }

    /// <summary>Full name of a referenced type, nested ones as Outer/Inner.</summary>
    public static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) + "/" + name
            : Qualified(reader.GetString(type.Namespace), name);
    }

    private static string Qualified(string space, string name) => space.Length == 0 ? name : space + "." + name;

    private string Noted(string name, byte rawTypeKind)
    {
        if (rawTypeKind == ValueType)
        {
            _structs.Add(name);
        }

        return name;
    }

    private string Leak(string what, string type)
    {
        Leaks.Add($"{what} {type}");
        return type;
    }
}
