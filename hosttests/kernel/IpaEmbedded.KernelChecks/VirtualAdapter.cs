namespace IpaEmbedded.KernelChecks;

/// <summary>The I2C bus whose chips answer: hosttests/kernel/i2c-chips.</summary>
internal static class VirtualAdapter
{
    /// <summary>Its node.</summary>
    public const string Path = "/pci@e0000000/adapter@4,0/i2c";

    /// <summary>N of /dev/i2c-N, by the kernel's links alone.</summary>
    public static int Number
    {
        get
        {
            string bus = Directory.GetDirectories("/sys/bus/i2c/devices", "i2c-*").Single(device => KernelNode.Of(device) == Path);
            return int.Parse(System.IO.Path.GetFileName(bus)["i2c-".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
