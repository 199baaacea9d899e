using Iot.Device.Mcp9808;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Devices.Gpio;
using IpaEmbedded.Devices.Memories;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Leds;

namespace IpaEmbedded.KernelChecks;

/// <summary>Drivers of ours, and types of Iot.Device.Bindings, on chips behind a bus of the kernel.</summary>
internal static class ChipChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("our driver reads a TMP102 below zero", Thermometer),
        new("our driver reads the voltage, the current and the power of an INA219", Meter),
        new("our driver keeps bytes across a page in a 24C32", Memory),
        new("a lamp behind a PCF8574 is lit by a low level of its pin", Expander),
        new("an MCP9808 is a type of Iot.Device.Bindings and reads", Library),
    ];

    private static void Thermometer() => Expect.Equal(-12250, Value("/thermometer@49", Quantity.Temperature), "its millidegrees");

    private static void Meter()
    {
        Expect.Equal(5000, Value("/meter@40", Quantity.Voltage), "its millivolts");
        Expect.Equal(123400, Value("/meter@40", Quantity.Current), "its microamperes");
        Expect.Equal(616000, Value("/meter@40", Quantity.Power), "its microwatts");
    }

    private static void Memory()
    {
        using LinuxDeviceBoard board = Board();
        var memory = (Eeprom)Bound(board, "/eeprom@50").DriverData;
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * 3))];
        byte[] read = new byte[100];
        Expect.Equal(4096, memory.Size, "its size");
        Expect.Equal(I2cStatus.FullTransfer, memory.Write(1000, bytes, 100), "the status of the write");
        Expect.Equal(I2cStatus.FullTransfer, memory.Read(1000, read, 100), "the status of the read");
        Expect.Equal(Convert.ToHexString(bytes), Convert.ToHexString(read), "what it kept");
    }

    private static void Expander()
    {
        const int Beacon = 3;
        using LinuxDeviceBoard board = Board();
        var expander = (Pcf857x)board.Platform.FindProvider(Bound(board, "/gpio@20").Node.Index, Runtime.Gpio.GpioController.ProviderKind);
        Led beacon = Led.Of(board.Platform, "/beacons/beacon");
        beacon.Set(true);
        Expect.Equal(false, expander.Read(Beacon), "the level of the lit lamp");
        beacon.Set(false);
        Expect.Equal(true, expander.Read(Beacon), "the level of the dark lamp");
        Expect.Equal(false, expander.Read(7), "the level of the pin that somebody holds down");
        Expect.Equal(I2cStatus.FullTransfer, expander.LastStatus, "the status");
    }

    private static void Library()
    {
        using LinuxDeviceBoard board = Board();
        var chip = (Mcp9808)Bound(board, "/thermometer@18").DriverData;
        Expect.Equal(25.25, chip.Temperature.DegreesCelsius, "its temperature");
    }

    private static int Value(string chip, Quantity quantity)
    {
        using LinuxDeviceBoard board = Board();
        Bound(board, chip);
        Expect.Equal(true, Sensor.Of(board.Platform, VirtualAdapter.Path + chip).Read(quantity, out int value), $"whether {quantity} is read");
        return value;
    }

    private static Device Bound(LinuxDeviceBoard board, string chip)
    {
        Device device = board.Platform.FindDevice(VirtualAdapter.Path + chip);
        Expect.Equal("", device.Reason, "why it is not bound");
        return device;
    }

    private static LinuxDeviceBoard Board()
    {
        var board = new LinuxDeviceBoard(File.ReadAllBytes("/application.dtb"), Machine.Kernel, IotBindings.Register);
        board.Probe();
        return board;
    }
}
