using System.Globalization;
using System.Runtime.InteropServices;
using IpaEmbedded.DeviceTree;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Cli;

/// <summary>
/// The one way in which a file is written: into a temporary file beside the target, flushed to the disk, then renamed.
/// Whatever happens, the target is the old file or the new one, whole; a failure or an interruption leaves no temporary
/// file behind, only SIGKILL does. Permissions and owner of an old file are kept; one that may not be written is not replaced.
/// </summary>
/// <remarks>
/// A link at the target is refused, not followed and not replaced: whoever wants the file that it leads to can name
/// that. Of hard links only the name that was given gets the new content; the others keep the old. What is no regular
/// file is a stream: the descriptors of this process (<c>/dev/stdout</c>, <c>/dev/fd/N</c>), character devices such as
/// <c>/dev/null</c>, and, for recordings only, named pipes, which wait for their reader.
/// </remarks>
public sealed class OutputFile : IDisposable
{
    // SIGXFSZ: without a handler the limit of a file's size ends the process before it can tidy up.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private static readonly PosixSignalRegistration? Limit = OperatingSystem.IsLinux() ? PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true) : null;

    private readonly string _path;
    private readonly string? _temporary;
    private readonly Stream _file;
    private readonly OutputStream _stream;
    private readonly UnixFileMode? _permissions;
    private bool _committed;

    private OutputFile(string path, Stream stream, bool keepsFailure)
    {
        _path = path;
        _file = stream;
        _stream = new OutputStream(stream, path) { KeepsFailure = keepsFailure };
    }

    private OutputFile(string path, string temporary, FileStream file, UnixFileMode? permissions, bool keepsFailure)
        : this(path, file, keepsFailure)
    {
        _temporary = temporary;
        _permissions = permissions;
    }

    /// <summary>
    /// Where the content goes. If the disk does not take it, writing throws <see cref="CommandFailure"/>; for a recording only
    /// <see cref="Commit"/> does, and <see cref="Failure"/> tells it before.
    /// </summary>
    public Stream Stream => _stream;

    /// <summary>What the disk did not take; null if there was nothing.</summary>
    public CommandFailure? Failure => _stream.Failure;

    /// <summary>True if the content goes where it goes at once, as into a pipe; such a one cannot be opened twice.</summary>
    public bool IsStream => _temporary is null;

    /// <summary>Writes a file whole.</summary>
    /// <param name="replacesInput">True if it is the purpose of the command to change the file that it read.</param>
    /// <param name="flushes">False for one of very many files, each of which can be made again: the system writes it to the disk when it likes.</param>
    /// <exception cref="CommandFailure">The file cannot be written; what was there is unchanged.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool flushes = true, bool replacesInput = false)
    {
        using OutputFile file = Open(path, isRecording: false, replacesInput);
        file.Stream.Write(bytes);
        file.Commit(flushes);
    }

    /// <summary>Writes a file whole, or standard output for <c>-</c>.</summary>
    /// <exception cref="CommandFailure">The file cannot be written; what was there is unchanged.</exception>
    public static void Write(string path, byte[] bytes, Terminal terminal, bool replacesInput = false)
    {
        if (path == "-")
        {
            terminal.WriteBytes(bytes);
        }
        else
        {
            Write(path, bytes, replacesInput: replacesInput);
        }
    }

