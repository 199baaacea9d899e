using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// A value of a binding file with the place where it is written. Loading a file rewrites maps and lists in place
/// (<see cref="SchemaFixups"/>); values that this adds carry the place of what they were made from.
/// </summary>
public sealed class SchemaValue
{
    private const int IndexThreshold = 12;

    // What is no list has none of its own; nobody adds to it.
    private static readonly List<SchemaValue> None = [];

    private List<SchemaEntry>? _entries;
    private Dictionary<string, SchemaEntry>? _index;

    private SchemaValue(SchemaKind kind, SourceSpan span)
    {
        Kind = kind;
        Span = span;
    }

    /// <summary>What the value is.</summary>
    public SchemaKind Kind { get; }

    /// <summary>Where the value is written.</summary>
    public SourceSpan Span { get; }

    /// <summary>True for the boolean <c>true</c>.</summary>
    public bool IsTrue => Kind == SchemaKind.Boolean && Integer == 1;

    /// <summary>True for the boolean <c>false</c>.</summary>
    public bool IsFalse => Kind == SchemaKind.Boolean && Integer == 0;

    /// <summary>True for a map.</summary>
    public bool IsMap => Kind == SchemaKind.Map;

    /// <summary>True for a list.</summary>
    public bool IsList => Kind == SchemaKind.List;

    /// <summary>True for a text.</summary>
    public bool IsString => Kind == SchemaKind.String;

    /// <summary>The number of an integer; 1 or 0 of a boolean.</summary>
    public Int128 Integer { get; private init; }

    /// <summary>The number of an integer or of a number with a fraction; else 0.</summary>
    public double Number { get; private init; }

    /// <summary>The text of a string; else empty.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The values of a list; else empty.</summary>
    public List<SchemaValue> Items { get; private init; } = None;

    /// <summary>The keys of a map in the order of the file.</summary>
    public IReadOnlyList<SchemaEntry> Entries => _entries ?? [];

    /// <summary>Set on a list of alternatives that only states how many numbers there are, in whatever brackets.</summary>
    internal bool StatesNumberCount { get; set; }

    /// <summary>The value of a key with nothing behind it.</summary>
    public static SchemaValue OfNull(SourceSpan span) => new(SchemaKind.Null, span);

    /// <summary>A boolean.</summary>
    public static SchemaValue Of(bool value, SourceSpan span) => new(SchemaKind.Boolean, span) { Integer = value ? 1 : 0 };

    /// <summary>A whole number.</summary>
    public static SchemaValue Of(Int128 value, SourceSpan span) => new(SchemaKind.Integer, span) { Integer = value, Number = (double)value };

    /// <summary>A whole number.</summary>
    public static SchemaValue Of(int value, SourceSpan span) => Of((Int128)value, span);

    /// <summary>A number with a fraction.</summary>
    public static SchemaValue Of(double value, SourceSpan span) => new(SchemaKind.Number, span) { Number = value };

    /// <summary>A text.</summary>
    public static SchemaValue Of(string text, SourceSpan span) => new(SchemaKind.String, span) { Text = text };

    /// <summary>A list of values.</summary>
    public static SchemaValue NewList(SourceSpan span, params SchemaValue[] items) => new(SchemaKind.List, span) { Items = [.. items] };

    /// <summary>A map without entries.</summary>
    public static SchemaValue NewMap(SourceSpan span) => new(SchemaKind.Map, span) { _entries = [] };

    /// <summary>True if a map has a key; false for anything but a map.</summary>
    public bool Has(string key) => FindEntry(key) is not null;

    /// <summary>The value behind a map's key, or null.</summary>
    public SchemaValue? Find(string key) => FindEntry(key)?.Value;

    /// <summary>A map's entry with its place, or null.</summary>
    public SchemaEntry? FindEntry(string key)
    {
        if (_entries is null)
        {
            return null;
        }
        if (_index is not null)
        {
            return _index.GetValueOrDefault(key);
        }
        foreach (SchemaEntry entry in _entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }
        return null;
    }

