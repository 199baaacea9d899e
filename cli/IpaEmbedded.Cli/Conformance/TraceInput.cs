using System.IO.Compression;
using System.Text;
using IpaEmbedded.Conformance.Comparison;

namespace IpaEmbedded.Cli.Conformance;

/// <summary>A trace that a command was given: JSON lines, compressed or not, or <c>-</c> for standard input.</summary>
internal static class TraceInput
{
    /// <summary>Bytes that a compressed trace may have at most when it is unpacked; the recorded ones have less than one mebibyte.</summary>
    private const int MaxBytes = 256 << 20;

    /// <summary>Reads a trace.</summary>
    /// <exception cref="CommandFailure">The file cannot be read, or is no trace.</exception>
    public static TraceFile Read(string path)
    {
        byte[] bytes = InputFile.Read(path).Bytes;
        try
        {
            using Stream text = bytes is [0x1f, 0x8b, ..] ? Unpack(bytes) : new MemoryStream(bytes);
            using var reader = new StreamReader(text, Encoding.UTF8);
            TraceFile trace = TraceFile.Read(reader);
            return trace.Steps.Any(step => step.Rows.Count > 0) ? trace : throw new CommandFailure(ExitCode.Files, $"{path} has no rows to compare");
        }
        catch (InvalidDataException e)
        {
            // What the decompressor says is the runtime's own; what the reader says is ours and names a line.
            throw new CommandFailure(ExitCode.Files, e.Message.StartsWith("line ", StringComparison.Ordinal) ? $"{path}: {e.Message}" : $"{path} is damaged: it cannot be unpacked");
        }
    }

    private static MemoryStream Unpack(byte[] bytes)
    {
        using var stream = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var unpacked = new MemoryStream();
        byte[] part = new byte[65536];
        for (int count = stream.Read(part); count > 0; count = stream.Read(part))
        {
            if (unpacked.Length + count > MaxBytes)
            {
                throw new InvalidDataException($"line 1 is not reached: unpacked, it is larger than {MaxBytes >> 20} MiB");
            }
            unpacked.Write(part, 0, count);
        }
        unpacked.Position = 0;
        return unpacked;
    }
}
