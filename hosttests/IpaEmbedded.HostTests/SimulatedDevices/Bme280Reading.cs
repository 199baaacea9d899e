using System.Buffers.Binary;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>The floating-point variant of the data sheet's arithmetic, where the model has the one of 64-bit integers.</summary>
internal static class Bme280Reading
{
    public static (double Celsius, double Pascals, double Percent) Of(byte[] first, byte[] second, byte[] data)
    {
        double Word(int at) => BinaryPrimitives.ReadInt16LittleEndian(first.AsSpan(at));
        double Unsigned(int at) => BinaryPrimitives.ReadUInt16LittleEndian(first.AsSpan(at));
        double pressureNumber = (data[0] << 12) | (data[1] << 4) | (data[2] >> 4);
        double temperatureNumber = (data[3] << 12) | (data[4] << 4) | (data[5] >> 4);
        double humidityNumber = (data[6] << 8) | data[7];

        var from = (temperatureNumber / 131072) - (Unsigned(0) / 8192);
        var fine = (((temperatureNumber / 16384) - (Unsigned(0) / 1024)) * Word(2)) + (from * from * Word(4));

        var a = (fine / 2) - 64000;
        var b = a * a * Word(16) / 32768;
        b = (((b + (a * Word(14) * 2)) / 4) + (Word(12) * 65536));
        var c = (1 + (((Word(10) * a * a / 524288) + (Word(8) * a)) / 524288 / 32768)) * Unsigned(6);
        var pressure = (1048576 - pressureNumber - (b / 4096)) * 6250 / c;
        pressure += ((Word(22) * pressure * pressure / 2147483648) + (pressure * Word(20) / 32768) + Word(18)) / 16;

        double h2 = BinaryPrimitives.ReadInt16LittleEndian(second);
        double h4 = ((sbyte)second[3] * 16) | (second[4] & 15);
        double h5 = ((sbyte)second[5] * 16) | (second[4] >> 4);
        var h = fine - 76800;
        h = (humidityNumber - ((h4 * 64) + (h5 / 16384 * h))) * (h2 / 65536 * (1 + ((sbyte)second[6] / 67108864.0 * h * (1 + (second[2] / 67108864.0 * h)))));
        return (fine / 5120, pressure, h * (1 - (first[25] * h / 524288)));
    }
}
