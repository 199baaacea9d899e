using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A firmware store with one made-up image, or with nothing.</summary>
internal sealed class FirmwareFile : FirmwareStore
{
    private readonly GsiFirmware _image = new();

    public bool IsMissing { get; set; }

    /// <summary>Files that were asked for so far.</summary>
    public int Opens { get; private set; }

    /// <summary>The n-th file from 1 is not there; 0 for none.</summary>
    public int MissingAt { get; set; }

    /// <summary>Name of the file that was opened first.</summary>
    public string? Name { get; private set; }

    public override byte[]? Open(string name)
    {
        Name ??= name;
        return ++Opens == MissingAt || IsMissing ? null : _image.Open(name);
    }
}
