using System.Globalization;
using System.Text;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Reads the YAML of one binding: it is used or refused, findings and values lie in the file, and the values are the same when it is read again, also
/// behind a comment.
/// </summary>
public sealed class YamlTarget : FuzzTarget
{
    // What a file may stand for: its own values, and what aliases and short forms copy.
    private const int MaximumValues = 200_000 + 10_000;

    private static readonly byte[] Comment = [.. "# a line in front\n"u8];

    public override string Name => "yaml";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. BindingSamples.Bindings, .. BindingSamples.Documents];

    public override IReadOnlyList<byte[]> Dictionary => BindingSamples.Tokens;

    public override IReadOnlyList<Mutation> Mutations => [.. YamlMutations.All, .. YamlTokenMutations.All];

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Bindings"];

    public override string? Execute(byte[] input)
    {
        BindingSet set = Read(input);
        if (set.Files.Count == 0 && !set.Diagnostics.HasErrors)
        {
            return "a file is neither used nor refused";
        }
        foreach (Diagnostic diagnostic in set.Diagnostics)
        {
            _ = diagnostic.ToString();
            if (diagnostic.Span is { } span && !IsInside(span, input.Length))
            {
                return "a finding lies outside of the file";
            }
        }
        if (set.Files.Count == 0)
        {
            return null;
        }
        var values = new Values(input.Length);
        values.Add(set.Files[0].Root);
        if (values.Broken is not null || Same(values, Read(input)) is not null)
        {
            return values.Broken ?? Same(values, Read(input));
        }
        // A mark of the order of bytes, or a directive, would no longer be the first.
        return input.AsSpan().StartsWith("\ufeff"u8) || input.Contains((byte)'%') ? null : Same(values, Read([.. Comment, .. input])) is null ? null : "a comment in front changes the values";
    }

    private static BindingSet Read(byte[] input) => BindingSet.FromFiles([("m.yaml", new SourceFile("m.yaml", input))]);

    private static bool IsInside(SourceSpan span, int length) => span.Offset >= 0 && span.Length >= 0 && span.Offset + span.Length <= length;

    private static string? Same(Values values, BindingSet again)
    {
        if (again.Files.Count == 0)
        {
            return "a file that was used is refused when it is read again";
        }
        var others = new Values(int.MaxValue);
        others.Add(again.Files[0].Root);
        return others.Text.Equals(values.Text) ? null : "a file has other values when it is read again";
    }

    /// <summary>The values of a file as one text, and what is wrong with them.</summary>
    private sealed class Values(int length)
    {
        private int _count;

        public StringBuilder Text { get; } = new();

        public string? Broken { get; private set; }

        public void Add(SchemaValue value)
        {
            if (++_count > MaximumValues)
            {
                Broken = "a file stands for more values than are allowed";
                return;
            }
            // Values that short forms bring are where they come from, which need not be this file.
            if (value.Span.File?.Path == "m.yaml" && !IsInside(value.Span, length))
            {
                Broken = "a value lies outside of the file";
            }
            Text.Append((char)('A' + (int)value.Kind)).Append(value.Integer).Append(' ').Append(value.Number.ToString("R", CultureInfo.InvariantCulture)).Append(' ').Append(value.Text).Append('(');
            foreach (SchemaValue item in value.Items)
            {
                Add(item);
            }
            foreach (SchemaEntry entry in value.Entries)
            {
                Text.Append(entry.Key).Append('=');
                Add(entry.Value);
            }
            Text.Append(')');
        }
    }
}
