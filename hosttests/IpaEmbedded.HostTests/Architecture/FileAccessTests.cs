using Mono.Cecil;

namespace IpaEmbedded.HostTests.Architecture;

/// <summary>The host side has one way to read a file and one way to write one; whoever goes around them is named.</summary>
[TestClass]
public sealed class FileAccessTests
{
    /// <summary>The two ways, and what serves them.</summary>
    private static readonly string[] Allowed =
    [
        "IpaEmbedded.DeviceTree.DiskFile", "IpaEmbedded.DeviceTree.LinuxFiles", "IpaEmbedded.Cli.OutputFile", "IpaEmbedded.Cli.TemporaryFiles",
        // A folder that a build got for its tools, and nothing besides.
        "IpaEmbedded.NanoBuild.WorkFolder",
    ];

    [TestMethod]
    public void T25_Nothing_but_the_one_way_opens_or_writes_files()
    {
        var found = new List<string>();
        foreach (string name in (string[])["ipa.dll", "IpaEmbedded.DeviceTree.dll", "IpaEmbedded.Bindings.dll", "IpaEmbedded.NanoBuild.dll"])
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name));
            found.AddRange(assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).SelectMany(CallsOf));
        }
        Assert.AreEqual("", string.Join('\n', found.Where(each => !Allowed.Any(allowed => each.StartsWith(allowed + ".", StringComparison.Ordinal))).Order(StringComparer.Ordinal)));
        // The scan sees what it looks for.
        Assert.Contains(each => each.StartsWith("IpaEmbedded.Cli.OutputFile.BesideTarget calls FileStream..ctor", StringComparison.Ordinal), found);
        Assert.Contains(each => each.StartsWith("IpaEmbedded.DeviceTree.DiskFile.OpenByPath calls File.OpenHandle", StringComparison.Ordinal), found);
    }

    private static IEnumerable<string> CallsOf(MethodDefinition method) =>
        from instruction in method.Body.Instructions
        let called = instruction.Operand as MethodReference
        where called is not null && Opens(called)
        select $"{Outermost(method.DeclaringType)}.{method.Name} calls {called.DeclaringType.Name}.{called.Name}";

    private static string Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;

    private static bool Opens(MethodReference called) => called.DeclaringType.FullName switch
    {
        "System.IO.File" => !(called.Name is "Exists" or "GetAttributes" or "GetUnixFileMode"),
        "System.IO.FileStream" => called.Name == ".ctor",
        "System.IO.StreamReader" or "System.IO.StreamWriter" => called.Name == ".ctor" && called.Parameters[0].ParameterType.FullName == "System.String",
        "System.IO.FileInfo" => called.Name.StartsWith("Open", StringComparison.Ordinal) || called.Name is "Create" or "CreateText" or "AppendText" or "MoveTo" or "CopyTo" or "Replace" or "Delete",
        "System.IO.Directory" or "System.IO.DirectoryInfo" => called.Name is "CreateDirectory" or "Create" or "Delete" or "Move" or "MoveTo" or "CreateTempSubdirectory",
        "System.IO.MemoryMappedFiles.MemoryMappedFile" => called.Name is "CreateFromFile",
        _ => false,
    };
}
