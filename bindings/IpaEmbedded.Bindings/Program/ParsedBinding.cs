using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One binding file as it is read from its text, by itself.</summary>
internal sealed class ParsedBinding
{
    private ParsedBinding(BindingText text)
    {
        Text = text;
    }

    public BindingText Text { get; }

    /// <summary>The rules, short forms expanded; null if the file cannot be used.</summary>
    public SchemaValue? Root { get; private set; }

    public string Id { get; private set; } = "";

    public DiagnosticBag Diagnostics { get; } = [];

    public static ParsedBinding Parse(BindingText text, PatternTable patterns)
    {
        var parsed = new ParsedBinding(text);
        var copies = new CopiedValues();
        SchemaValue? root = BindingFileReader.Read(text.File, copies, parsed.Diagnostics);
        if (root is null || parsed.Diagnostics.HasErrors || !BindingChecks.CheckFile(root, text.Path, text.File, patterns, parsed.Diagnostics, out string id))
        {
            return parsed;
        }
        parsed.Id = id;
        SchemaFixups.Apply(root, copies);
        if (copies.RefusedAt is { } place)
        {
            parsed.Diagnostics.Error("DT4013", $"not allowed in a binding file: short forms that stand for more than {Limits.CopiedValues} values", place);
            return parsed;
        }
        root.Set("type", SchemaValue.Of("object", root.Span));
        parsed.Root = root;
        return parsed;
    }
}
