using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Cli;

/// <summary>
/// The temporary files of this process that have not become their target yet. They are deleted when it ends in the middle of
/// a command: interrupted (Ctrl+C), terminated, or left by its terminal. A command that takes interruptions and goes on to its
/// own end says so with <see cref="KeepWhenInterrupted"/>.
/// </summary>
internal static class TemporaryFiles
{
    private static readonly ConcurrentDictionary<string, bool> Paths = [];

    private static readonly PosixSignalRegistration[] Ends =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, End))];

    private static readonly ConcurrentDictionary<string, bool> Folders = [];

    private static int _keepers;

    static TemporaryFiles() => GC.KeepAlive(Ends);

    /// <summary>From now on, or no longer, an interruption or a request to terminate is not the end: whoever calls ends in order.</summary>
    public static void KeepWhenInterrupted(bool keeps) => Interlocked.Add(ref _keepers, keeps ? 1 : -1);

    /// <summary>A path beside the target that nobody has; it is deleted at the end unless <see cref="Forget"/> was told.</summary>
    public static string Beside(string path)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(path) ?? "", $".ipa-{Guid.NewGuid():N}.tmp");
        Paths[temporary] = true;
        return temporary;
    }

    /// <summary>A new folder that nobody else reads, for what programs that a command runs write; <see cref="DeleteFolder"/> ends it.</summary>
    /// <exception cref="CommandFailure">It cannot be made.</exception>
    public static string NewFolder()
    {
        try
        {
            string folder = Directory.CreateTempSubdirectory("ipa-").FullName;
            Folders[folder] = true;
            return folder;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot make a temporary folder: {SystemReason.Of(e)}");
        }
    }

    /// <summary>Deletes such a folder with all that is in it.</summary>
    public static void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            // A program that still runs holds it; nobody needs it.
        }
        Folders.TryRemove(folder, out _);
    }

    /// <summary>The file has become its target.</summary>
    public static void Forget(string temporary) => Paths.TryRemove(temporary, out _);

    /// <summary>The file is given up.</summary>
    public static void Delete(string temporary)
    {
        File.Delete(temporary);
        Forget(temporary);
    }

    private static void End(PosixSignalContext context)
    {
        if (context.Signal != PosixSignal.SIGHUP && Volatile.Read(ref _keepers) > 0)
        {
            return;
        }
        foreach (string folder in Folders.Keys)
        {
            DeleteFolder(folder);
        }
        foreach (string path in Paths.Keys)
        {
            try
            {
                Delete(path);
            }
            catch (Exception e) when (OutputFile.IsRefusal(e))
            {
                // The process ends; there is nobody left to tell.
            }
        }
    }
}
