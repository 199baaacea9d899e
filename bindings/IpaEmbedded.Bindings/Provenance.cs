using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Where a value of a tree comes from beyond its own place: the macro that it is written with, the value that it replaced, the deletion that left nothing.</summary>
internal static partial class Provenance
{
    private const int MaxMacros = 2;

    /// <summary>Notes about a value.</summary>
    public static IEnumerable<RelatedLocation> OfValue(DeviceTreeDocument tree, TreePlace place)
    {
        if (place.Property is not { } property)
        {
            yield break;
        }
        if (!place.IsWhole && property.ElementAt(place.Offset) is { } element)
        {
            string written = Encoding.UTF8.GetString(element.Span.File.Text.Slice(element.Span.Offset, element.Span.Length));
            foreach (string name in Identifier().Matches(written).Select(match => match.Value).Distinct().Take(MaxMacros))
            {
                if (tree.FindMacro(name) is { } definition)
                {
                    yield return new RelatedLocation($"{name} is defined here", definition);
                }
            }
        }
        if (property.Overridden is { NameSpan: { } earlier })
        {
            yield return new RelatedLocation("it replaces what is given here", earlier);
        }
    }

    /// <summary>Notes about names that a node lacks.</summary>
    public static IEnumerable<RelatedLocation> OfMissing(Node node, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (node.DeletionOf(name) is { } place)
            {
                yield return new RelatedLocation($"'{name}' is deleted here", place);
            }
        }
    }

    [GeneratedRegex(@"(?<![\w&""])[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
