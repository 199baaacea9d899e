using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Cli;

/// <summary>A file that a command was given, read whole, and what kind of file it is by its content.</summary>
public sealed class InputFile
{
    private InputFile(string path, byte[] bytes)
    {
        Path = path;
        Bytes = bytes;
        Kind = Sniff(path, bytes);
    }

    public string Path { get; }

    public byte[] Bytes { get; }

    public FileKind Kind { get; }

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="CommandFailure">The file cannot be read.</exception>
    public static InputFile Read(string path)
    {
        try
        {
            if (path == "-")
            {
                using Stream input = Console.OpenStandardInput();
                using var bytes = new MemoryStream();
                input.CopyTo(bytes);
                return new InputFile("<stdin>", bytes.ToArray());
            }
            if (Directory.Exists(path))
            {
                throw new CommandFailure(ExitCode.Files, $"cannot read {path}: it is a directory");
            }
            return new InputFile(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {path}: {Reason(e)}");
        }
    }

    /// <summary>Writes a file whole.</summary>
    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            RandomAccess.Write(file, bytes, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot write {path}: {Reason(e)}");
        }
    }

    /// <summary>Writes a file whole, or standard output for <c>-</c>.</summary>
    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static void Write(string path, byte[] bytes, Terminal terminal)
    {
        if (path != "-")
        {
            Write(path, bytes);
            return;
        }
        terminal.WriteBytes(bytes);
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such directory",
        UnauthorizedAccessException => "it is not allowed",
        _ => e.Message,
    };

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
