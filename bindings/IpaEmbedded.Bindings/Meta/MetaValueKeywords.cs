using System.Buffers;

namespace IpaEmbedded.Bindings;

/// <summary>Keywords of meta-schemas that look at one value, without anything inside it.</summary>
internal sealed class MetaValueKeywords(PatternTable patterns)
{
    // RFC 3986: what may stand in an address; spaces and quotes may not.
    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    public bool IsSatisfied(MetaKeyword keyword, SchemaValue value)
    {
        SchemaValue rule = keyword.Value;
        switch (keyword.Name)
        {
            case "type":
                return rule.IsList ? rule.Items.Exists(type => IsType(type.Text, value)) : IsType(rule.Text, value);
            case "const":
                return AreEqual(rule, value);
            case "enum":
                return keyword.Texts is not null ? value.IsString && keyword.Texts.Contains(value.Text) : rule.Items.Exists(item => AreEqual(item, value));
            case "pattern":
                return !value.IsString || !keyword.Pattern!.IsFound(value.Text).Fails;
            case "format":
                return !value.IsString || HasFormat(rule.Text, value.Text);
            case "minLength":
                return !value.IsString || value.Text.Length >= rule.Integer;
            case "maxLength":
                return !value.IsString || value.Text.Length <= rule.Integer;
            case "minimum":
                return !IsNumber(value) || value.Number >= rule.Number;
            case "maximum":
                return !IsNumber(value) || value.Number <= rule.Number;
            case "exclusiveMinimum":
                return !IsNumber(value) || value.Number > rule.Number;
            case "exclusiveMaximum":
                return !IsNumber(value) || value.Number < rule.Number;
            case "minItems":
                return !value.IsList || value.Items.Count >= rule.Integer;
            case "maxItems":
                return !value.IsList || value.Items.Count <= rule.Integer;
            case "uniqueItems":
                return !value.IsList || !rule.IsTrue || IsUnique(value);
            default:
                return true;
        }
    }

    /// <summary>Deep equality; a truth value is no number, and a whole number equals the same number with a fraction of 0.</summary>
    public static bool AreEqual(SchemaValue one, SchemaValue other)
    {
        if (IsNumber(one) && IsNumber(other))
        {
            return one.Kind == other.Kind ? one.Integer == other.Integer && one.Number == other.Number : one.Number == other.Number;
        }
        return one.Kind == other.Kind && one.Kind switch
        {
            SchemaKind.String => one.Text == other.Text,
            SchemaKind.Boolean => one.Integer == other.Integer,
            SchemaKind.List => one.Items.Count == other.Items.Count && !one.Items.Where((item, i) => !AreEqual(item, other.Items[i])).Any(),
            SchemaKind.Map => one.Entries.Count == other.Entries.Count && one.Entries.All(entry => other.Find(entry.Key) is { } value && AreEqual(entry.Value, value)),
            _ => true,
        };
    }

    private static bool IsUnique(SchemaValue list)
    {
        if (list.Items.TrueForAll(item => item.IsString))
        {
            return list.Items.Select(item => item.Text).Distinct(StringComparer.Ordinal).Count() == list.Items.Count;
        }
        for (int i = 0; i < list.Items.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (AreEqual(list.Items[i], list.Items[j]))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private static bool IsNumber(SchemaValue value) => value.Kind is SchemaKind.Integer or SchemaKind.Number;

    private static bool IsType(string type, SchemaValue value) => type switch
    {
        "object" => value.IsMap,
        "array" => value.IsList,
        "string" => value.IsString,
        "boolean" => value.Kind == SchemaKind.Boolean,
        "null" => value.Kind == SchemaKind.Null,
        "number" => IsNumber(value),
        "integer" => value.Kind == SchemaKind.Integer || (value.Kind == SchemaKind.Number && Math.Floor(value.Number) == value.Number),
        _ => false,
    };

    private bool HasFormat(string format, string text) => format switch
    {
        "email" => text.Contains('@', StringComparison.Ordinal),
        "regex" => patterns.Of(text).Problem is not { Id: "DT4008" },
        "uri-reference" => IsAddress(text),
        "uri" => IsAddress(text) && text.IndexOf(':', StringComparison.Ordinal) > 0,
        _ => true,
    };

    private static bool IsAddress(string text)
    {
        if (text.AsSpan().ContainsAnyExcept(AddressCharacters))
        {
            return false;
        }
        int fragment = text.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0 && text.IndexOf('#', fragment + 1) >= 0)
        {
            return false;
        }
        for (int i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return false;
            }
        }
        return true;
    }
}
