namespace IpaEmbedded.Devices.Sensors;

/// <summary>What differs between the two families of power meters (data sheets of INA219 and INA226: known).</summary>
internal sealed class Ina2xxModel
{
    /// <summary>INA219 and INA220: 32 V range, 320 mV shunt range, 12 bits, continuous.</summary>
    internal static readonly Ina2xxModel Ina219 = new Ina2xxModel(0x399f, 4096, 10000, 3, 4000, 20);

    /// <summary>INA226, INA230 and INA231: average of 16, 1.1 ms, continuous.</summary>
    internal static readonly Ina2xxModel Ina226 = new Ina2xxModel(0x4527, 2048, 2500, 0, 1250, 25);

    /// <summary>Value of the configuration register, which reads back as written.</summary>
    internal readonly ushort Configuration;

    /// <summary>Value of the calibration register with which current counts as the shunt's voltage does.</summary>
    internal readonly ushort Calibration;

    /// <summary>One step of the shunt's voltage.</summary>
    internal readonly int ShuntNanovolts;

    /// <summary>Bits below the bus voltage in its register.</summary>
    internal readonly int BusShift;

    /// <summary>One step of the bus voltage.</summary>
    internal readonly int BusMicrovolts;

    /// <summary>One step of power in steps of current times volts.</summary>
    internal readonly int PowerFactor;

    private Ina2xxModel(ushort configuration, ushort calibration, int shuntNanovolts, int busShift, int busMicrovolts, int powerFactor)
    {
        Configuration = configuration;
        Calibration = calibration;
        ShuntNanovolts = shuntNanovolts;
        BusShift = busShift;
        BusMicrovolts = busMicrovolts;
        PowerFactor = powerFactor;
    }
}
