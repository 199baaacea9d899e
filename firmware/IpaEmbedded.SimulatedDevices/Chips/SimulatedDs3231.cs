namespace IpaEmbedded.SimulatedDevices;

/// <summary>A DS3231 clock with its thermometer (rtc/rtc-ds1307.yaml); it goes with the event loop's time, from 2000-01-01 on until somebody sets it.</summary>
public sealed class SimulatedDs3231 : SimulatedRegisterChip
{
    private const int Day = 86400;
    private const int Start = CalendarTime.DaysTo2000 * Day;
    private const int FirstAlarm = 0x07;
    private const int Control = 0x0e;
    private const int Status = 0x0f;
    private const int Temperature = 0x11;
    private const int TwelveHours = 0x40;

    private readonly SimulatedValue _time;
    private readonly SimulatedValue _temperature;
    private readonly byte[] _registers = new byte[0x13];
    private long _setAt;
    private int _dayOfWeekOffset;
    private bool _twelveHours;
    private int _century;

    /// <summary>Creates a clock whose battery has never failed, at 25 °C. Its "time" is in seconds since 1970-01-01.</summary>
    public SimulatedDs3231()
    {
        _time = Add("time", "s", 1, Start, Start, int.MaxValue);
        _temperature = Add("temperature", "°C", 1000, 25000, -40000, 85000);
        _registers[Control] = 0x1c;
    }

    private int Seconds
    {
        get { return (int)(_time.Value + (Now - _setAt) / 1000000); }
    }

    /// <inheritdoc/>
    protected override void OnSet(SimulatedValue value)
    {
        if (value == _time) { _setAt = Now; }
    }

    /// <inheritdoc/>
    protected override void BeginRead(int register)
    {
        // All of the time is taken at the start of a read, so that no second passes inside of it.
        int seconds = Seconds;
        int year;
        int month;
        int date;
        CalendarTime.Split(seconds / Day, out year, out month, out date);
        int hour = seconds / 3600 % 24;
        _registers[0] = Bcd(seconds % 60);
        _registers[1] = Bcd(seconds / 60 % 60);
        _registers[2] = _twelveHours ? (byte)(TwelveHours | (hour >= 12 ? 0x20 : 0) | Bcd((hour + 11) % 12 + 1)) : Bcd(hour);
        _registers[3] = (byte)((seconds / Day + _dayOfWeekOffset) % 7 + 1);
        _registers[4] = Bcd(date);
        // The chip turns this bit over after the year 99; which century it means is up to who sets the clock.
        _registers[5] = (byte)(Bcd(month) | _century);
        _registers[6] = Bcd(year % 100);
        // Quarters of a degree, ten bits from the left.
        int quarters = _temperature.Value / 250;
        _registers[Temperature] = (byte)(quarters >> 2);
        _registers[Temperature + 1] = (byte)(quarters << 6);
    }

    /// <inheritdoc/>
    protected override byte ReadRegister(int register)
    {
        return register < _registers.Length ? _registers[register] : (byte)0;
    }

    /// <inheritdoc/>
    public override int Write(byte[] buffer, int count)
    {
        bool setsTime = count > 1 && buffer[0] < FirstAlarm;
        // What is not written goes on from where it is.
        if (setsTime) { BeginRead(0); }
        base.Write(buffer, count);
        if (setsTime) { SetTime(); }
        return count;
    }

    /// <inheritdoc/>
    protected override void WriteRegister(int register, byte value)
    {
        // Flags can only be cleared; the output of 32 kHz is switched.
        if (register == Status) { _registers[Status] = (byte)((value & 0x08) | (_registers[Status] & value & 0x83)); }
        else if (register < Temperature) { _registers[register] = value; }
        else { RefuseWrite(register); }
    }

    private static byte Bcd(int number)
    {
        return (byte)((number / 10 << 4) | number % 10);
    }

    private static int Number(int bcd)
    {
        return (bcd >> 4) * 10 + (bcd & 15);
    }

    private void SetTime()
    {
        _twelveHours = (_registers[2] & TwelveHours) != 0;
        _century = _registers[5] & 0x80;
        int hour = _twelveHours ? Number(_registers[2] & 0x1f) % 12 + ((_registers[2] & 0x20) != 0 ? 12 : 0) : Number(_registers[2] & 0x3f);
        int month = Number(_registers[5] & 0x1f);
        int days = CalendarTime.DaysOf(2000 + Number(_registers[6]), month < 1 || month > 12 ? 1 : month, Number(_registers[4] & 0x3f));
        long seconds = (long)days * Day + hour * 3600 + Number(_registers[1] & 0x7f) * 60 + Number(_registers[0] & 0x7f);
        // The model ends in 2038.
        if (seconds < Start || seconds > int.MaxValue) { return; }
        Set("time", (int)seconds);
        // The chip counts days of the week and knows nothing of the calendar's.
        _dayOfWeekOffset = ((_registers[3] & 7) + 6 - days % 7 + 7) % 7;
    }
}
