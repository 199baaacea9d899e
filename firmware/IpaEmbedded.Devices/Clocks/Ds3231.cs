using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Clocks;

/// <summary>A DS3231: seven registers of binary-coded decimal from 0, a status and a thermometer behind (data sheet: known).</summary>
public sealed class Ds3231 : RealTimeClock
{
    private const byte TimeRegister = 0x00;
    private const byte StatusRegister = 0x0f;
    private const byte TemperatureRegister = 0x11;
    private const int OscillatorStopped = 0x80;
    private const int TwelveHours = 0x40;
    private const int Afternoon = 0x20;
    private const int Century = 0x80;

    private readonly I2cClient _client;
    private readonly byte[] _bytes = new byte[8];

    internal Ds3231(I2cClient client)
    {
        _client = client;
    }

    /// <inheritdoc/>
    public override bool Read(CalendarTime time)
    {
        int status;
        if (ReadStatus(out status) != I2cStatus.FullTransfer || (status & OscillatorStopped) != 0) { return false; }
        if (_client.ReadRegisters(TimeRegister, _bytes, 7) != I2cStatus.FullTransfer) { return false; }
        time.Second = Bcd.Decode(_bytes[0] & 0x7f);
        time.Minute = Bcd.Decode(_bytes[1] & 0x7f);
        time.Hour = HourOf(_bytes[2]);
        time.DayOfWeek = _bytes[3] & 7;
        time.Day = Bcd.Decode(_bytes[4] & 0x3f);
        time.Month = Bcd.Decode(_bytes[5] & 0x1f);
        time.Year = Bcd.Decode(_bytes[6]);
        if (time.Year >= 0) { time.Year += (_bytes[5] & Century) != 0 ? 2100 : 2000; }
        return IsTime(time);
    }

    /// <inheritdoc/>
    public override bool Write(CalendarTime time)
    {
        int status;
        if (!IsTime(time) || ReadStatus(out status) != I2cStatus.FullTransfer) { return false; }
        _bytes[0] = TimeRegister;
        _bytes[1] = Bcd.Encode(time.Second);
        _bytes[2] = Bcd.Encode(time.Minute);
        _bytes[3] = Bcd.Encode(time.Hour);
        _bytes[4] = (byte)time.DayOfWeek;
        _bytes[5] = Bcd.Encode(time.Day);
        _bytes[6] = (byte)(Bcd.Encode(time.Month) | (time.Year >= 2100 ? Century : 0));
        _bytes[7] = Bcd.Encode(time.Year % 100);
        if (_client.Write(_bytes, 8) != I2cStatus.FullTransfer) { return false; }
        return _client.WriteRegister(StatusRegister, (byte)(status & ~OscillatorStopped)) == I2cStatus.FullTransfer;
    }

    /// <summary>Temperature of the chip in millidegrees Celsius, in steps of a quarter of a degree; false when it does not answer.</summary>
    public bool ReadTemperature(out int millidegrees)
    {
        ushort raw;
        bool read = _client.ReadRegister16(TemperatureRegister, out raw) == I2cStatus.FullTransfer;
        millidegrees = ((short)raw >> 6) * 250;
        return read;
    }

    internal I2cStatus ReadStatus(out int status)
    {
        I2cStatus ended = _client.ReadRegisters(StatusRegister, _bytes, 1);
        status = _bytes[0];
        return ended;
    }

    private static int HourOf(int register)
    {
        if ((register & TwelveHours) == 0) { return Bcd.Decode(register & 0x3f); }
        int hour = Bcd.Decode(register & 0x1f);
        return hour < 1 || hour > 12 ? -1 : hour % 12 + ((register & Afternoon) != 0 ? 12 : 0);
    }

    private static bool IsTime(CalendarTime time)
    {
        return time.Second >= 0 && time.Second < 60 && time.Minute >= 0 && time.Minute < 60 && time.Hour >= 0 && time.Hour < 24
            && time.DayOfWeek >= 1 && time.DayOfWeek <= 7 && time.Day >= 1 && time.Day <= 31 && time.Month >= 1 && time.Month <= 12
            && time.Year >= 2000 && time.Year < 2200;
    }
}
