using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// The checksum by which a firmware knows that its native code belongs to an assembly, as converter 3.0.100 computes it: a CRC-32 (polynomial 0x04c11db7, the highest bit
/// first, begun with 0, not inverted) over a text per method in the order of the native table. It is over names and types alone, so a class that the compiler puts in front
/// moves every method's number and changes no checksum.
/// </summary>
public static class NativeChecksum
{
    private const uint Polynomial = 0x04c11db7;

    /// <summary>The checksum of an assembly's methods without body; 0 if it has none.</summary>
    public static uint Of(byte[] image)
    {
        using var portable = new PEReader(ImmutableArray.Create(image));
        MetadataReader reader = portable.GetMetadataReader();
        byte[] assembly = Encoding.ASCII.GetBytes(reader.GetString(reader.GetAssemblyDefinition().Name));
        uint checksum = 0;
        bool hasNative = false;
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(type => (type.Attributes & TypeAttributes.Interface) == 0))
        {
            byte[] name = Encoding.ASCII.GetBytes($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}".Replace('.', '_').TrimStart('_'));
            foreach (MethodDefinition method in Ordered([.. type.GetMethods().Select(reader.GetMethodDefinition)]))
            {
                bool isNative = method.RelativeVirtualAddress == 0 && (method.Attributes & MethodAttributes.Abstract) == 0;
                // What comes before the first native method does not count, that method's own assembly and class included: the converter says 0 until it has passed one.
                if (isNative)
                {
                    checksum = Add(hasNative ? Add(Add(checksum, assembly), name) : 0, Encoding.ASCII.GetBytes(NameOf(reader, method)));
                    hasNative = true;
                }
                else if (hasNative)
                {
                    checksum = Add(checksum, "NULL"u8);
                }
            }
        }
        return checksum;
    }

    // Virtual methods, other instance methods, static methods.
    private static IEnumerable<MethodDefinition> Ordered(MethodDefinition[] methods) =>
        methods.OrderBy(method => (method.Attributes & MethodAttributes.Virtual) != 0 ? 0 : (method.Attributes & MethodAttributes.Static) == 0 ? 1 : 2);

    private static string NameOf(MetadataReader reader, MethodDefinition method)
    {
        MethodSignature<string> signature = method.DecodeSignature(new NativeTypeNames(), null);
        string isStatic = (method.Attributes & MethodAttributes.Static) != 0 ? "___STATIC__" : "___";
        return (reader.GetString(method.Name) + isStatic + string.Join("__", signature.ParameterTypes.Prepend(signature.ReturnType))).Replace('.', '_').Replace("/", "", StringComparison.Ordinal);
    }

    private static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            checksum ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                checksum = (checksum & 0x80000000) != 0 ? (checksum << 1) ^ Polynomial : checksum << 1;
            }
        }
        return checksum;
    }
}
