using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>A register through the versions: how it was, from which version to which.</summary>
internal sealed record RegisterHistory(string Block, string Name, IReadOnlyList<(string First, string Last, Register Register)> Forms)
{
    /// <summary>The registers that have a text in their name or in that of a field, in the versions given.</summary>
    public static IReadOnlyList<RegisterHistory> Search(string text, IEnumerable<RegisterCatalog> versions)
    {
        var found = new Dictionary<(string, string), List<(string First, string Last, Register Register)>>();
        foreach (RegisterCatalog catalog in versions)
        {
            foreach ((string block, Register register) in catalog.All.Where(each => Has(each.Register, text)))
            {
                List<(string First, string Last, Register Register)> forms = found.TryGetValue((block, register.Name), out var known) ? known : found[(block, register.Name)] = [];
                if (forms.Count > 0 && IsSame(forms[^1].Register, register))
                {
                    forms[^1] = forms[^1] with { Last = catalog.Version };
                }
                else
                {
                    forms.Add((catalog.Version, catalog.Version, register));
                }
            }
        }
        return [.. found.Select(each => new RegisterHistory(each.Key.Item1, each.Key.Item2, each.Value))];
    }

    private static bool Has(Register register, string text) =>
        register.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || register.Fields.Any(field => field.Name.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static bool IsSame(Register a, Register b) =>
        a.Offset == b.Offset && a.Stride == b.Stride && a.Count == b.Count && a.Access == b.Access && RegisterText.FieldsOf(a) == RegisterText.FieldsOf(b);
}
