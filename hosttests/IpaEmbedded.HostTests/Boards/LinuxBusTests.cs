using System.Runtime.InteropServices;
using IpaEmbedded.Boards.Linux.Adc;
using IpaEmbedded.Boards.Linux.I2c;
using IpaEmbedded.Boards.Linux.Pwm;
using IpaEmbedded.Boards.Linux.Spi;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>The kernel's interfaces as the runtime's buses: layouts, error numbers, and the classes that are files.</summary>
[TestClass]
public sealed class LinuxBusTests
{
    [TestMethod]
    [DataRow(6, I2cStatus.AddressNotAcknowledged)]
    [DataRow(121, I2cStatus.AddressNotAcknowledged)]
    [DataRow(110, I2cStatus.ClockStretchTimeout)]
    [DataRow(95, I2cStatus.Unsupported)]
    [DataRow(22, I2cStatus.Unsupported)]
    [DataRow(25, I2cStatus.Unsupported)]
    [DataRow(5, I2cStatus.BusError)]
    [DataRow(11, I2cStatus.BusError)]
    [DataRow(16, I2cStatus.BusError)]
    public void An_error_number_of_the_kernel_is_a_status(int error, I2cStatus status) => Assert.AreEqual(status, I2cControl.StatusOf(error));

    [TestMethod]
    [DataRow(2, I2cStatus.FullTransfer)]
    [DataRow(1, I2cStatus.PartialTransfer)]
    [DataRow(0, I2cStatus.AddressNotAcknowledged)]
    public void An_adapter_that_does_no_message_at_all_has_no_such_chip(int done, I2cStatus status) => Assert.AreEqual(status, I2cControl.StatusOf(done, 2));

    [TestMethod]
    public void Messages_have_the_kernels_layout()
    {
        Assert.AreEqual(16, Marshal.SizeOf<SpiMessage>() / 2);
        Assert.AreEqual(26, (int)Marshal.OffsetOf<SpiMessage>(nameof(SpiMessage.BitsPerWord)));
        Assert.AreEqual(8, (int)Marshal.OffsetOf<I2cMessage>(nameof(I2cMessage.Buffer)) * 8 / IntPtr.Size);
        Assert.AreEqual(2 * IntPtr.Size, Marshal.SizeOf<I2cMessage>());
        Assert.AreEqual(IntPtr.Size, (int)Marshal.OffsetOf<I2cControl.Messages>(nameof(I2cControl.Messages.Count)));
    }

    [TestMethod]
    public void Chips_have_the_kernels_names()
    {
        Assert.AreEqual("1-0076", LinuxI2cBus.ChipName(1, 0x76, false));
        Assert.AreEqual("12-a150", LinuxI2cBus.ChipName(12, 0x150, true));
        Assert.AreEqual("spi0.1", LinuxSpiBus.ChipName(0, 1));
    }

    [TestMethod]
    public void A_transfer_on_a_bus_that_is_not_there_or_is_none_throws_nothing()
    {
        using var machine = new SysfsMachine();
        machine.AddFile("i2c-4");
        using var absent = new LinuxI2cBus(machine.Kernel, 3);
        using var file = new LinuxI2cBus(machine.Kernel, 4);

        Assert.AreEqual(I2cStatus.BusError, absent.Transfer(new I2cClient(absent, 0x48, false), [1], 1, null, 0));
        Assert.AreEqual(I2cStatus.Unsupported, file.Transfer(new I2cClient(file, 0x48, false), [1], 1, null, 0));
    }

