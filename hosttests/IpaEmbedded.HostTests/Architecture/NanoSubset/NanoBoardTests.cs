using IpaEmbedded.NanoBuild;
using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>Holds the nanoFramework applications: every room of every variant compiles for the target, leaks nothing, and fits into one assembly there.</summary>
[TestClass]
public sealed class NanoBoardTests
{
    private static IEnumerable<(FirmwareVariant Variant, OptimizationLevel Level)> Builds =>
        Enum.GetValues<FirmwareVariant>().SelectMany(variant => new[] { (variant, OptimizationLevel.Debug), (variant, OptimizationLevel.Release) });

    [TestMethod]
    [DataRow("simulated")]
    [DataRow("hardware")]
    public void The_embedded_tree_is_the_compiled_board(string variant) =>
        Generated.AssertCurrent(NanoBoardTree.Path(variant), _ => NanoBoardTree.Render(variant, NanoBoardTree.Compile(variant)));

    [TestMethod]
    [DynamicData(nameof(Builds))]
    public void Every_room_of_a_variant_compiles_from_its_list_leaks_nothing_and_fits_with_a_tenth_to_spare(FirmwareVariant variant, OptimizationLevel level)
    {
        NanoFacade facade = NanoFacade.Instance;
        var scanner = new TargetScan(facade, []);
        var images = new Dictionary<string, byte[]>();
        foreach (Room room in RoomTable.Of(variant))
        {
            IEnumerable<MetadataReference> references = facade.References(room.Libraries.Prepend("mscorlib")).Concat(room.References.Select(name => MetadataReference.CreateFromImage(images[name])));
            IEnumerable<(string, string)> sources = NanoBoardProject.SourcesOf(room).Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path))));

            (byte[]? image, IReadOnlyList<string> errors) = NanoFacade.Compile(room.Name, sources, references, isApplication: room.IsApplication, level: level);

            Assert.IsNotNull(image, string.Join('\n', errors));
            Assert.AreEqual("", string.Join('\n', scanner.Scan(image)), room.Name);
            Assert.IsLessThanOrEqualTo(NanoSubsetTests.MaxBytecode, Bytecode.SizeOf(image), room.Name);
            Assert.IsNull(AssemblySize.Of(image).Overflow, room.Name);
            images[room.Name] = image;
        }
    }

    [TestMethod]
    public void The_native_surface_is_frozen()
    {
        // Order and signatures decide the checksum that the firmware is built for.
        string[] expected =
        [
            "uint Read32(uint address)",
            "void Write32(uint address, uint value)",
            "void Barrier()",
            "uint Map(uint physicalHigh, uint physicalLow, uint size)",
            "void Unmap(uint address, uint size)",
            "int WaitForInterrupt(uint mask, int timeoutMilliseconds)",
        ];

        var declared = File.ReadLines(RepositoryRoot.PathOf(NanoBoardProject.Folder + "/Native/DeviceMemory.cs"))
            .Where(line => line.Contains(" extern ", StringComparison.Ordinal))
            .Select(line => line.Trim().Replace("public static extern ", "", StringComparison.Ordinal).TrimEnd(';'));

        CollectionAssert.AreEqual(expected, declared.ToList());
    }
}
