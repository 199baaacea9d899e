namespace IpaEmbedded.Devices.Sensors;

/// <summary>What a value of a sensor measures, and its unit.</summary>
public enum Quantity
{
    /// <summary>Millidegrees Celsius.</summary>
    Temperature,

    /// <summary>Millivolts.</summary>
    Voltage,

    /// <summary>Microamperes.</summary>
    Current,

    /// <summary>Microwatts.</summary>
    Power,

    /// <summary>Millidegrees per second.</summary>
    AngularRate,

    /// <summary>Pascals.</summary>
    Pressure,

    /// <summary>Thousandths of a per cent of relative humidity.</summary>
    Humidity,
}
