using System.Diagnostics;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A pipe in the place of a descriptor that the kernel gives events through, or of a file whose every write counts.</summary>
internal sealed class EventPipe : IDisposable
{
    private readonly string _path;

    public EventPipe(TemporaryFolder folder, string name = "events")
    {
        _path = Path.Combine(folder.FolderPath, name);
        using (var made = Process.Start("mkfifo", _path))
        {
            made.WaitForExit();
        }

        Descriptor = LibC.Open(_path, LibC.ReadWrite | LibC.NonBlocking);
    }

    public int Descriptor { get; }

    public void Write(byte[] bytes) => LibC.Write(Descriptor, _path, bytes);

    /// <summary>What waits in it, which then waits no more.</summary>
    public byte[] Take()
    {
        var bytes = new byte[4096];
        return bytes[..LibC.Read(Descriptor, _path, bytes)];
    }

    public void Dispose() => LibC.Close(Descriptor);
}
