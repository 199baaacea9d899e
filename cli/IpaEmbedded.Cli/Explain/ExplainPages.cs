using System.Reflection;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Explain;

/// <summary>All pages of <c>ipa explain</c>, from the texts that are part of the program.</summary>
public static class ExplainPages
{
    private static readonly Lazy<SortedDictionary<string, ExplainPage>> Pages = new(Load);

    /// <summary>Every page, by id.</summary>
    public static IReadOnlyCollection<ExplainPage> All => Pages.Value.Values;

    /// <summary>The page of an id, or of a check's name; null if there is none.</summary>
    public static ExplainPage? Find(string idOrCheck)
    {
        TreeCheck? check = CheckTable.All.FirstOrDefault(each => each.Name == idOrCheck || string.Equals(each.Id, idOrCheck, StringComparison.OrdinalIgnoreCase));
        string id = check?.Id ?? idOrCheck.ToUpperInvariant();
        // A check without findings of its own has no page: what it does is said by the check itself.
        return Pages.Value.GetValueOrDefault(id) ?? (check is null ? null : new ExplainPage(check.Id, check.Name, check.Summary, []));
    }

    private static SortedDictionary<string, ExplainPage> Load()
    {
        var pages = new SortedDictionary<string, ExplainPage>(StringComparer.Ordinal);
        Assembly assembly = typeof(ExplainPages).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (ExplainPage page in PageReader.Read(reader.ReadToEnd()))
            {
                foreach (ExplainPage each in page.Id.StartsWith('@') ? Expand(page) : [page])
                {
                    pages.Add(each.Id, each);
                }
            }
        }
        return pages;
    }

    /// <summary>One page for each check of a kind; <c>{property}</c> and <c>{cells}</c> stand for what it looks at.</summary>
    private static IEnumerable<ExplainPage> Expand(ExplainPage template)
    {
        int properties = template.Id == "@provider" ? 2 : 1;
        foreach (TreeCheck check in CheckTable.All.Where(check => check.Properties.Count == properties))
        {
            string Fill(string text) => text.Replace("{property}", check.Properties[0], StringComparison.Ordinal).Replace("{cells}", check.Properties[^1], StringComparison.Ordinal);
            yield return new ExplainPage(check.Id, Fill(template.Title), Fill(template.Text), [.. template.Examples.Select(example => example with { Text = Fill(example.Text) })]);
        }
    }
}
