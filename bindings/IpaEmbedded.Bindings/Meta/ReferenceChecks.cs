using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Checks of a binding file by what lies around it: that its references lead somewhere and that its <c>$id</c> is its path.</summary>
internal static class ReferenceChecks
{
    private const string Schemas = "http://devicetree.org/schemas/";

    /// <summary>Reports every reference that leads nowhere.</summary>
    public static void CheckReferences(SchemaValue root, BindingLibrary library, DiagnosticBag diagnostics) => Check(root, root, library, diagnostics);

    /// <summary>Reports an <c>$id</c> that is not the file's path below the bindings, if that is known, or does not end as the path does.</summary>
    public static void CheckId(SchemaValue root, string path, string? pathBelow, DiagnosticBag diagnostics)
    {
        if (root.FindEntry("$id") is not { Value: { IsString: true } id } || !id.Text.StartsWith(Schemas, StringComparison.Ordinal) || !id.Text.EndsWith(".yaml#", StringComparison.Ordinal))
        {
            return;
        }
        string stated = id.Text[Schemas.Length..^1];
        string full = path.Replace('\\', '/');
        if (pathBelow is null ? ("/" + full).EndsWith("/" + stated, StringComparison.Ordinal) || stated.EndsWith("/" + full, StringComparison.Ordinal) : stated == pathBelow)
        {
            return;
        }
        // Without a known root the name is what both must share, and the folders that the $id gives.
        int levels = stated.Split('/').Length;
        string expected = pathBelow ?? string.Join('/', full.Split('/')[^Math.Min(levels, full.Split('/').Length)..]);
        diagnostics.Warning("DT4024", $"'$id' names {stated}, and the file is {expected}; write '$id: {Schemas}{expected}#' or move the file", id.Span);
    }

    private static void Check(SchemaValue value, SchemaValue root, BindingLibrary library, DiagnosticBag diagnostics)
    {
        foreach (SchemaValue item in value.Items)
        {
            Check(item, root, library, diagnostics);
        }
        foreach (SchemaEntry entry in value.Entries)
        {
            if (entry.Key != "$ref" || !entry.Value.IsString)
            {
                Check(entry.Value, root, library, diagnostics);
            }
            else if (library.Resolve(entry.Value.Text, root) is null)
            {
                string name = entry.Value.Text.Split('#')[0].Split('/')[^1];
                string question = Suggestion.OfMisspelt(name, library.NamesBeside(entry.Value.Text, root).Where(each => each != name)) is { } near ? "; " + near : "";
                diagnostics.Error("DT4004", $"there is nothing at '{entry.Value.Text}'{question}", entry.Value.Span);
            }
        }
    }
}
