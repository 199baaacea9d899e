namespace IpaEmbedded.Boards.Linux.Sysfs;

/// <summary>A kind of device that the kernel shows to programs: where it lists them, how it names them, and which alias of a tree numbers them.</summary>
public sealed class KernelClass
{
    private KernelClass(string what, string folder, string prefix, string alias)
    {
        What = what;
        Folder = folder;
        Prefix = prefix;
        Alias = alias;
    }

    /// <summary>Pins: gpiochipN.</summary>
    public static KernelClass GpioChip { get; } = new("GPIO chip", "bus/gpio/devices", "gpiochip", "gpio");

    /// <summary>I2C buses: i2c-N.</summary>
    public static KernelClass I2cAdapter { get; } = new("I2C adapter", "bus/i2c/devices", "i2c-", "i2c");

    /// <summary>SPI buses: spiB; their chips are spidevB.C.</summary>
    public static KernelClass SpiController { get; } = new("SPI controller", "class/spi_master", "spi", "spi");

    /// <summary>PWM controllers: pwmchipN.</summary>
    public static KernelClass PwmChip { get; } = new("PWM chip", "class/pwm", "pwmchip", "pwm");

    /// <summary>Converters and sensors: iio:deviceN.</summary>
    public static KernelClass IioDevice { get; } = new("IIO device", "bus/iio/devices", "iio:device", "adc");

    /// <summary>Monitoring chips: hwmonN.</summary>
    public static KernelClass Hwmon { get; } = new("hwmon device", "class/hwmon", "hwmon", "");

    /// <summary>Clocks with a battery: rtcN.</summary>
    public static KernelClass Rtc { get; } = new("RTC", "class/rtc", "rtc", "rtc");

    /// <summary>Supplies: regulator.N.</summary>
    public static KernelClass Regulator { get; } = new("regulator", "class/regulator", "regulator.", "");

    /// <summary>LEDs, by names of their own.</summary>
    public static KernelClass Led { get; } = new("LED", "class/leds", "", "");

    /// <summary>Keys: eventN.</summary>
    public static KernelClass Input { get; } = new("input device", "class/input", "event", "");

    /// <summary>What one is called in messages.</summary>
    public string What { get; }

    /// <summary>Where the kernel lists them, below /sys.</summary>
    public string Folder { get; }

    /// <summary>How their names begin; a number follows.</summary>
    public string Prefix { get; }

    /// <summary>How an alias of the tree begins that gives the number; empty when none does.</summary>
    public string Alias { get; }
}
