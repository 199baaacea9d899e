using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.NanoBuild;

/// <summary>Name and version of an assembly, and which others it refers to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="References">Names of the assemblies that it refers to.</param>
/// <param name="CoreVersion">Version of the mscorlib that it refers to, or is; null if neither.</param>
public sealed record AssemblyIdentity(string Name, Version Version, IReadOnlyList<string> References, Version? CoreVersion)
{
    private const string Core = "mscorlib";

    /// <summary>Reads the identity of a file; null if it is no assembly.</summary>
    public static AssemblyIdentity? Read(string path) => DiskFile.Read(path) is { Outcome: FileOutcome.Read } reading ? Of(reading.Bytes) : null;

    /// <summary>The identity of an assembly's bytes; null if they are none.</summary>
    public static AssemblyIdentity? Of(byte[] image)
    {
        try
        {
            using var portable = new PEReader(ImmutableArray.Create(image));
            if (!portable.HasMetadata)
            {
                return null;
            }
            MetadataReader reader = portable.GetMetadataReader();
            AssemblyDefinition assembly = reader.GetAssemblyDefinition();
            string name = reader.GetString(assembly.Name);
            List<(string Name, Version Version)> references = [.. reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(each => (reader.GetString(each.Name), each.Version))];
            Version? core = name == Core ? assembly.Version : references.Where(each => each.Name == Core).Select(each => each.Version).FirstOrDefault();
            return new AssemblyIdentity(name, assembly.Version, [.. references.Select(each => each.Name)], core);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
