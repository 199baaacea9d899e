namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>Every row of the table of compatibles, with the number of transfers that its type's constructor was recorded to make.</summary>
internal static class IotCases
{
    private const string Pins = "reset-gpios = <&pins 1 1>; dc-gpios = <&pins 2 0>; ce-gpios = <&pins 3 0>; irq-gpios = <&pins 4 0>;";

    public static IReadOnlyList<IotCase> I2c { get; } =
    [
        new("bosch,bme280", "Bme280", 61, 3, Script: Register(0xd0, 0x60)),
        new("bosch,bmp280", "Bmp280", 39, 3, Script: Register(0xd0, 0x58)),
        new("bosch,bme680", "Bme680", 89, Script: Register(0xd0, 0x61)),
        new("bosch,bmp180", "Bmp180", 22, Script: Register(0xd0, 0x55)),
        new("ti,ina219", "Ina219", 0, 1, Properties: "shunt-resistor = <100000>;"),
        new("ti,ina236", "Ina236", 3, Script: (written, _) => written is [0x3f] ? [0xa0, 0x80] : [], Properties: "shunt-resistor = <8000>;"),
        new("national,lm75", "Lm75", 3),
        new("dallas,ds1307", "Ds1307", 0, 1),
        new("maxim,ds3231", "Ds3231", 0, 1),
        new("nxp,pcf8563", "Pcf8563", 1),
        new("nxp,pcf8574", "Pcf8574", 1),
        new("nxp,pcf8575", "Pcf8575", 1),
        new("microchip,mcp23008", "Mcp23008", 3) { Address = 0x20 },
        new("microchip,mcp23017", "Mcp23017", 3) { Address = 0x20 },
        new("microchip,mcp23018", "Mcp23018", 3) { Address = 0x20 },
        new("microchip,mcp9808", "Mcp9808", 7, Script: (written, _) => written is [6, ..] ? [0, 0x54] : written is [7, ..] ? [4, 0] : []),
        new("microchip,mcp3426", "Mcp3426", 1),
        new("microchip,mcp3427", "Mcp3427", 1),
        new("microchip,mcp3428", "Mcp3428", 1),
        new("microchip,mcp9600", "Mcp960x", 6, Script: Register(0x20, 0x40)) { Address = 0x60 },
        new("sensirion,sht3x", "Sht3x", 1),
        new("sensirion,sht4x", "Sht4x", 1),
        new("sensirion,shtc3", "Shtc3", 2),
        new("sensirion,scd40", "Scd4x", 2),
        new("amstaos,tsl2561", "Tsl256x", 2),
        new("ams,tcs3472", "Tcs3472x", 7, Script: (written, _) => written is [0xb2, ..] or [0x92, ..] ? [0x44] : []),
        new("invensense,mpu6050", "Mpu6050", 19, Script: Register(0x75, 0x68)),
        new("invensense,mpu6500", "Mpu6500", 19, Script: Register(0x75, 0x70)),
        new("invensense,mpu9250", "Mpu9250", 21, Extra: 6, Script: (written, _) => written is [0x75, ..] ? [0x71] : written is [0, ..] ? [0x48] : []),
        new("st,lis3dh-accel", "Lis3DhI2c", 8, Script: Register(0x0f, 0x33)),
        new("st,lsm9ds1-imu", "Lsm9Ds1AccelerometerAndGyroscope", 3),
        new("st,lsm9ds1-magn", "Lsm9Ds1Magnetometer", 1),
        new("st,hts221", "Hts221", 4),
        new("st,lps22hb-press", "Lps22hb", 11, Script: Register(0x8f, 0xb1)),
        new("st,lps25h-press", "Lps25h", 6, Script: Register(0x0f, 0xbd)),
        new("adi,adxl357", "Adxl357", 5),
        new("nxp,pca9685-pwm", "Pca9685", 5),
        new("ti,ads1115", "Ads1115", 12, Script: (written, _) => written is [1] ? [0x80, 0] : []),
        new("rohm,bh1750", "Bh1750fvi", 4),
        new("maxim,max44009", "Max44009", 1),
        new("silabs,si7021", "Si7021", 3),
        new("honeywell,hmc5883l", "Hmc5883l", 3),
        new("bosch,bno055", "Bno055Sensor", 24, Script: Register(0x00, 0xa0)),
        new("bosch,bmm150_magn", "Bmm150", 10, Script: Register(0x40, 0x32)),
        new("vishay,vcnl4040", "Vcnl4040Device", 10, Script: (written, _) => written is [0x0c, ..] ? [0x86, 0x01] : []),
        new("melexis,mlx90614", "Mlx90614", 0, 1),
        new("aosong,aht10", "Aht10", 3, Script: (_, _) => [0x08]),
        new("aosong,aht20", "Aht20", 3, Script: (_, _) => [0x08]),
        new("aosong,am2320", "Am2320", 0, 2),
        new("fsl,mpr121-touchkey", "Mpr121", 34),
        new("holtek,ht16k33", "Large4Digit7SegmentDisplay", 3),
        new("nxp,pca9548", "Tca9548A", 0, 1),
        new("x-powers,axp192", "Axp192", 0, 1),
        new("nxp,pca8574", "Pca8574", 1),
        new("nxp,pca8575", "Pca8575", 1),
        new("hit,hd44780", "Lcd1602", 5),
    ];

    // The MPU-9250's further transfers are those to the magnetometer inside it, which has an address of its own.
    public static IReadOnlyList<IotCase> Spi { get; } =
    [
        new("microchip,mcp3002", "Mcp3002", 0, 1) { IsSpi = true },
        new("microchip,mcp3202", "Mcp3202", 0, 1) { IsSpi = true },
        new("microchip,mcp3004", "Mcp3004", 0, 1) { IsSpi = true },
        new("microchip,mcp3008", "Mcp3008", 0, 1) { IsSpi = true },
        new("microchip,mcp3204", "Mcp3204", 0, 1) { IsSpi = true },
        new("microchip,mcp3208", "Mcp3208", 0, 1) { IsSpi = true },
        new("microchip,mcp23s17", "Mcp23s17", 3) { IsSpi = true },
        new("microchip,mcp2515", "Mcp2515", 0, 1) { IsSpi = true },
        new("adi,adxl345", "Adxl345", 2) { IsSpi = true },
        new("maxim,max31856", "Max31856", 2) { IsSpi = true },
        new("maxim,max31865", "Max31865", 1) { IsSpi = true },
        new("maxim,max7219", "Max7219", 0, 13) { IsSpi = true },
        new("ilitek,ili9341", "Ili9341", 64, Properties: Pins) { IsSpi = true },
        new("nordic,nrf24", "Nrf24l01", 15, Properties: Pins) { IsSpi = true },
        new("worldsemi,ws2812", "Ws2812b", 0, Properties: "num-leds = <8>;") { IsSpi = true },
    ];

    public static IEnumerable<object[]> All => I2c.Concat(Spi).Select(each => new object[] { each });

    /// <summary>A chip with one register that says who it is; the others read zero.</summary>
    private static I2cScript Register(byte register, byte value) => (written, _) => written is [var first, ..] && first == register ? [value] : [];
}
