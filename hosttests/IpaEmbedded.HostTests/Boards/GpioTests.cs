using IpaEmbedded.Boards.Linux.Gpio;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

[TestClass]
public sealed class GpioTests
{
    [TestMethod]
    public void A_LED_of_the_led_class_is_an_output_pin()
    {
        using var folder = new TemporaryFolder();
        folder.Write("link/max_brightness", "255\n");
        var brightness = folder.Write("link/brightness", "0\n");
        var leds = new LedClass(folder.FolderPath, ["link"]);

        leds.SetOutput(0, true);
        Assert.AreEqual("255", File.ReadAllText(brightness));
        Assert.IsTrue(leds.Read(0));
        leds.Write(0, false);
        Assert.AreEqual("0", File.ReadAllText(brightness));
        Assert.IsFalse(leds.Read(0));
    }

    [TestMethod]
    public void A_line_request_has_the_kernels_layout()
    {
        var request = GpioLineRequest.ForOutput(23, true, "ipa");

        Assert.HasCount(592, request);
        Assert.AreEqual(23, request[0]);
        Assert.AreEqual((byte)'i', request[256]);
        Assert.AreEqual(0x08, request[288]);
        Assert.AreEqual(1, request[296]);
        Assert.AreEqual(2, request[320]);
        Assert.AreEqual(1, request[328]);
        Assert.AreEqual(1, request[336]);
        Assert.AreEqual(1, request[560]);
        request[588] = 7;
        Assert.AreEqual(7, GpioLineRequest.DescriptorOf(request));
        Assert.AreEqual(0x04, GpioLineRequest.ForInput(1, "ipa")[288]);
        Assert.AreEqual("01000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.Values(true)));
        Assert.AreEqual("00000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.Values(false)));
    }

    [TestMethod]
    public void A_missing_chip_is_named()
    {
        using var chip = new GpioChip("/nowhere/gpiochip9");

        var thrown = Assert.ThrowsExactly<IOException>(() => chip.SetOutput(1, true));

        Assert.AreEqual("/nowhere/gpiochip9: open: No such file or directory (errno 2)", thrown.Message);
    }

    [TestMethod]
    public void Adapters_for_the_device_libraries_compile_against_their_surface()
    {
        // The packages are optional and absent from the default build, so the members in use stand here.
        const string Libraries = """
            global using System;
            namespace System.Device.Gpio
            {
                public enum PinMode { Input, Output }
                public readonly struct PinValue { public static PinValue High => default; public static PinValue Low => default; public static bool operator ==(PinValue a, PinValue b) => true; public static bool operator !=(PinValue a, PinValue b) => false; }
                public class GpioPin { }
                public class GpioController { public int PinCount => 0; public bool IsPinOpen(int pin) => false; public GpioPin OpenPin(int pin, PinMode mode) => null!; public void SetPinMode(int pin, PinMode mode) { } public PinValue Read(int pin) => default; public void Write(int pin, PinValue value) { } }
            }
            namespace Iot.Device.BoardLed { public class BoardLed { public int Brightness { get; set; } public int MaxBrightness => 1; } }
            """;
        var adapters = Architecture.RepositoryRoot.Files("firmware/boards/linux", "*.SystemDeviceGpio.cs");
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = new[] { typeof(object).Assembly.Location, Path.Combine(framework, "System.Runtime.dll"), typeof(IpaEmbedded.Runtime.Gpio.GpioController).Assembly.Location }
            .Select(path => MetadataReference.CreateFromFile(path));
        var trees = adapters.Select(File.ReadAllText).Append(Libraries).Select(text => CSharpSyntaxTree.ParseText(text));

        var errors = CSharpCompilation.Create("Adapters", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.AreEqual("", string.Join('\n', errors));
        Assert.HasCount(2, adapters);
    }
}
