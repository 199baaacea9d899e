using IpaEmbedded.Boards.Linux.Sysfs;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A folder in the place of /sys and /dev, with the links that the kernel makes.</summary>
internal sealed class SysfsMachine : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SysfsMachine() => Kernel = new KernelDevices(Path.Combine(_folder.FolderPath, "sys"), Path.Combine(_folder.FolderPath, "dev"));

    public KernelDevices Kernel { get; }

    /// <summary>A device in a class or on a bus, made from a node (null: from none), with its attributes.</summary>
    public SysfsFolder Add(string place, string? node = null, params (string Name, string Text)[] attributes)
    {
        var folder = new SysfsFolder(Path.Combine(Kernel.SystemFolder, place));
        Directory.CreateDirectory(folder.FolderPath);
        if (node is not null)
        {
            Link(place + "/of_node", "../../../firmware/devicetree/base" + (node == "/" ? "" : node));
        }

        foreach (var (name, text) in attributes)
        {
            _folder.Write(Path.Combine("sys", place, name), text);
        }

        return folder;
    }

    /// <summary>Says that a kernel driver has a device.</summary>
    public void Bind(string place, string driver) => Link(place + "/driver", "../../../bus/any/drivers/" + driver);

    public void Link(string place, string target)
    {
        var path = Path.Combine(Kernel.SystemFolder, place);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }

    public string AddFile(string name, string text = "") => _folder.Write(Path.Combine("dev", name), text);

    public string Text(string place) => File.ReadAllText(Path.Combine(Kernel.SystemFolder, place));

    public void Dispose() => _folder.Dispose();
}
