using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>
/// A power meter: voltage of the bus, current through a shunt, and their product. The calibration is the one with which the chip's current register counts the same
/// steps as its shunt register, so that one division by the shunt gives microamperes.
/// </summary>
public sealed class Ina2xx : Sensor
{
    private const byte ConfigurationRegister = 0;
    private const byte BusRegister = 2;
    private const byte PowerRegister = 3;
    private const byte CurrentRegister = 4;
    private const byte CalibrationRegister = 5;

    private readonly I2cClient _client;
    private readonly Ina2xxModel _model;
    private readonly uint _shuntMicroohms;

    internal Ina2xx(I2cClient client, Ina2xxModel model, uint shuntMicroohms)
    {
        _client = client;
        _model = model;
        _shuntMicroohms = shuntMicroohms;
    }

    /// <inheritdoc/>
    public override int Count
    {
        get { return 3; }
    }

    /// <inheritdoc/>
    public override Quantity QuantityOf(int index)
    {
        return index == 0 ? Quantity.Voltage : index == 1 ? Quantity.Current : Quantity.Power;
    }

    /// <inheritdoc/>
    public override string LabelOf(int index)
    {
        return index == 0 ? "bus" : index == 1 ? "current" : "power";
    }

    /// <inheritdoc/>
    public override bool Read(int index, out int value)
    {
        ushort raw;
        value = 0;
        if (_client.ReadRegister16(index == 0 ? BusRegister : index == 1 ? CurrentRegister : PowerRegister, out raw) != I2cStatus.FullTransfer) { return false; }
        if (index == 0)
        {
            value = (raw >> _model.BusShift) * _model.BusMicrovolts / 1000;
            return true;
        }
        // No current and no calibration: the chip was without its supply, and this value is none.
        if (raw == 0 && !IsCalibrated()) { return false; }
        // Nanovolts over microohms are milliamperes.
        long step = _model.ShuntNanovolts * 1000L;
        return index == 1 ? Fit((short)raw * step / _shuntMicroohms, out value) : Fit(raw * _model.PowerFactor * step / _shuntMicroohms, out value);
    }

    /// <summary>Sets the chip up and reads back what it was told, which tells it from another chip at its address.</summary>
    internal void Start()
    {
        ushort told;
        _client.RequireFull(SetUp(), "write the configuration");
        _client.RequireFull(_client.ReadRegister16(ConfigurationRegister, out told), "read the configuration");
        if (told != _model.Configuration) { throw _client.Error("expected configuration 0x" + _model.Configuration.ToString("x4") + " in register 0, found 0x" + told.ToString("x4")); }
    }

    private I2cStatus SetUp()
    {
        I2cStatus status = _client.WriteRegister16(ConfigurationRegister, _model.Configuration);
        return status == I2cStatus.FullTransfer ? _client.WriteRegister16(CalibrationRegister, _model.Calibration) : status;
    }

    private bool IsCalibrated()
    {
        ushort calibration;
        if (_client.ReadRegister16(CalibrationRegister, out calibration) == I2cStatus.FullTransfer && calibration != 0) { return true; }
        SetUp();
        return false;
    }
}
