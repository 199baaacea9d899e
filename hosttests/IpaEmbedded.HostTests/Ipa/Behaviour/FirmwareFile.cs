using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A firmware store with one made-up image, or with nothing.</summary>
internal sealed class FirmwareFile : FirmwareStore
{
    private readonly GsiFirmware _image = new();

    public bool IsMissing { get; set; }

    /// <summary>Name of the file that was opened first.</summary>
    public string? Name { get; private set; }

    public override byte[]? Open(string name)
    {
        Name ??= name;
        return IsMissing ? null : _image.Open(name);
    }
}