    /// <summary>Sets a key: an existing one keeps its place, a new one goes to the end.</summary>
    public void Set(string key, SchemaValue value, SourceSpan? keySpan = null)
    {
        if (FindEntry(key) is { } existing)
        {
            existing.Value = value;
            return;
        }
        var entry = new SchemaEntry(key, keySpan ?? value.Span, value);
        _entries!.Add(entry);
        if (_index is not null)
        {
            _index.Add(key, entry);
        }
        else if (_entries.Count > IndexThreshold)
        {
            _index = _entries.ToDictionary(each => each.Key, StringComparer.Ordinal);
        }
    }

    /// <summary>Sets a key unless it is there.</summary>
    public void SetDefault(string key, SchemaValue value)
    {
        if (!Has(key))
        {
            Set(key, value);
        }
    }

    /// <summary>Removes a key and gives what it held.</summary>
    public SchemaEntry? Remove(string key)
    {
        SchemaEntry? entry = FindEntry(key);
        if (entry is not null)
        {
            _entries!.Remove(entry);
            _index?.Remove(key);
        }
        return entry;
    }

    /// <summary>Moves a key, with its place in the file, from another map to the end of this one.</summary>
    public void MoveFrom(SchemaValue source, string key)
    {
        if (source.Remove(key) is { } entry)
        {
            Set(key, entry.Value, entry.KeySpan);
        }
    }

    /// <summary>A copy that shares nothing with this value but its place.</summary>
    public SchemaValue Clone()
    {
        switch (Kind)
        {
            case SchemaKind.List:
                SchemaValue list = NewList(Span);
                foreach (SchemaValue item in Items)
                {
                    list.Items.Add(item.Clone());
                }
                list.StatesNumberCount = StatesNumberCount;
                return list;
            case SchemaKind.Map:
                SchemaValue map = NewMap(Span);
                foreach (SchemaEntry entry in Entries)
                {
                    map.Set(entry.Key, entry.Value.Clone(), entry.KeySpan);
                }
                return map;
            default:
                return this;
        }
    }

    /// <summary>The number of values in this one, itself counted; no more than <paramref name="most"/> are looked at.</summary>
    internal int CountValues(int most)
    {
        int count = 1;
        for (int i = 0; i < Items.Count && count < most; i++)
        {
            count += Items[i].CountValues(most - count);
        }
        for (int i = 0; i < Entries.Count && count < most; i++)
        {
            count += Entries[i].Value.CountValues(most - count);
        }
        return count;
    }

    /// <summary>The value as a flow-style YAML text, for messages; a long one is cut.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.Length <= Limits.ShownCharacters ? text.ToString() : text.ToString(0, Limits.ShownCharacters) + " ...";
    }

    // Ends soon after the text is long enough, so that a large value costs no more than its beginning.
    private void Write(StringBuilder text)
    {
        switch (Kind)
        {
            case SchemaKind.Null:
                text.Append("null");
                break;
            case SchemaKind.Boolean:
                text.Append(IsTrue ? "true" : "false");
                break;
            case SchemaKind.Integer:
                text.Append(CultureInfo.InvariantCulture, $"{Integer}");
                break;
            case SchemaKind.Number:
                text.Append(CultureInfo.InvariantCulture, $"{Number}");
                break;
            case SchemaKind.String:
                text.Append('\'').Append(Text.AsSpan(0, Math.Min(Text.Length, Limits.ShownCharacters))).Append('\'');
                break;
            case SchemaKind.List:
                text.Append('[');
                for (int i = 0; i < Items.Count && text.Length <= Limits.ShownCharacters; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Items[i].Write(text);
                }
                text.Append(']');
                break;
            default:
                text.Append('{');
                for (int i = 0; i < Entries.Count && text.Length <= Limits.ShownCharacters; i++)
                {
                    text.Append(i == 0 ? "" : ", ").Append(Entries[i].Key).Append(": ");
                    Entries[i].Value.Write(text);
                }
                text.Append('}');
                break;
        }
    }
}
