using System.Globalization;
using System.Text.Json;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Bindings that trees were validated by, as reports state them.</summary>
/// <param name="Set">The bindings.</param>
/// <param name="Checkout">The checkout that holds the trees, if they are in one that was looked for.</param>
/// <param name="SourceOfCheckout">Its bindings, if they are used.</param>
public sealed record UsedBindings(BindingSet Set, Checkout? Checkout, BindingSource? SourceOfCheckout)
{
    private const int ShownDigits = 12;

    /// <summary>Finds the compatibles that they do not document.</summary>
    public UndocumentedCompatibles Undocumented => field ??= new UndocumentedCompatibles(Set);

    /// <summary>What is wrong with the bindings that the user named or that are ours. Those of a checkout are other people's: they are counted only.</summary>
    public IEnumerable<Diagnostic> Findings => Set.Diagnostics.Where(each => !IsOfCheckout(each));

    /// <summary>What is wrong with the bindings of the checkout.</summary>
    public IReadOnlyList<Diagnostic> FindingsOfCheckout => [.. Set.Diagnostics.Where(IsOfCheckout)];

    /// <summary>One line such as <c>bindings: 2,983 of the Linux checkout (...), 60 of ipa, SHA-256 0123456789ab</c>.</summary>
    public string Line() => $"bindings: {string.Join(", ", Sources().Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Count:N0} of {each.Name}")))}, SHA-256 {Set.Sha256[..ShownDigits]}";

    /// <summary>The same as an object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("sha256", Set.Sha256);
        if (Checkout is not null)
        {
            json.WriteString("checkout", Checkout.Name);
        }
        json.WriteStartArray("sources");
        foreach (LoadedBindings each in Set.Sources)
        {
            json.WriteStartObject();
            json.WriteString("name", each.Source.Name);
            json.WriteString("path", ShownPath.Of(each.Source.Path));
            json.WriteNumber("bindings", each.Count);
            json.WriteString("sha256", each.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private IEnumerable<(string Name, int Count)> Sources() => Set.Sources.GroupBy(each => each.Source.Name).Select(group => (group.Key, group.Sum(each => each.Count)));

    // Not by its path: somebody may have named files of the checkout.
    private bool IsOfCheckout(Diagnostic diagnostic) => SourceOfCheckout is not null && ReferenceEquals(Set.OriginOf(diagnostic), SourceOfCheckout);
}
