using System.Device.Gpio;
using IpaEmbedded.Boards.Linux.Gpio;
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
    public void A_pin_of_System_Device_Gpio_is_one_of_ours()
    {
        using var memory = new MemoryPins(4);
        using var library = new System.Device.Gpio.GpioController(memory);
        var pins = new SystemGpioController(library);

        pins.SetOutput(2, true);
        Assert.AreEqual(PinMode.Output, memory.ModeOf(2));
        Assert.IsTrue(pins.Read(2));
        pins.Write(2, false);
        Assert.IsFalse(pins.Read(2));
        pins.SetInput(2);
        Assert.AreEqual(PinMode.Input, memory.ModeOf(2));
        Assert.IsFalse(pins.Read(3));
        Assert.AreEqual(PinMode.Input, memory.ModeOf(3));
        Assert.AreEqual(4, pins.PinCount);
    }
}
