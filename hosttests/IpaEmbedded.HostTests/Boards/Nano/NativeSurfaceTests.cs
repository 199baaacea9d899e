using System.Globalization;
using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Architecture.NanoSubset;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>The C++ side of the interop assembly: it belongs to the managed side, and its bodies do what the interpreter asks of them and no more.</summary>
[TestClass]
public sealed partial class NativeSurfaceTests
{
    private const string Folder = NanoBoardProject.NativeFolder + "/Interop";
    // As converter 3.0.100 printed it for this assembly; a firmware with another number refuses to load it.
    private const uint Checksum = 0x99A3789D;

    private static string Interop => File.ReadAllText(RepositoryRoot.PathOf(Folder + "/Interop.cpp"));

    [TestMethod]
    public void The_checksum_is_that_of_the_managed_methods()
    {
        Assert.AreEqual(Checksum, NativeChecksum.Of(Managed(File.ReadAllText(RepositoryRoot.PathOf(NanoBoardProject.NativeFolder + "/DeviceMemory.cs")))));
        Assert.AreEqual(Checksum, uint.Parse(Declared().Groups["checksum"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    [TestMethod]
    [DataRow("uint Read32(uint address)", "uint Read32(int address)")]
    [DataRow("void Barrier()", "int Barrier()")]
    [DataRow("void Unmap(", "void Unmapped(")]
    [DataRow("public static class DeviceMemory", "public static class Memory")]
    public void Another_signature_or_name_has_another_checksum(string from, string to)
    {
        string text = File.ReadAllText(RepositoryRoot.PathOf(NanoBoardProject.NativeFolder + "/DeviceMemory.cs"));
        Assert.Contains(from, text);

        Assert.AreNotEqual(Checksum, NativeChecksum.Of(Managed(text.Replace(from, to, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void An_assembly_without_native_methods_has_none() => Assert.AreEqual(0u, NativeChecksum.Of(Managed("namespace A { public static class B { public static int C() { return 1; } } }")));

    [TestMethod]
    public void The_table_has_the_methods_in_the_order_of_the_managed_side_and_the_version_of_its_attribute()
    {
        string[] methods = [.. Extern().Matches(File.ReadAllText(RepositoryRoot.PathOf(NanoBoardProject.NativeFolder + "/DeviceMemory.cs"))).Select(match => match.Groups["name"].Value)];
        string version = Version().Match(File.ReadAllText(RepositoryRoot.PathOf(NanoBoardProject.NativeFolder + "/AssemblyInfo.cs"))).Groups["version"].Value;

        Assert.AreEqual(string.Join(", ", methods), Table().Match(Interop).Groups["names"].Value);
        Assert.AreEqual(version.Replace(".", ", ", StringComparison.Ordinal), Declared().Groups["version"].Value);
    }

    [TestMethod]
    [Timeout(600000, CooperativeCancellation = true)]
    public void The_bodies_compile_without_a_warning_and_refuse_what_is_not_mapped_not_aligned_or_outside_of_the_windows()
    {
        if (ProgramPath.Find("g++") is not { } compiler)
        {
            Assert.Inconclusive("needs g++, which is not installed");
            return;
        }
        string folder = Directory.CreateTempSubdirectory("ipa-native-").FullName;
        try
        {
            string program = Path.Combine(folder, "native");
            string[] sources = [.. new[] { "hosttests/native/main.cpp", Folder + "/DeviceMemory.cpp", Folder + "/Interop.cpp" }.Select(RepositoryRoot.PathOf)];
            ToolRun compiled = ToolRun.Of(compiler,
                ["-std=c++14", "-Wall", "-Wextra", "-Werror", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-I", RepositoryRoot.PathOf("hosttests/native/include"), "-I", RepositoryRoot.PathOf(Folder), .. sources, "-o", program],
                folder, TimeSpan.FromMinutes(5));
            Assert.AreEqual(0, compiled.ExitCode, compiled.Error);

            ToolRun run = ToolRun.Of(program, [], folder, TimeSpan.FromMinutes(2));

            Assert.AreEqual("IpaEmbedded.Boards.Native 100.0.0.1 0x99A3789D\nok\n", run.Out, run.Error);
            Assert.AreEqual(0, run.ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The build of the firmware reads version and checksum out of the source by such a pattern, and lists them.
    private static Match Declared()
    {
        Match match = Data().Match(Interop);
        Assert.IsTrue(match.Success, "the firmware's build would not find version and checksum");
        return match;
    }

    private static byte[] Managed(string text)
    {
        NanoFacade facade = NanoFacade.Instance;
        (byte[]? image, IReadOnlyList<string> errors) = NanoFacade.Compile("IpaEmbedded.Boards.Native", [("DeviceMemory.cs", text)], facade.References(["mscorlib"]));
        Assert.IsNotNull(image, string.Join('\n', errors));
        return image;
    }

    [GeneratedRegex(@"\sCLR_RT_NativeAssemblyData\s+g_CLR_AssemblyNative_IpaEmbedded_Boards_Native\s*=[^{]+\{[^0]+0x(?<checksum>[0-9A-Fa-f]+)[^{]+\{\s*(?<version>[0-9]+, [0-9]+, [0-9]+, [0-9]+)")]
    private static partial Regex Data();

    [GeneratedRegex(@"Methods\[\] = \{(?<names>[^}]+)\}")]
    private static partial Regex Table();

    [GeneratedRegex(@" extern \w+ (?<name>\w+)\(")]
    private static partial Regex Extern();

    [GeneratedRegex("""AssemblyNativeVersion\("(?<version>[0-9.]+)"\)""")]
    private static partial Regex Version();
}
