namespace IpaEmbedded.NanoBuild;

/// <summary>What an assembly takes on the target, computed from its .dll.</summary>
/// <param name="Bytecode">Bytes of the bodies of its methods, by the exact rule of converter 3.0.100; at most <see cref="NanoBuild.Bytecode.Limit"/> fit.</param>
/// <param name="Strings">Bytes of its strings, rather too many; at most <see cref="StringTable.Limit"/> fit.</param>
/// <param name="File">Bytes of its .pe file, estimated.</param>
public sealed record AssemblySize(int Bytecode, int Strings, int File)
{
    /// <summary>Computes the sizes of an assembly.</summary>
    public static AssemblySize Of(byte[] image) => new(NanoBuild.Bytecode.SizeOf(image), StringTable.SizeOf(image), PeSize.Of(image));

    /// <summary>Why the converter cannot make one file of the assembly, with the numbers; null if it can.</summary>
    public string? Overflow =>
        Bytecode >= NanoBuild.Bytecode.Limit ? $"{Bytecode} bytes of bytecode, and an assembly holds fewer than {NanoBuild.Bytecode.Limit}"
        : Strings >= StringTable.Limit ? $"{Strings} bytes of strings, and an assembly holds fewer than {StringTable.Limit}"
        : null;
}
