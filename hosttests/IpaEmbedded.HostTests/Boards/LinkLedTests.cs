using IpaEmbedded.Boards.Linux.Leds;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class LinkLedTests
{
    [TestMethod]
    public void A_lamp_of_the_led_class_goes_to_its_largest_brightness_and_off_when_disposed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("link/max_brightness", "255\n");
        var brightness = folder.Write("link/brightness", "0\n");

        using (var led = new LedClassLed("link", folder.FolderPath))
        {
            led.Set(true);
            Assert.AreEqual("255", File.ReadAllText(brightness));
        }

        Assert.AreEqual("0", File.ReadAllText(brightness));
    }

    [TestMethod]
    public void A_line_request_has_the_kernels_layout()
    {
        var request = GpioLineRequest.ForOutput(23, true, "ipa link");

        Assert.AreEqual(592, request.Length);
        Assert.AreEqual(23, request[0]);
        Assert.AreEqual((byte)'i', request[256]);
        Assert.AreEqual(0x0A, request[288]);
        Assert.AreEqual(1, request[560]);
        request[588] = 7;
        Assert.AreEqual(7, GpioLineRequest.DescriptorOf(request));
        Assert.AreEqual("01000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.Values(true)));
        Assert.AreEqual("00000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.Values(false)));
    }

    [TestMethod]
    public void A_missing_chip_is_named()
    {
        var thrown = Assert.ThrowsExactly<IOException>(() => GpioChipLed.Open("/nowhere/gpiochip9", 1, false));

        Assert.AreEqual("/nowhere/gpiochip9: open: No such file or directory (errno 2)", thrown.Message);
    }

    [TestMethod]
    public void Adapters_for_the_device_libraries_compile_against_their_surface()
    {
        // The packages are optional and absent from the default build, so the members in use stand here.
        const string Libraries = """
            namespace System.Device.Gpio
            {
                public enum PinMode { Output }
                public readonly struct PinValue { public static PinValue High => default; public static PinValue Low => default; }
                public class GpioPin { }
                public class GpioController { public bool IsPinOpen(int pin) => false; public GpioPin OpenPin(int pin, PinMode mode) => null!; public void Write(int pin, PinValue value) { } public void ClosePin(int pin) { } }
            }
            namespace Iot.Device.BoardLed { public class BoardLed { public int Brightness { get; set; } public int MaxBrightness => 1; } }
            """;
        var adapters = House.RepositoryRoot.Files("firmware/boards/linux", "*.SystemDeviceGpio.cs");
        var references = new[]
        {
            MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
            MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll")),
            MetadataReference.CreateFromFile(typeof(LinkLed).Assembly.Location),
        };
        var trees = adapters.Select(File.ReadAllText).Append(Libraries).Select(text => CSharpSyntaxTree.ParseText(text));

        var errors = CSharpCompilation.Create("Adapters", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.AreEqual("", string.Join('\n', errors));
        Assert.HasCount(2, adapters);
    }
}
