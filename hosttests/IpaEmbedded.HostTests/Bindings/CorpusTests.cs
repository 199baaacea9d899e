using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>Our bindings on trees that nobody here wrote: the kernel's boards with an IPA.</summary>
[TestClass]
public sealed class CorpusTests
{
    private static readonly string[] Families = ["sdm845-", "sdm850-", "sc7180-", "sc7280-", "sm8350-", "qcom-sdx55-"];

    [TestMethod]
    public void Our_bindings_of_devices_find_nothing_on_the_kernels_boards()
    {
        string[] blobs = [.. KernelCorpus.Open().Blobs()
            .Where(path => Array.Exists(Families, family => Path.GetFileName(path).StartsWith(family, StringComparison.Ordinal)) && !path.EndsWith(".sym.dtb", StringComparison.Ordinal))];
        Assert.AreNotEqual(0, blobs.Length);
        var unexpected = new List<string>();
        foreach (string blob in blobs)
        {
            DeviceTreeDocument tree = FlattenedTreeReader.Read(File.ReadAllBytes(blob), blob).Tree!;
            // The rules for any tree do find something, the same as dt-schema's: other tests compare them.
            unexpected.AddRange(BindingValidator.Validate(tree, Trial.OwnBindings).Diagnostics
                .Where(finding => !finding.Related.Any(each => each.Span?.FileName.Contains("/schemas/core/", StringComparison.Ordinal) == true))
                .Select(finding => Path.GetFileName(blob) + ": " + finding));
        }

        Assert.AreEqual("", string.Join("\n", unexpected));
    }
}
