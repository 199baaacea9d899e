using System.Globalization;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>Writes a register table as rows that can be read beside the reference, sorted by offset.</summary>
internal static class RegisterRows
{
    public static string Of(IEnumerable<Register> registers, string offsetFormat) =>
        string.Join('\n', registers.OrderBy(register => register.Offset).Select(register => Row(register, offsetFormat)));

    private static string Row(Register register, string offsetFormat)
    {
        string stride = register.Stride == 0 ? "" : "+" + register.Stride.ToString("x", CultureInfo.InvariantCulture);
        string fields = string.Concat(register.Fields.OrderBy(field => field.Shift).Select(field => " " + Bits(field)));
        return register.Name + " " + register.Offset.ToString(offsetFormat, CultureInfo.InvariantCulture) + stride + (fields.Length == 0 ? "" : ":" + fields);
    }

    private static string Bits(Field field) =>
        field.Width == 1 ? $"{field.Name}[{field.Shift}]" : $"{field.Name}[{field.Shift + field.Width - 1}:{field.Shift}]";
}
