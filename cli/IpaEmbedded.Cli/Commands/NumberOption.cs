using System.CommandLine;
using System.Globalization;

namespace IpaEmbedded.Cli.Commands;

/// <summary>Options whose value is a count of bytes or entries, decimal or hexadecimal, as dtc takes them.</summary>
internal static class NumberOption
{
    /// <summary>Largest blob that can be asked for.</summary>
    private const uint Maximum = 256 << 20;

    public static Option<string?> Create(string name, string? alias, string helpName, string description, uint maximum = Maximum)
    {
        var option = new Option<string?>(name, alias is null ? [] : [alias]) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } text }] && (!TryParse(text, out uint value) || value > maximum))
            {
                result.AddError($"{name} takes a number from 0 to {maximum}, decimal or hexadecimal (0x...), not '{text}'");
            }
        });
        return option;
    }

    /// <summary>The number that was given, or null.</summary>
    public static uint? ValueOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } text && TryParse(text, out uint value) ? value : null;

    private static bool TryParse(string text, out uint value)
    {
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