    /// <summary>Makes a folder, with those above it; one that is there stays as it is.</summary>
    /// <exception cref="CommandFailure">It cannot be made.</exception>
    public static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot make the folder {path}: {SystemReason.Of(e)}");
        }
    }

    /// <summary>
    /// Begins a recording, which may go into a named pipe or, for <c>-</c>, to standard output; what people read goes to
    /// standard error then. Nothing is at the target before <see cref="Commit"/>.
    /// </summary>
    /// <exception cref="CommandFailure">The file cannot be written; what was there is unchanged.</exception>
    public static OutputFile Record(string path, Terminal terminal)
    {
        if (path is not ("-" or "/dev/stdout"))
        {
            return Open(path, isRecording: true, replacesInput: false);
        }
        RefuseConflict("-", null, replacesInput: false);
        return new OutputFile("standard output", terminal.TakeOut(), keepsFailure: true);
    }

    /// <summary>Puts what was written into the place of the target.</summary>
    /// <exception cref="CommandFailure">The disk does not take it; what was there is unchanged.</exception>
    public void Commit(bool flushes = true)
    {
        if (Failure is not null)
        {
            throw Failure;
        }
        try
        {
            _file.Flush();
            if (_temporary is not null && _file is FileStream disk)
            {
                disk.Flush(flushToDisk: flushes);
                if (_permissions is { } permissions && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(disk.SafeFileHandle, permissions);
                }
                _file.Dispose();
                File.Move(_temporary, _path, overwrite: true);
                TemporaryFiles.Forget(_temporary);
            }
            _committed = true;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw FailureOf(_path, e);
        }
    }

    /// <summary>Gives up what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (!_committed)
        {
            // The disk took no more; whoever wrote was told so.
        }
        if (_temporary is not null && !_committed)
        {
            CommandFiles.GiveUp(_path);
            try
            {
                TemporaryFiles.Delete(_temporary);
            }
            catch (Exception e) when (IsRefusal(e))
            {
                // The directory was closed meanwhile; whoever wrote was told so.
            }
        }
    }

    internal static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    internal static CommandFailure FailureOf(string path, Exception e) => e is IOException { HResult: SystemReason.BrokenPipe }
        ? new CommandFailure(ExitCode.Files, $"cannot write {path}: {SystemReason.Of(e)}") { IsQuiet = true }
        : FailureOf(path, SystemReason.Of(e));

    private static CommandFailure FailureOf(string path, string reason) => new(ExitCode.Files, $"cannot write {path}: {reason}");

    private static void RefuseConflict(string path, DiskFile? old, bool replacesInput)
    {
        if (CommandFiles.WhyNotWrite(path, old, replacesInput) is { } reason)
        {
            throw FailureOf(path, reason);
        }
    }

    private static OutputFile Open(string path, bool isRecording, bool replacesInput)
    {
        try
        {
            if (DescriptorOf(path) is { } descriptor)
            {
                return new OutputFile(path, new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, 0), isRecording);
            }
            using DiskFile? old = DiskFile.Find(path, out FileOutcome outcome, followsLink: false);
            return old?.Kind switch
            {
                null when outcome == FileOutcome.NotReadable => throw FailureOf(path, "it is not allowed"),
                null or DiskFileKind.Regular => BesideTarget(path, old, isRecording, replacesInput),
                DiskFileKind.Link => throw FailureOf(path, "it is a link, which is not followed; name the file itself"),
                DiskFileKind.Directory => throw FailureOf(path, "it is a directory"),
                DiskFileKind.CharacterDevice => new OutputFile(path, old.OpenStream(), isRecording),
                DiskFileKind.NamedPipe when isRecording => new OutputFile(path, old.OpenStream(), isRecording),
                _ => throw FailureOf(path, "it is not a regular file"),
            };
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw FailureOf(path, e);
        }
    }

    private static OutputFile BesideTarget(string path, DiskFile? old, bool isRecording, bool replacesInput)
    {
        RefuseConflict(path, old, replacesInput);
        if (old is not null && !old.IsWritable())
        {
            throw FailureOf(path, "it is not allowed");
        }
        _ = Limit;
        string temporary = TemporaryFiles.Beside(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (old is not null && !OperatingSystem.IsWindows())
        {
            // Nobody reads the new content who might not read the old.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var file = new FileStream(temporary, options);
        UnixFileMode? permissions = old?.Permissions;
        if (old?.Owner is { } owner && permissions is { } mode && !FileOwner.Keep(file.SafeFileHandle, owner))
        {
            // The group is another one now, which was not meant.
            permissions = mode & ~(UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.SetUser | UnixFileMode.SetGroup);
        }
        return new OutputFile(path, temporary, file, permissions, isRecording);
    }

    // A descriptor is written as it is: where it stands, whatever it is.
    private static int? DescriptorOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }
        string? number = path switch
        {
            "/dev/stdout" => "1",
            "/dev/stderr" => "2",
            _ when path.StartsWith("/dev/fd/", StringComparison.Ordinal) => path["/dev/fd/".Length..],
            _ when path.StartsWith("/proc/self/fd/", StringComparison.Ordinal) => path["/proc/self/fd/".Length..],
            _ => null,
        };
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor) ? descriptor : null;
    }
}
