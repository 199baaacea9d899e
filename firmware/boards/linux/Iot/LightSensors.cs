using Iot.Device.Bh1750fvi;
using Iot.Device.Max44009;
using Iot.Device.Mpr121;
using Iot.Device.Tcs3472x;
using Iot.Device.Tsl256x;
using Iot.Device.Vcnl4040;
using Iot.Device.Vl53L0X;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Light, colour, nearness, distance and touch.</summary>
internal static class LightSensors
{
    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        new(typeof(Tsl256x), c => new Tsl256x(c.I2c), "amstaos,tsl2561"),
        new(typeof(Tcs3472x), c => new Tcs3472x(c.I2c), "ams,tcs3472", "amstaos,tcs3472"),
        new(typeof(Bh1750fvi), c => new Bh1750fvi(c.I2c), "rohm,bh1750"),
        new(typeof(Max44009), c => new Max44009(c.I2c), "maxim,max44009"),
        new(typeof(Vcnl4040Device), c => new Vcnl4040Device(c.I2c), "vishay,vcnl4040"),
        new(typeof(Vl53L0X), c => new Vl53L0X(c.I2c), "st,vl53l0x"),
        new(typeof(Mpr121), c => new Mpr121(c.I2c), "fsl,mpr121-touchkey"),
    ];
}
