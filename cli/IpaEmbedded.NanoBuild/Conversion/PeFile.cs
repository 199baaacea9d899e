using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>A .pe file: an assembly in nanoFramework's format.</summary>
/// <param name="Name">Name of the assembly.</param>
/// <param name="Bytes">The file.</param>
/// <param name="IsLibrary">True for one of nanoFramework, false for a room or an application.</param>
public sealed record PeFile(string Name, byte[] Bytes, bool IsLibrary)
{
    /// <summary>What the files of firmware 1.x begin with.</summary>
    public const string Marker = "NFMRK1";

    /// <summary>Whether a file begins as a .pe does.</summary>
    public static bool IsOne(byte[] bytes) => bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(Marker));
}
