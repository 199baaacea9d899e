using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary>The folder of a build: <c>dll/</c> with assemblies and symbols, <c>pe/</c>, the image, the tree, and the list of all in the order in which they are loaded.</summary>
internal sealed class FirmwareOutput(string folder, BuildOrder order, FirmwareBuild build)
{
    public string Folder { get; } = folder;

    /// <summary>The file that is flashed.</summary>
    public string ImagePath => Path.Combine(Folder, order.ApplicationName + ".bin");

    /// <exception cref="CommandFailure">A file cannot be written; those before it are.</exception>
    public void Write()
    {
        OutputFile.CreateFolder(Path.Combine(Folder, "dll"));
        foreach (BuiltRoom room in build.Rooms.Where(room => room.Image is not null))
        {
            Put($"dll/{room.Name}.dll", room.Image!);
            Put($"dll/{room.Name}.pdb", room.Symbols!);
        }
        Put(order.ApplicationName + ".dtb", order.Tree);
        if (!build.IsComplete)
        {
            return;
        }
        OutputFile.CreateFolder(Path.Combine(Folder, "pe"));
        foreach (PeFile file in build.Files)
        {
            Put($"pe/{file.Name}.pe", file.Bytes);
        }
        Put(order.ApplicationName + ".bin", build.Image);
        Put(ImageManifest.FileName, ImageManifest.Of(order, build).Write());
    }

    // Each can be made again, so the disk may take them when it likes.
    private void Put(string name, byte[] bytes) => OutputFile.Write(Path.Combine(Folder, name), bytes, flushes: false);
}
