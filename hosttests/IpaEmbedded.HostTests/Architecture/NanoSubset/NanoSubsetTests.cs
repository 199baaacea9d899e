using IpaEmbedded.NanoBuild;
using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>
/// Holds every target-side room to the nanoFramework 1.x subset, in Debug and in Release: it compiles against the real mscorlib, contains nothing
/// that the target runs wrongly, and fits into one assembly there.
/// </summary>
[TestClass]
public sealed class NanoSubsetTests(TestContext context)
{
    // A tenth of what fits is kept free.
    internal const int MaxBytecode = 58000;

    private static readonly string[] Rooms = ["IpaEmbedded.Runtime", "IpaEmbedded.Devices", "IpaEmbedded.Examples", "IpaEmbedded.SimulatedDevices", "IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Ipa", "IpaEmbedded.Fake", "IpaEmbedded.SimulatedBoard"];

    private static IEnumerable<(string Room, OptimizationLevel Level)> Builds =>
        Rooms.SelectMany(room => new[] { (room, OptimizationLevel.Debug), (room, OptimizationLevel.Release) });

    [TestMethod]
    [DynamicData(nameof(Builds))]
    public void Room_compiles_for_nanoFramework_and_leaks_nothing(string room, OptimizationLevel level) =>
        Assert.AreEqual("", TargetBuild.Of(level).VerdictOn(room));

    [TestMethod]
    [DynamicData(nameof(Builds))]
    public void Room_fits_into_one_assembly_with_a_tenth_to_spare(string room, OptimizationLevel level)
    {
        var size = Bytecode.SizeOf(TargetBuild.Of(level).ImageOf(room));

        context.WriteLine($"{room} {level}: {size} of {Bytecode.Limit} bytes of bytecode");
        Assert.IsLessThanOrEqualTo(MaxBytecode, size, room);
    }

    [TestMethod]
    public void No_target_room_escapes_the_check() =>
        CollectionAssert.AreEquivalent(Rooms, TargetRoom.InDependencyOrder().Select(room => room.Name).ToArray());

    [TestMethod]
    public void Every_host_variant_has_a_nano_variant()
    {
        // X.Host.cs is excluded from the target, so X.Nano.cs must supply the same type.
        var lonely = TargetRoom.InDependencyOrder()
            .SelectMany(room => RepositoryRoot.Files(room.Folder, "*.Host.cs"))
            .Where(file => !File.Exists(file.Replace(".Host.cs", ".Nano.cs", StringComparison.Ordinal)))
            .Select(RepositoryRoot.Relative);

        Assert.AreEqual("", string.Join('\n', lonely));
    }
}
