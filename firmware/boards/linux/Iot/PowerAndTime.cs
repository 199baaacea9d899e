using Iot.Device.Adc;
using Iot.Device.Axp192;
using Iot.Device.Rtc;
using UnitsNet;
using Quantity = IpaEmbedded.Devices.Sensors.Quantity;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Current, power supplies and clocks.</summary>
internal static class PowerAndTime
{
    // hwmon/ti,ina2xx.yaml: the resistor that a node has which names none, in microohms.
    private const uint ShuntMicroohms = 1000;

    // Full scale of the INA236 in volts across the shunt.
    private const double Ina236FullScale = 0.08192;

    // With this calibration the INA219's current comes in steps of 10 microvolts across the shunt (its data sheet: 0.04096 / (step * shunt)).
    private const ushort Ina219Calibration = 4096;

    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        new(typeof(Ina219), CreateIna219, "ti,ina219")
        {
            Provide = (c, made) => c.ProvideSensor(
                new(Quantity.Voltage, "voltage", () => ((Ina219)made).ReadBusVoltage().Volts),
                new(Quantity.Current, "current", () => ((Ina219)made).ReadCurrent().Amperes),
                new(Quantity.Power, "power", () => (double)((Ina219)made).ReadPower().Watts)),
        },
        new(typeof(Ina236), c => new Ina236(c.I2c, ElectricResistance.FromMicroohms(Shunt(c)), ElectricCurrent.FromAmperes(Ina236FullScale * 1e6 / Shunt(c))), "ti,ina236")
        {
            Provide = (c, made) => c.ProvideSensor(
                new(Quantity.Voltage, "voltage", () => ((Ina236)made).ReadBusVoltage().Volts),
                new(Quantity.Current, "current", () => ((Ina236)made).ReadCurrent().Amperes),
                new(Quantity.Power, "power", () => (double)((Ina236)made).ReadPower().Watts)),
        },
        new(typeof(Axp192), c => new Axp192(c.I2c), "x-powers,axp192") { Verify = c => c.ReadRegister(0x00, 1) },
        new(typeof(Ds1307), c => new Ds1307(c.I2c), "dallas,ds1307") { Verify = c => c.ReadRegister(0x00, 1), Provide = Clock },
        new(typeof(Ds3231), c => new Ds3231(c.I2c), "maxim,ds3231") { Verify = c => c.ReadRegister(0x00, 1), Provide = Clock },
        new(typeof(Pcf8563), c => new Pcf8563(c.I2c), "nxp,pcf8563") { Provide = Clock },
    ];

    private static void Clock(IotContext context, object made) => context.Device.Provide(new LibraryClock((RtcBase)made));

    private static uint Shunt(IotContext context) =>
        context.Node.Cell("shunt-resistor", ShuntMicroohms) is not 0 and var microohms ? microohms : throw context.Device.Error("shunt-resistor", "a resistor in microohms, found 0");

    private static Ina219 CreateIna219(IotContext context)
    {
        // Its constructor talks to nobody: the calibration that it needs is the transfer that finds an absent chip.
        var chip = new Ina219(context.I2c);
        chip.SetCalibration(Ina219Calibration, 10f / Shunt(context));
        return chip;
    }
}
