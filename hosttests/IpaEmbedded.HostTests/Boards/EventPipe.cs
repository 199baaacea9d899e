using System.Diagnostics;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A pipe in the place of a descriptor that the kernel gives events through.</summary>
internal sealed class EventPipe : IDisposable
{
    public EventPipe(TemporaryFolder folder)
    {
        var path = Path.Combine(folder.FolderPath, "events");
        using (var made = Process.Start("mkfifo", path))
        {
            made.WaitForExit();
        }

        Descriptor = LibC.Open(path, LibC.ReadWrite | LibC.NonBlocking);
    }

    public int Descriptor { get; }

    public void Write(byte[] bytes) => LibC.Write(Descriptor, "events", bytes);

    public void Dispose() => LibC.Close(Descriptor);
}
