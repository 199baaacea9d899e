namespace IpaEmbedded.NanoBuild;

/// <summary>A package of nanoFramework with one assembly.</summary>
/// <param name="Assembly">Name of the assembly.</param>
/// <param name="Id">Id of the package.</param>
/// <param name="Version">The version that the project is made for: those of upstream's samples, July 2026.</param>
public sealed record LibraryPackage(string Assembly, string Id, string Version)
{
    /// <summary>The packages that rooms refer to.</summary>
    public static IReadOnlyList<LibraryPackage> All { get; } =
    [
        new("mscorlib", "nanoFramework.CoreLibrary", "1.17.11"),
        new("nanoFramework.Runtime.Events", "nanoFramework.Runtime.Events", "1.11.37"),
        new("nanoFramework.Runtime.Native", "nanoFramework.Runtime.Native", "1.7.11"),
        new("System.Device.Gpio", "nanoFramework.System.Device.Gpio", "1.1.62"),
        new("System.Device.Adc", "nanoFramework.System.Device.Adc", "1.1.24"),
        new("System.Device.I2c", "nanoFramework.System.Device.I2c", "1.1.29"),
        new("System.Device.Pwm", "nanoFramework.System.Device.Pwm", "1.1.23"),
        new("System.Device.Spi", "nanoFramework.System.Device.Spi", "1.3.89"),
        new("nanoFramework.Hardware.Esp32", "nanoFramework.Hardware.Esp32", "1.6.40"),
    ];

    /// <summary>The package of an assembly; null for one that no room refers to.</summary>
    public static LibraryPackage? Of(string assembly) => All.FirstOrDefault(package => package.Assembly == assembly);
}
