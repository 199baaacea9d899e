using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Directories as trees, of which nothing is sure but that they are directories.</summary>
[TestClass]
public sealed class DirectoryTreeTests
{
    [TestMethod]
    [DataRow("phandle")]
    [DataRow("linux,phandle")]
    public void A_file_called_phandle_is_the_nodes_number_only_if_it_is_a_cell(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["tree/n"]);
        folder.Write("tree/" + name, "ab");
        folder.Write("tree/n/" + name, "\0\0\0\a");

        DeviceTreeDocument tree = DirectoryTreeReader.Read(folder["tree"]).Tree!;

        Assert.AreEqual((0u, 2, 7u), (tree.Root.Phandle, tree.Root.FindProperty(name)!.Length, tree.FindByPath("/n")!.Phandle));
    }
}
