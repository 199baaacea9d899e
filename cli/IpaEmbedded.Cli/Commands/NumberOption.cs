using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace IpaEmbedded.Cli.Commands;

/// <summary>Options whose value is a count of bytes or entries, decimal or hexadecimal, as dtc takes them.</summary>
internal static class NumberOption
{
    /// <summary>Largest blob that can be asked for.</summary>
    private const uint Maximum = 256 << 20;

    public static Option<int> Create(string name, string alias, string helpName, string description) => new(name, alias)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = Parse,
    };

    private static int Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        bool isNumber = uint.TryParse(isHex ? text[2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint value);
        if (!isNumber || value > Maximum)
        {
            result.AddError($"'{text}' is not a number from 0 to {Maximum}, decimal or hexadecimal (0x...)");
            return 0;
        }
        return (int)value;
    }
}
