using System.Globalization;
using System.Text;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>One register, and what a value of it means.</summary>
public sealed record RegisterInstance(string Block, Register Register, int Index)
{
    /// <summary>Name with the index, if it is one of a row.</summary>
    public string Name => Register.Stride == 0 ? Register.Name : string.Create(CultureInfo.InvariantCulture, $"{Register.Name}[{Index}]");

    /// <summary>Byte offset in its block.</summary>
    public uint Offset => Register.At(Index);

    /// <summary>The fields from bit 0 up.</summary>
    public IEnumerable<Field> Fields => Register.Fields.OrderBy(each => each.Shift);

    /// <summary>Bits of a value that no field has.</summary>
    public uint ReservedIn(uint value) => value & ~Register.DefinedMask;

    /// <summary>A value in one line: <c>STATUS_EN=1 STATUS_ENDP=15</c>; fields that are 0 are left out, reserved bits are not.</summary>
    public string Describe(uint value)
    {
        var text = new StringBuilder();
        foreach (Field field in Fields)
        {
            if (field.Decode(value) is not 0 and var part)
            {
                text.Append(text.Length == 0 ? "" : " ").Append(field.Name).Append('=').Append(Number(field, part));
            }
        }
        if (ReservedIn(value) is not 0 and var reserved)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ")}RESERVED=0x{reserved:x}");
        }
        return text.ToString();
    }

    /// <summary>The bits of a field as people write them: 7 or 12:8.</summary>
    public static string Bits(Field field) => Bits(field.Shift, field.Width);

    /// <summary>A run of bits as people write it: 7 or 12:8.</summary>
    public static string Bits(int shift, int width) =>
        width == 1 ? shift.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{shift + width - 1}:{shift}");

    private static string Number(Field field, uint value) =>
        field.Width > 16 ? "0x" + value.ToString("x", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
}
