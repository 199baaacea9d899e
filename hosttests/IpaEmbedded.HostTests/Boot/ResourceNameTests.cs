using IpaEmbedded.Bindings;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Boot;

namespace IpaEmbedded.HostTests.Boot;

/// <summary>The driver asks for exactly the names that the binding gives: a board that has them all boots, and one that lacks any does not.</summary>
[TestClass]
public sealed class ResourceNameTests
{
    private static readonly BindingFile Binding = BindingSet.Load(ToolFiles.Schemas).FindByCompatible("qcom,sdm845-ipa")!;

    [TestMethod]
    [DataRow("reg-names", 3)]
    [DataRow("clock-names", 1)]
    [DataRow("interrupt-names", 4)]
    [DataRow("interconnect-names", 3)]
    [DataRow("qcom,smem-state-names", 2)]
    public void Each_name_of_the_binding_is_one_that_the_driver_asks_for(string property, int count)
    {
        IReadOnlyList<string> names = Binding.NamesOf(property);
        Assert.HasCount(count, names);
        for (int missing = 0; missing < count; missing++)
        {
            string renamed = string.Join(", ", names.Select((name, index) => index == missing ? "\"other\"" : $"\"{name}\""));
            byte[] blob = BoardTree.Compile("sdm845-modem-init.dts", $"&ipa {{ {property} = {renamed}; }};\n");

            BootReport report = new BoardRun(blob, new BootOptions()).Boot();

            Assert.AreEqual($"{property}: expected a name \"{names[missing]}\"", report.Diagnostics.Single().Message.Replace(property + ": " + property, property, StringComparison.Ordinal));
        }
    }
}
