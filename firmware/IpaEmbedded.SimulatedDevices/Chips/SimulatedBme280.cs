namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// A BME280 (temperature, pressure, humidity) or BMP280 (no humidity) on I2C, with a real calibration (iio/pressure/bmp085.yaml). A measurement takes no time: in
/// normal mode there is a new one at each read, in forced mode one when the mode is written.
/// </summary>
public sealed class SimulatedBme280 : SimulatedRegisterChip
{
    private const int Id = 0xd0;
    private const int Reset = 0xe0;
    private const int HumidityControl = 0xf2;
    private const int Status = 0xf3;
    private const int MeasurementControl = 0xf4;
    private const int Configuration = 0xf5;
    private const int Data = 0xf7;
    private const int NormalMode = 3;
    private const int Skipped = 0x80000;

    private readonly SimulatedValue _temperature;
    private readonly SimulatedValue _pressure;
    private readonly SimulatedValue _humidity;
    private readonly byte[] _data = new byte[8];
    private byte _humidityControl;
    private byte _humidityOversampling;
    private byte _measurementControl;
    private byte _configuration;

    /// <summary>Creates a chip at 25 °C, 101325 Pa and, when it measures humidity, 50 %.</summary>
    public SimulatedBme280(bool hasHumidity)
    {
        _temperature = Add("temperature", "°C", 1000, 25000, -40000, 85000);
        _pressure = Add("pressure", "Pa", 1, 101325, 30000, 110000);
        if (hasHumidity) { _humidity = Add("humidity", "%", 1000, 50000, 0, 100000); }
        ResetRegisters();
    }

    /// <summary>Registers and values come in pairs: the number does not grow in a write.</summary>
    public override int Write(byte[] buffer, int count)
    {
        base.Write(buffer, 1);
        for (int i = 0; i + 1 < count; i += 2) { WriteRegister(buffer[i], buffer[i + 1]); }
        return count;
    }

    /// <inheritdoc/>
    protected override void BeginRead(int register)
    {
        if ((_measurementControl & NormalMode) == NormalMode) { Measure(); }
    }

    /// <inheritdoc/>
    protected override byte ReadRegister(int register)
    {
        if (register >= Data && register < Data + _data.Length) { return _data[register - Data]; }
        switch (register)
        {
            case Id: return _humidity != null ? (byte)0x60 : (byte)0x58;
            case HumidityControl: return _humidityControl;
            case Status: return 0;
            case MeasurementControl: return _measurementControl;
            case Configuration: return _configuration;
            default: return Bme280Calibration.At(register);
        }
    }

    /// <inheritdoc/>
    protected override void WriteRegister(int register, byte value)
    {
        switch (register)
        {
            case Reset:
                if (value == 0xb6) { ResetRegisters(); }
                break;
            case HumidityControl:
                _humidityControl = (byte)(value & 7);
                break;
            case Configuration:
                _configuration = value;
                break;
            case MeasurementControl:
                _measurementControl = value;
                // What was written to the control of humidity counts from now on.
                _humidityOversampling = _humidityControl;
                if ((value & NormalMode) == 1 || (value & NormalMode) == 2)
                {
                    Measure();
                    _measurementControl = (byte)(value & ~NormalMode);
                }
                break;
            default:
                RefuseWrite(register);
                break;
        }
    }

    private void Measure()
    {
        // Pressure and humidity need the temperature to be understood, but the chip measures them without.
        int temperature = Bme280Calibration.TemperatureNumber(_temperature.Value);
        Put(3, (_measurementControl >> 5) == 0 ? Skipped : temperature);
        Put(0, ((_measurementControl >> 2) & 7) == 0 ? Skipped : Bme280Calibration.PressureNumber(_pressure.Value, temperature));
        if (_humidity == null) { return; }
        int humidity = _humidityOversampling == 0 ? 0x8000 : Bme280Calibration.HumidityNumber(_humidity.Value, temperature);
        _data[6] = (byte)(humidity >> 8);
        _data[7] = (byte)humidity;
    }

    private void Put(int at, int number)
    {
        _data[at] = (byte)(number >> 12);
        _data[at + 1] = (byte)(number >> 4);
        _data[at + 2] = (byte)(number << 4);
    }

    private void ResetRegisters()
    {
        _humidityControl = 0;
        _humidityOversampling = 0;
        _measurementControl = 0;
        _configuration = 0;
        Put(0, Skipped);
        Put(3, Skipped);
        _data[6] = 0x80;
        _data[7] = 0;
    }
}
