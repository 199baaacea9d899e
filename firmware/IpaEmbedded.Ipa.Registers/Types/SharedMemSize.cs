using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>SHARED_MEM_SIZE: size and place of the IPA-local memory in units of 8 bytes. A field that a version lacks is null.</summary>
public sealed class SharedMemSize : Register
{
    /// <summary>MEM_SIZE.</summary>
    public readonly Field MemSize;

    /// <summary>MEM_BADDR.</summary>
    public readonly Field MemBaddr;

    /// <summary>Creates the register as one version has it.</summary>
    public SharedMemSize(uint offset, uint stride, Field[] fields)
        : base("SHARED_MEM_SIZE", offset, stride, Access.Read, fields)
    {
        MemSize = Find("MEM_SIZE");
        MemBaddr = Find("MEM_BADDR");
    }
}
