using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>How findings call a value of a tree, and show it: numbers as the source wrote them.</summary>
internal static partial class FoundValue
{
    private const int MaxWritten = 40;

    // Of what is written as a name or a sum people rather know the decimal number, unless it is an address or a mask.
    private const int LeastHexadecimal = 10_000;

    /// <summary>Which value it is: "'reg'", "entry 2 of 'clock-names'". The only one of its kind needs no number.</summary>
    public static string Subject(RuleError error, Instance node)
    {
        int name = Array.FindLastIndex(error.Path, step => step.Name is not null);
        string text = Name(error);
        if (name < 0 || error.Path[name].Name == "$nodename")
        {
            return text;
        }
        Instance? whole = node;
        for (int i = 0; i <= name; i++)
        {
            whole = whole?.Member(error.Path[i].Name!);
        }
        int[] indexes = [.. error.Path[(name + 1)..].Select(step => step.Index)];
        bool isOnlyEntry = whole is { IsList: true, Items.Count: 1 };
        bool isOnlyCell = indexes.Length > 1 && whole is { IsList: true } && indexes[0] < whole.Items.Count && whole.Items[indexes[0]] is { IsList: true, Items.Count: 1 };
        return indexes switch
        {
            [] => text,
            [_] when isOnlyEntry => text,
            [int entry] => $"entry {entry + 1} of {text}",
            [_, _, ..] when isOnlyEntry && isOnlyCell => text,
            [_, int cell, ..] when isOnlyEntry => $"cell {cell + 1} of {text}",
            [int entry, _, ..] when isOnlyCell => $"entry {entry + 1} of {text}",
            [int entry, int cell, ..] => $"cell {cell + 1} in entry {entry + 1} of {text}",
        };
    }

    /// <summary>The name of the property that holds the value, or of what it is instead.</summary>
    public static string Name(RuleError error) => Array.FindLast(error.Path, step => step.Name is not null).Name switch
    {
        null => "the node",
        "$nodename" => "the name of the node",
        var name => "'" + name + "'",
    };

    /// <summary>What the value is.</summary>
    /// <param name="property">The property that holds it; null if none does.</param>
    public static string Describe(Instance value, Property? property) => value switch
    {
        { Kind: InstanceKind.True } => "without value",
        { Kind: InstanceKind.Bytes } => "bytes of no type",
        { IsNode: true } => "a node",
        { IsList: true, Items: [] } => "empty",
        { IsList: true, Items.Count: > Limits.ListedValues } => $"a list of {value.Items.Count}",
        { IsList: true, Items: [{ Kind: InstanceKind.Integer }, ..] } => "<" + string.Join(' ', value.Items.Select(each => Number(each, property))) + ">",
        { IsList: true } => string.Join(", ", value.Items.Select(each => Describe(each, property))),
        { Kind: InstanceKind.Integer } => Number(value, property),
        _ => value.ToString(),
    };

    /// <summary>The text of the source for a number, with its value if that is not plain; the value if the tree came from a blob.</summary>
    private static string Number(Instance value, Property? property)
    {
        string plain = value.ToString();
        if (property?.ElementAt(value.Offset) is not { Kind: ElementKind.UInt8 or ElementKind.UInt16 or ElementKind.UInt32 or ElementKind.UInt64 } element
            || element.Offset != value.Offset || element.Length * 8 != value.Width || element.Span.Length > MaxWritten)
        {
            return plain;
        }
        string written = Encoding.UTF8.GetString(element.Span.File.Text.Slice(element.Span.Offset, element.Span.Length));
        return written.Length == 0 || written.Any(char.IsControl) ? plain
            : written[0] == '&' || Literal().IsMatch(written) ? written.Trim('(', ')')
            : $"{written} ({(value.Number < LeastHexadecimal ? value.Number.ToString(CultureInfo.InvariantCulture) : plain)})";
    }

    [GeneratedRegex(@"^(\w+|\(-?\w+\))$(?<=^\(?-?\d.*)")]
    private static partial Regex Literal();
}
