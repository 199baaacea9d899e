using System.Globalization;

namespace IpaEmbedded.Cli;

/// <summary>What somebody should know who checks a tree of a checkout: which of its files have no part in the check, one sentence each.</summary>
internal static class CheckoutRemarks
{
    private const string Fragment = "-u-boot.dtsi";

    /// <summary>What to know about the bindings of the checkout that holds a tree.</summary>
    public static IEnumerable<string> OfBindings(UsedBindings used, bool isVerbose)
    {
        if (used.Checkout is not { } checkout)
        {
            yield break;
        }
        if (checkout.Kind == CheckoutKind.Zephyr && checkout.Bindings is { } own)
        {
            yield return $"{ShownPath.Of(own)} has Zephyr's bindings, which are in a dialect of its own that ipa does not read; the tree was checked by the other bindings only";
        }
        else if (checkout.Bindings is null)
        {
            yield return $"the {checkout.Name} checkout {ShownPath.Of(checkout.Root)} has no bindings inside it, so the tree was checked by the other bindings only";
        }
        if (used.FindingsOfCheckout is { Count: > 0 } findings && !isVerbose)
        {
            int files = findings.Select(each => each.Span?.File.Path ?? each.FileName).Distinct().Count();
            yield return string.Create(CultureInfo.InvariantCulture, $"{files:N0} of the {checkout.Name} checkout's binding files have findings of their own, which -v shows");
        }
    }

    /// <summary>What to know about a tree, or the part of one, that lies in a checkout.</summary>
    public static IEnumerable<string> OfTree(Checkout? checkout, string tree)
    {
        if (checkout?.Kind != CheckoutKind.UBoot)
        {
            yield break;
        }
        if (tree.EndsWith(Fragment, StringComparison.Ordinal))
        {
            yield return $"{ShownPath.Of(tree)} is a fragment that U-Boot's build puts behind the tree of the same name; by itself it is no tree";
            yield break;
        }
        string name = Path.GetFileNameWithoutExtension(tree) + Fragment;
        if (Folders(checkout, tree).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } fragment)
        {
            yield return $"{ShownPath.Of(fragment)} is a fragment that U-Boot's build puts behind this tree; it was not checked";
        }
    }

    // Fragments for trees of dts/upstream lie with the architecture's own trees.
    private static IEnumerable<string> Folders(Checkout checkout, string tree)
    {
        yield return Path.GetDirectoryName(Path.GetFullPath(tree))!;
        string architectures = Path.Combine(checkout.Root, "arch");
        if (Directory.Exists(architectures))
        {
            foreach (string folder in Directory.EnumerateDirectories(architectures).Order(StringComparer.Ordinal))
            {
                yield return Path.Combine(folder, "dts");
            }
        }
    }
}
