using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Fuzz.Planted;

/// <summary>
/// The YAML of a binding, with a mistake behind a document that is right as a whole: a list inside a list, in a document that has an alias.
/// </summary>
public sealed class AliasTarget : FuzzTarget
{
    private readonly YamlTarget _whole = new();

    public override string Name => "planted-alias";

    public override IReadOnlyList<byte[]> Seeds => _whole.Seeds;

    public override IReadOnlyList<byte[]> Dictionary => _whole.Dictionary;

    public override IReadOnlyList<Mutation> Mutations => _whole.Mutations;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Bindings", "IpaEmbedded.Fuzz.Planted"];

    public override string? Execute(byte[] input)
    {
        BindingSet set = BindingSet.FromFiles([("m.yaml", new SourceFile("m.yaml", input))]);
        if (set.Files.Count > 0 && input.Contains((byte)'*') && HasNestedList(set.Files[0].Root))
        {
            throw new InvalidOperationException("planted");
        }
        return null;
    }

    private static bool HasNestedList(SchemaValue value) =>
        (value.IsList && value.Items.Exists(item => item.IsList && item.Items.Count > 1)) || value.Items.Exists(HasNestedList) || value.Entries.Any(entry => HasNestedList(entry.Value));
}
