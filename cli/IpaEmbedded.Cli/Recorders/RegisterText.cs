using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>Registers and their fields for people, and as JSON.</summary>
internal static class RegisterText
{
    /// <summary>Name of a register; of one of several with the numbers that it has: <c>ENDP_STATUS[0-30]</c>.</summary>
    public static string NameOf(Register register) => register.Stride == 0 ? register.Name : string.Create(CultureInfo.InvariantCulture, $"{register.Name}[0-{register.Count - 1}]");

    /// <summary>The fields from bit 0 up, each with its bits: <c>STATUS_EN[0] STATUS_ENDP[5:1]</c>; empty for a register that is one value.</summary>
    public static string FieldsOf(Register register) =>
        string.Join(' ', register.Fields.OrderBy(field => field.Shift).Select(field => $"{field.Name}[{RegisterInstance.Bits(field)}]"));

    /// <summary>An offset in a block.</summary>
    public static string Offset(uint offset) => string.Create(CultureInfo.InvariantCulture, $"0x{offset:x5}");

    /// <summary>Members of an object that says what a register is.</summary>
    public static void Write(Utf8JsonWriter json, string block, Register register)
    {
        json.WriteString("block", block);
        json.WriteString("register", register.Name);
        json.WriteNumber("offset", register.Offset);
        json.WriteNumber("stride", register.Stride);
        json.WriteNumber("count", register.Count);
        json.WriteString("access", RegisterDifference.AccessOf(register));
        json.WriteStartArray("fields");
        foreach (Field field in register.Fields.OrderBy(field => field.Shift))
        {
            json.WriteStartObject();
            json.WriteString("field", field.Name);
            json.WriteNumber("shift", field.Shift);
            json.WriteNumber("width", field.Width);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
