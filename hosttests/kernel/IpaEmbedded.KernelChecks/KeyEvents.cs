using System.Buffers.Binary;

namespace IpaEmbedded.KernelChecks;

/// <summary>Key events of an input device: struct input_event of include/uapi/linux/input.h, 24 bytes on a 64-bit machine.</summary>
internal sealed class KeyEvents(string device) : IDisposable
{
    private const int Size = 24;
    private const int Key = 1;

    private readonly FileStream _file = new(device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Code and value (1 pressed, 0 released) of the next key event; waits for it.</summary>
    public (int Code, int Value) Next()
    {
        Span<byte> record = stackalloc byte[Size];
        do
        {
            _file.ReadExactly(record);
        }
        while (BinaryPrimitives.ReadUInt16LittleEndian(record[16..]) != Key);
        return (BinaryPrimitives.ReadUInt16LittleEndian(record[18..]), BinaryPrimitives.ReadInt32LittleEndian(record[20..]));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
