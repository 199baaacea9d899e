using System.Device.Gpio;
using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Gpio;
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
    [DataRow("none [heartbeat] timer\n", "0255")]
    [DataRow("[none] heartbeat timer\n", "255")]
    public void A_LED_that_the_kernel_blinks_is_lit_for_good_when_it_is_switched_on(string triggers, string written)
    {
        using var folder = new TemporaryFolder();
        folder.Write("link/max_brightness", "255\n");
        folder.Write("link/trigger", triggers);
        using var brightness = new EventPipe(folder, "link/brightness");
        var leds = new LedClass(folder.FolderPath, ["link"]);

        leds.Write(0, true);

        // Zero ends a trigger; a number above it is only how brightly the trigger blinks.
        Assert.AreEqual(written, System.Text.Encoding.ASCII.GetString(brightness.Take()));
    }

    [TestMethod]
    public void A_line_request_has_the_kernels_layout()
    {
        var request = GpioLineRequest.For(23, GpioLineRequest.OutputConfig(GpioPull.Unchanged, GpioDrive.PushPull, true), "ipa");

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
        Assert.AreEqual(0x04, GpioLineRequest.For(1, GpioLineRequest.InputConfig(GpioPull.Unchanged, false), "ipa")[288]);
        Assert.AreEqual("01000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.Values(true)));
        Assert.AreEqual("00000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.Values(false)));
    }

    [TestMethod]
    public void A_lines_setting_has_the_kernels_layout()
    {
        Assert.HasCount(272, GpioLineRequest.InputConfig(GpioPull.Up, true));
        Assert.AreEqual("340100000000000000000000", Convert.ToHexString(GpioLineRequest.InputConfig(GpioPull.Up, true), 0, 12));
        Assert.AreEqual("040200000000000000000000", Convert.ToHexString(GpioLineRequest.InputConfig(GpioPull.Down, false), 0, 12));
        Assert.AreEqual("040400000000000000000000", Convert.ToHexString(GpioLineRequest.InputConfig(GpioPull.Disabled, false), 0, 12));
        Assert.AreEqual("480000000000000001000000", Convert.ToHexString(GpioLineRequest.OutputConfig(GpioPull.Unchanged, GpioDrive.OpenDrain, true), 0, 12));
        Assert.AreEqual("880100000000000001000000", Convert.ToHexString(GpioLineRequest.OutputConfig(GpioPull.Up, GpioDrive.OpenSource, false), 0, 12));
        Assert.AreEqual("020000000000000001000000000000000100000000000000", Convert.ToHexString(GpioLineRequest.OutputConfig(GpioPull.Unchanged, GpioDrive.PushPull, true), 32, 24));
        var description = GpioLineRequest.DescriptionOf(5);
        Assert.HasCount(256, description);
        Assert.AreEqual(5, description[64]);
        "status"u8.CopyTo(description.AsSpan(32));
        Assert.AreEqual("status", GpioLineRequest.ConsumerOf(description));
    }

    [TestMethod]
    public void Edges_that_the_kernel_reports_come_on_the_loops_thread_in_their_order()
    {
        using var folder = new TemporaryFolder();
        using var pipe = new EventPipe(folder);
        var time = new BoardTime();
        var levels = new List<bool>();
        var events = new GpioLineEvents(pipe.Descriptor, levels.Add);
        time.Watch(events);

        pipe.Write([.. Edge(1), .. Edge(2), .. Edge(1)]);
        time.WaitUntil(time.Now);

        CollectionAssert.AreEqual(new[] { true, false, true }, levels);
    }

    [TestMethod]
    public void A_handler_that_ends_the_watch_is_not_called_again()
    {
        using var folder = new TemporaryFolder();
        using var pipe = new EventPipe(folder);
        var time = new BoardTime();
        var count = 0;
        GpioLineEvents? events = null;
        events = new GpioLineEvents(pipe.Descriptor, _ =>
        {
            count++;
            events!.Stop();
        });
        time.Watch(events);

        pipe.Write([.. Edge(1), .. Edge(2)]);
        time.WaitUntil(time.Now);
        time.WaitUntil(time.Now);

        Assert.AreEqual(1, count);
        Assert.AreEqual(-1, events.Descriptor);
    }

    [TestMethod]
    public void A_chip_without_the_boards_time_tells_no_edges()
    {
        using var chip = new GpioChip("/nowhere/gpiochip9");

        Assert.IsFalse(chip.Watch(3, _ => { }));
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

    [TestMethod]
    public void A_pin_of_System_Device_Gpio_that_becomes_an_output_has_its_level_from_the_beginning()
    {
        using var memory = new MemoryPins(4);
        using var library = new System.Device.Gpio.GpioController(memory);
        var pins = new SystemGpioController(library);

        pins.SetOutput(1, true);
        Assert.AreEqual("1=High", string.Join(", ", memory.Driven));
        pins.SetInput(1);
        pins.SetOutput(1, false);
        Assert.AreEqual("1=High, 1=Low", string.Join(", ", memory.Driven));
        pins.SetInput(1);
        pins.SetOutput(1, true);
        Assert.AreEqual("1=High, 1=Low, 1=High", string.Join(", ", memory.Driven));
        pins.SetOutput(1, false);

        Assert.AreEqual("1=High, 1=Low, 1=High, 1=Low", string.Join(", ", memory.Driven));
    }

    /// <summary>An event as the kernel writes it: time, then 1 for rising or 2 for falling, then the line and two counters.</summary>
    private static byte[] Edge(byte kind)
    {
        var edge = new byte[48];
        edge[8] = kind;
        edge[12] = 4;
        return edge;
    }
}
