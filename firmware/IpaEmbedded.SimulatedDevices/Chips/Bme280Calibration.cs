namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// The calibration of one BME280: the words in its memory, and the arithmetic of its data sheet by which a driver gets from a converter's number to a quantity. The
/// model runs it backwards: it looks for the number that gives the quantity.
/// </summary>
internal static class Bme280Calibration
{
    // The words of the data sheet's example of computation, and for humidity those of an ordinary specimen.
    private const long T1 = 27504;
    private const long T2 = 26435;
    private const long T3 = -1000;
    private const long P1 = 36477;
    private const long P2 = -10685;
    private const long P3 = 3024;
    private const long P4 = 2855;
    private const long P5 = 140;
    private const long P6 = -7;
    private const long P7 = 15500;
    private const long P8 = -14600;
    private const long P9 = 6000;
    private const long H1 = 75;
    private const long H2 = 370;
    private const long H3 = 0;
    private const long H4 = 313;
    private const long H5 = 50;
    private const long H6 = 30;

    /// <summary>Byte of the calibration at a register from 0x88 to 0xa1 or from 0xe1 to 0xe7; 0 elsewhere.</summary>
    internal static byte At(int register)
    {
        long[] words = { T1, T2, T3, P1, P2, P3, P4, P5, P6, P7, P8, P9 };
        if (register >= 0x88 && register < 0xa0) { return (byte)(words[(register - 0x88) / 2] >> ((register & 1) * 8)); }
        switch (register)
        {
            case 0xa1: return (byte)H1;
            case 0xe1: return (byte)(H2 & 0xff);
            case 0xe2: return (byte)(H2 >> 8);
            case 0xe3: return (byte)H3;
            case 0xe4: return (byte)(H4 >> 4);
            case 0xe5: return (byte)((H4 & 15) | ((H5 & 15) << 4));
            case 0xe6: return (byte)(H5 >> 4);
            case 0xe7: return (byte)H6;
            default: return 0;
        }
    }

    /// <summary>The converter's number of 20 bits at a temperature in millidegrees.</summary>
    internal static int TemperatureNumber(int millidegrees)
    {
        int low = 0;
        int high = 0xfffff;
        while (low < high)
        {
            int middle = (low + high) / 2;
            // "Fine" temperature is 1/5120 degree.
            if (Fine(middle) * 1000 < (long)millidegrees * 5120) { low = middle + 1; }
            else { high = middle; }
        }
        return low;
    }

    /// <summary>The converter's number of 20 bits at a pressure in pascals; the temperature's number counts too.</summary>
    internal static int PressureNumber(int pascals, int temperatureNumber)
    {
        long fine = Fine(temperatureNumber);
        int low = 0;
        int high = 0xfffff;
        while (low < high)
        {
            int middle = (low + high) / 2;
            // A larger number is a smaller pressure; the arithmetic gives 1/256 pascal.
            if (Pressure(middle, fine) > (long)pascals * 256) { low = middle + 1; }
            else { high = middle; }
        }
        return low;
    }

    /// <summary>The converter's number of 16 bits at a humidity in thousandths of a percent; the temperature's number counts too.</summary>
    internal static int HumidityNumber(int millipercent, int temperatureNumber)
    {
        long fine = Fine(temperatureNumber);
        int low = 0;
        int high = 0xffff;
        while (low < high)
        {
            int middle = (low + high) / 2;
            // The arithmetic gives 1/1024 percent.
            if (Humidity(middle, fine) * 1000 < (long)millipercent * 1024) { low = middle + 1; }
            else { high = middle; }
        }
        return low;
    }

    private static long Fine(int number)
    {
        long first = (((number >> 3) - (T1 << 1)) * T2) >> 11;
        long second = (number >> 4) - T1;
        return first + ((((second * second) >> 12) * T3) >> 14);
    }

    private static long Pressure(int number, long fine)
    {
        long from = fine - 128000;
        long offset = from * from * P6 + ((from * P5) << 17) + (P4 << 35);
        long slope = ((((long)1 << 47) + ((from * from * P3) >> 8) + ((from * P2) << 12)) * P1) >> 33;
        if (slope == 0) { return 0; }
        long pressure = ((((1048576 - (long)number) << 31) - offset) * 3125) / slope;
        long square = (P9 * (pressure >> 13) * (pressure >> 13)) >> 25;
        long linear = (P8 * pressure) >> 19;
        return ((pressure + square + linear) >> 8) + (P7 << 4);
    }

    private static long Humidity(int number, long fine)
    {
        long from = fine - 76800;
        long scale = ((((((from * H6) >> 10) * (((from * H3) >> 11) + 32768)) >> 10) + 2097152) * H2 + 8192) >> 14;
        long humidity = ((((long)number << 14) - (H4 << 20) - H5 * from + 16384) >> 15) * scale;
        humidity -= ((((humidity >> 15) * (humidity >> 15)) >> 7) * H1) >> 4;
        return (humidity < 0 ? 0 : humidity > 419430400 ? 419430400 : humidity) >> 12;
    }
}
