using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Architecture.NanoSubset;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>
/// A folder such as --nano-sdk takes: the real mscorlib and stand-ins for the other libraries, and a converter that writes a file of the right form and its arguments.
/// </summary>
internal sealed class NanoFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="libraries">Names of the assemblies that are there.</param>
    /// <param name="hasConverter">Whether there is a converter.</param>
    public NanoFolder(IEnumerable<string> libraries, bool hasConverter)
    {
        Directory.CreateDirectory(Sdk);
        Directory.CreateDirectory(Packages);
        foreach (string library in libraries)
        {
            // In the layout that a restore of a solution leaves.
            string lib = Directory.CreateDirectory(Path.Combine(Sdk, $"nanoFramework.{library}.1.2.3", "lib")).FullName;
            File.WriteAllBytes(Path.Combine(lib, library + ".dll"), NanoFacade.Instance.ImageOf(library));
            File.WriteAllText(Path.Combine(lib, library + ".pe"), "NFMRK1 " + library);
        }
        if (hasConverter)
        {
            string converter = FakeProgram.Write(_folder, "nano/nanoFramework.Tools.MetadataProcessor", $$"""
                echo "$@" >> '{{Log}}'
                while [ $# -gt 0 ]; do case "$1" in -parse) dll=$2;; -compile) pe=$2;; esac; shift; done
                [ -f "$dll" ] || exit 1
                printf 'NFMRK1 %s' "$(basename "$pe")" > "$pe"
                """);
            Assert.IsTrue(File.Exists(converter));
        }
    }

    /// <summary>All assemblies that there are stand-ins for.</summary>
    public static IReadOnlyList<string> AllLibraries { get; } =
        ["mscorlib", "nanoFramework.Runtime.Events", "nanoFramework.Runtime.Native", "System.Device.Gpio", "System.Device.Adc", "System.Device.I2c", "System.Device.Pwm", "System.Device.Spi", "nanoFramework.Hardware.Esp32"];

    /// <summary>The folder of --nano-sdk.</summary>
    public string Sdk => _folder["nano"];

    /// <summary>What stands for NuGet's own folder: it has nothing.</summary>
    public string Packages => _folder["packages"];

    /// <summary>What the converter was asked, a line each.</summary>
    public string Log => _folder["converter.log"];

    /// <summary>A path in the folder around.</summary>
    public string this[string name] => _folder[name];

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        return _folder.Write(name, text);
    }

    /// <summary>Runs the command in the folder, on which nothing of this machine's NuGet folder is seen.</summary>
    public CommandRun Run(params string[] args) => CommandRun.OfProcess(_folder[""], new Dictionary<string, string> { ["NUGET_PACKAGES"] = Packages }, args);

    /// <summary>Writes an application with one source over an empty board.</summary>
    public string WriteApplication(string name, string source)
    {
        Write($"{name}/board.dts", "/dts-v1/;\n\n/ {\n\tmodel = \"a board of a test\";\n\tcompatible = \"st,stm32f429i-disco\", \"st,stm32f429\";\n\t#address-cells = <1>;\n\t#size-cells = <1>;\n};\n");
        Write($"{name}/Program.cs", source);
        return _folder[name];
    }

    public void Dispose() => _folder.Dispose();
}
