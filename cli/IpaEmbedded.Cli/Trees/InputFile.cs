using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>A file that a command was given, read whole, and what kind of file it is by its content.</summary>
public sealed class InputFile
{
    private InputFile(string path, byte[] bytes)
    {
        Path = path;
        Bytes = SourceFile.WithoutByteOrderMark(bytes);
        Kind = Sniff(path, Bytes);
    }

    public string Path { get; }

    public byte[] Bytes { get; }

    public FileKind Kind { get; }

    /// <summary>
    /// Reads a file, or standard input for <c>-</c>. A pipe that a shell made for this command (<c>/dev/fd/N</c>) is
    /// read to its end; every other thing that is no regular file is refused unopened, a named pipe that nobody writes
    /// into among them.
    /// </summary>
    /// <exception cref="CommandFailure">The file cannot be read.</exception>
    public static InputFile Read(string path)
    {
        try
        {
            if (path is "-" or "/dev/stdin")
            {
                using Stream input = Console.OpenStandardInput();
                return new InputFile(path == "-" ? "<stdin>" : path, BytesOf(path, DiskFile.Drain(input, null)));
            }
            using DiskFile? file = DiskFile.Find(path, out FileOutcome outcome);
            CommandFiles.AddInput(file?.RealPath);
            if (file is { Kind: DiskFileKind.Directory })
            {
                throw new CommandFailure(ExitCode.Files, $"cannot read {path}: it is a directory");
            }
            return new InputFile(path, BytesOf(path, file is null ? new FileReading(outcome)
                : file.Kind is DiskFileKind.Regular or DiskFileKind.Pipe ? file.Read()
                : new FileReading(FileOutcome.NotRegular)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {path}: {SystemReason.Of(e)}");
        }
    }

    /// <summary>The same for a device tree, which the name of one of our boards stands for too.</summary>
    /// <exception cref="CommandFailure">The file cannot be read, and no board has the name.</exception>
    public static InputFile ReadTree(string word) => Read(BoardFiles.Resolve(word));

    private static byte[] BytesOf(string path, FileReading reading) => reading.Outcome == FileOutcome.Read ? reading.Bytes
        : throw new CommandFailure(ExitCode.Files, $"cannot read {path}: {reading.Reason}");

    private static FileKind Sniff(string path, byte[] bytes)
    {
        if (bytes.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == 0xd00dfeed)
        {
            return FileKind.Blob;
        }
        string extension = System.IO.Path.GetExtension(path);
        if (extension is ".dtb" or ".dtbo")
        {
            return FileKind.Blob;
        }
        string head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 4096));
        if (extension is ".yaml" or ".yml" || head.StartsWith("%YAML", StringComparison.Ordinal) || head.Contains("\n%YAML", StringComparison.Ordinal))
        {
            return FileKind.Yaml;
        }
        return head.Contains('\0', StringComparison.Ordinal) ? FileKind.Unknown : FileKind.Source;
    }
}
