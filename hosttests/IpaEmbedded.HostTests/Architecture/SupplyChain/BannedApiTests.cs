using Mono.Cecil;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>The rooms that read what strangers wrote reach no network and start no process: what they are compiled to says so.</summary>
[TestClass]
public sealed class BannedApiTests
{
    [TestMethod]
    [DataRow("IpaEmbedded.DeviceTree.dll", true)]
    [DataRow("IpaEmbedded.Bindings.dll", true)]
    // The qtest server, which listens, shows that the scan sees what it looks for.
    [DataRow("IpaEmbedded.Qtest.dll", false)]
    public void T26_Readers_of_hostile_input_reach_no_network_and_start_no_process(string name, bool clean)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name));

        var banned = assembly.MainModule.GetTypeReferences().Select(type => type.FullName)
            .Where(type => type.StartsWith("System.Net.", StringComparison.Ordinal) || type.StartsWith("System.Diagnostics.Process", StringComparison.Ordinal));

        Assert.AreEqual(clean, !banned.Any(), string.Join('\n', banned));
    }

    [TestMethod]
    [DataRow("dts", "IpaEmbedded.DeviceTree")]
    [DataRow("bindings", "IpaEmbedded.Bindings")]
    public void T26_The_analyzer_holds_the_same_list_in_both_rooms(string room, string project)
    {
        string list = File.ReadAllText(RepositoryRoot.PathOf($"{room}/BannedSymbols.txt"));

        Assert.AreEqual(File.ReadAllText(RepositoryRoot.PathOf("dts/BannedSymbols.txt")), list);
        Assert.Contains("N:System.Net.Http;", list);
        Assert.Contains("../BannedSymbols.txt", File.ReadAllText(RepositoryRoot.PathOf($"{room}/{project}/{project}.csproj")));
    }
}
