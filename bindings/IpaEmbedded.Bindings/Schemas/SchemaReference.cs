namespace IpaEmbedded.Bindings;

/// <summary>A <c>$ref</c> in its parts: the address of a file, empty for the file itself, and the JSON pointer (RFC 6901) into it.</summary>
internal readonly record struct SchemaReference(string Address, string Pointer)
{
    /// <summary>Divides a reference at its <c>#</c>.</summary>
    public static SchemaReference Parse(string text)
    {
        int hash = text.IndexOf('#', StringComparison.Ordinal);
        return new SchemaReference((hash < 0 ? text : text[..hash]).TrimEnd('/'), hash < 0 ? "" : text[(hash + 1)..]);
    }

    /// <summary>What the pointer leads to in a file, or null.</summary>
    public SchemaValue? FindIn(SchemaValue? root)
    {
        SchemaValue? value = root;
        foreach (string step in Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string key = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            value = value is { IsList: true } && int.TryParse(key, out int index) && index >= 0 && index < value.Items.Count ? value.Items[index] : value?.Find(key);
        }
        return value;
    }
}