    [TestMethod]
    public void A_PWM_channel_is_exported_and_set_in_an_order_that_the_kernel_takes()
    {
        using var machine = new SysfsMachine();
        var chip = machine.Add("class/pwm/pwmchip0", null, ("npwm", "2\n"), ("export", ""), ("unexport", ""),
            ("pwm1/period", "0\n"), ("pwm1/duty_cycle", "0\n"), ("pwm1/polarity", "normal\n"), ("pwm1/enable", "0\n"));
        using (var pwm = new LinuxPwmController(chip))
        {
            Assert.AreEqual(2, pwm.ChannelCount);
            Assert.IsTrue(pwm.Apply(1, 1000000, 250000, false, true));
            Assert.AreEqual("1000000 250000 normal\n 1", State(machine));
            Assert.IsTrue(pwm.Apply(1, 500, 250, true, true));
            Assert.AreEqual("500 250 inversed 1", State(machine));
            Assert.IsTrue(pwm.Apply(1, 500, 0, true, false));
            Assert.AreEqual("500 0 inversed 0", State(machine));
            Assert.IsFalse(pwm.Apply(0, 1000, 100, false, true), "the channel's folder never came");
        }

        Assert.AreEqual("0", machine.Text("class/pwm/pwmchip0/unexport"));
    }

    [TestMethod]
    public void A_PWM_chip_without_polarity_drives_the_rest_of_the_period()
    {
        using var machine = new SysfsMachine();
        var chip = machine.Add("class/pwm/pwmchip0", null, ("npwm", "1\n"), ("pwm0/period", "0\n"), ("pwm0/duty_cycle", "0\n"), ("pwm0/enable", "0\n"));
        using var pwm = new LinuxPwmController(chip);

        Assert.IsTrue(pwm.Apply(0, 1000, 100, true, true));
        Assert.AreEqual("900", machine.Text("class/pwm/pwmchip0/pwm0/duty_cycle"));
        Assert.IsTrue(pwm.Apply(0, 1000, 0, true, false));
        Assert.AreEqual("1000", machine.Text("class/pwm/pwmchip0/pwm0/duty_cycle"));
        Assert.AreEqual("1", machine.Text("class/pwm/pwmchip0/pwm0/enable"));
    }

    [TestMethod]
    [DataRow("bad\n")]
    [DataRow("-1\n")]
    [DataRow("99999999999999\n")]
    public void A_PWM_chip_that_does_not_say_how_many_channels_it_has_has_none(string text)
    {
        using var machine = new SysfsMachine();
        using var pwm = new LinuxPwmController(machine.Add("class/pwm/pwmchip0", null, ("npwm", text)));

        Assert.AreEqual(0, pwm.ChannelCount);
    }

    [TestMethod]
    public void A_voltage_is_the_raw_number_with_offset_times_scale()
    {
        using var machine = new SysfsMachine();
        var device = machine.Add("bus/iio/devices/iio:device0", null, ("in_voltage_scale", "0.805664062\n"), ("in_voltage4_raw", "4095\n"), ("in_voltage5_raw", "10\n"),
            ("in_voltage5_scale", "2\n"), ("in_voltage5_offset", "-12\n"), ("in_voltage10_input", "1500\n"), ("in_voltage0-voltage1_raw", "7\n"), ("in_temp_raw", "1\n"),
            ("in_voltage6_raw", "odd\n"), ("in_voltage7_raw", "9999999999999999999\n"));
        var adc = new LinuxAdcController(device);

        Assert.AreEqual(5, adc.ChannelCount);
        Assert.IsTrue(adc.Read(0, out var microvolts));
        Assert.AreEqual(3299194, microvolts);
        Assert.IsTrue(adc.Read(1, out microvolts));
        Assert.AreEqual(-4000, microvolts);
        Assert.IsFalse(adc.Read(2, out microvolts));
        Assert.AreEqual(0, microvolts);
        Assert.IsFalse(adc.Read(3, out microvolts));
        Assert.IsTrue(adc.Read(4, out microvolts));
        Assert.AreEqual(1500000, microvolts);
    }

    private static string State(SysfsMachine machine) =>
        string.Join(' ', new[] { "period", "duty_cycle", "polarity", "enable" }.Select(name => machine.Text($"class/pwm/pwmchip0/pwm1/{name}")));
}
