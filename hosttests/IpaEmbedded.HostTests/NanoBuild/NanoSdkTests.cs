using IpaEmbedded.HostTests.Architecture.NanoSubset;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>Libraries and converters are found in whatever layout people have them, and what is of another framework is not taken.</summary>
[TestClass]
public sealed class NanoSdkTests
{
    [TestMethod]
    [DataRow("nanoFramework.System.Device.Gpio.1.1.62/lib/System.Device.Gpio.dll", "nanoFramework.System.Device.Gpio.1.1.62/lib/System.Device.Gpio.pe", DisplayName = "restored by a solution")]
    [DataRow("nanoframework.system.device.gpio/1.1.62/lib/netnano1.0/System.Device.Gpio.dll", "nanoframework.system.device.gpio/1.1.62/lib/netnano1.0/System.Device.Gpio.pe", DisplayName = "restored globally")]
    [DataRow("System.Device.Gpio.dll", "System.Device.Gpio.pe", DisplayName = "flat")]
    [DataRow("dll/System.Device.Gpio.dll", "pe/System.Device.Gpio.pe", DisplayName = "in folders by kind")]
    [DataRow("a/b/c/system.device.gpio.DLL", "a/b/c/system.device.gpio.PE", DisplayName = "in another case")]
    public void A_library_is_found_in_any_layout(string dll, string pe)
    {
        using var folder = new NanoFolder([], hasConverter: false);
        Put(folder, dll, NanoFacade.Instance.ImageOf("System.Device.Gpio"));
        folder.Write("nano/" + pe, "NFMRK1");

        NanoLibrary? library = NanoSdk.Find(folder.Sdk, null).Library("System.Device.Gpio");

        Assert.IsNotNull(library);
        Assert.AreEqual(Path.Combine(folder.Sdk, dll), library.Dll);
        Assert.AreEqual(Path.Combine(folder.Sdk, pe), library.Pe);
    }

    [TestMethod]
    public void The_version_that_the_project_is_made_for_comes_before_others_and_one_with_its_pe_before_one_without()
    {
        using var folder = new NanoFolder([], hasConverter: false);
        byte[] image = NanoFacade.Instance.ImageOf("System.Device.Gpio");
        foreach (string version in (string[])["1.1.9", "1.1.62", "1.2.0"])
        {
            Put(folder, $"nanoFramework.System.Device.Gpio.{version}/lib/System.Device.Gpio.dll", image);
            folder.Write($"nano/nanoFramework.System.Device.Gpio.{version}/lib/System.Device.Gpio.pe", "NFMRK1");
        }

        Assert.Contains("1.1.62", NanoSdk.Find(folder.Sdk, null).Library("System.Device.Gpio")!.Dll);
    }

    [TestMethod]
    public void An_assembly_of_another_framework_is_not_taken_and_the_reason_is_told()
    {
        using var folder = new NanoFolder([], hasConverter: false);
        Put(folder, "mscorlib.dll", File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "mscorlib.dll")));
        Put(folder, "System.Device.Gpio.dll", File.ReadAllBytes(typeof(NanoSdk).Assembly.Location));
        folder.Write("nano/System.Device.I2c.dll", "no assembly");

        NanoSdk sdk = NanoSdk.Find(folder.Sdk, null);

        // NuGet's own folder has the real one.
        Assert.DoesNotContain(folder.Sdk, sdk.Library("mscorlib")?.Dll ?? "");
        Assert.IsFalse(sdk.Library("System.Device.Gpio")?.Dll.StartsWith(folder.Sdk, StringComparison.Ordinal) == true);
        _ = sdk.Library("System.Device.I2c");
        string remarks = string.Join('\n', sdk.Remarks);
        Assert.Contains("mscorlib.dll: not taken, it is one of .NET, not of nanoFramework", remarks);
        Assert.Contains("System.Device.Gpio.dll: not taken, it is IpaEmbedded.NanoBuild", remarks);
        Assert.Contains("System.Device.I2c.dll: not taken, it is no assembly", remarks);
    }

    [TestMethod]
    [DataRow("nanoFramework.Tools.MetadataProcessor", true)]
    [DataRow("tools/nanoFramework.Tools.MetaDataProcessor.exe", true)]
    [DataRow("metadataprocessor", true)]
    [DataRow("MetadataProcessor.Console.dll", true)]
    [DataRow("nanomdp", true)]
    [DataRow("mdp.sh", true)]
    [DataRow("nanoFramework.Tools.MetadataProcessor.Core.dll", false)]
    [DataRow("nanoFramework.Tools.MetadataProcessor.MsBuildTask.dll", false)]
    [DataRow("nanoFramework.Tools.MetadataProcessor.deps.json", false)]
    [DataRow("nanoFramework.Tools.MetadataProcessor.pdb", false)]
    [DataRow("nanoFramework.Tools.MetadataProcessor.runtimeconfig.json", false)]
    [DataRow("Mono.Cecil.Mdb.dll", false)]
    public void A_converter_is_known_by_its_name(string path, bool expected) => Assert.AreEqual(expected, ConverterTool.IsNamedSo(path));

    [TestMethod]
    public void A_converter_that_is_a_dll_is_run_with_dotnet_and_one_that_cannot_be_started_is_told()
    {
        using var folder = new NanoFolder([], hasConverter: false);
        Put(folder, "nanoFramework.Tools.MetadataProcessor.dll", File.ReadAllBytes(typeof(NanoSdk).Assembly.Location));
        folder.Write("nano/nanoFramework.Tools.MetadataProcessor.runtimeconfig.json", "{}");
        folder.Write("nano/sub/metadataprocessor", "text");

        NanoSdk sdk = NanoSdk.Find(folder.Sdk, "/usr/bin/dotnet");

        Assert.AreEqual("/usr/bin/dotnet", sdk.Converter!.Program);
        CollectionAssert.AreEqual((string[])["exec", Path.Combine(folder.Sdk, "nanoFramework.Tools.MetadataProcessor.dll")], sdk.Converter.Arguments.ToArray());
        Assert.Contains("sub/metadataprocessor: not taken, it is no program of this machine", string.Join('\n', sdk.Remarks));
    }

    private static void Put(NanoFolder folder, string name, byte[] bytes)
    {
        string path = Path.Combine(folder.Sdk, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
