using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class NewDriverTests
{
    private const string Template = "hosttests/IpaEmbedded.Templates/ipa-driver";

    [TestMethod]
    public void Under_its_own_name_the_project_is_the_template_file_for_file()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("new", "driver", "acme,thermometer", "-o", folder["mine"]);

        Assert.AreEqual((0, "", $"acme,thermometer: 11 files, its README says what is where\nnext: cd {folder["mine"]} && dotnet test\n"), (run.ExitCode, run.Error, run.Out));
        string template = RepositoryRoot.PathOf(Template);
        string[] expected = [.. FilesOf(template).Where(path => !path.StartsWith(".template.config/", StringComparison.Ordinal) && !path.Split('/').Any(part => part is "bin" or "obj"))];
        CollectionAssert.AreEqual(expected, FilesOf(folder["mine"]));
        foreach (string path in expected)
        {
            Assert.AreEqual(File.ReadAllText(Path.Combine(template, path)), File.ReadAllText(Path.Combine(folder["mine"], path)), path);
        }
    }

    [TestMethod]
    [DataRow("bosch,bmi999", "Bosch-Bmi999", "Bmi999")]
    [DataRow("bosch,bme280", "Bosch-Bme280", "Bme280")]
    [DataRow("maxim,3d-x.1+2", "Maxim-3dX12", "Maxim3dX12")]
    [DataRow("acme-labs,acme-thermometer", "AcmeLabs-AcmeThermometer", "AcmeThermometer")]
    public void The_new_name_stands_in_paths_classes_tree_and_binding(string name, string project, string classes)
    {
        using var folder = new TemporaryFolder();

        Assert.AreEqual(0, CommandRun.Of("new", "driver", name, "-o", folder["mine"], "-q").ExitCode);

        string[] files = FilesOf(folder["mine"]);
        CollectionAssert.IsSubsetOf(new[] { $"{project}.slnx", $"{project}/{project}.csproj", $"{project}/{classes}Driver.cs", $"bindings/{name}.yaml", $"{project}.Tests/{classes}Tests.cs" }, files);
        if (!name.Contains("thermometer", StringComparison.Ordinal))
        {
            string[] left = [.. files.Where(path => (path + File.ReadAllText(Path.Combine(folder["mine"], path))).Contains("thermometer", StringComparison.OrdinalIgnoreCase))];
            Assert.AreEqual("", string.Join('\n', left), "the template's name is left in");
        }
        string thing = name.Split(',')[1];
        TestTree tree = TestTree.FromFile(Path.Combine(folder["mine"], "dts", thing + "-board.dts"));
        tree.Validate(Path.Combine(folder["mine"], "bindings"));
        Assert.AreEqual("", Errors(Path.Combine(folder["mine"], project)));
    }

    [TestMethod]
    public void Nothing_is_overwritten_and_nothing_written_beside_what_is_there()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["mine/dts"]);
        File.WriteAllText(folder["mine/dts/bme280-board.dts"], "mine");

        CommandRun run = CommandRun.Of("new", "driver", "bosch,bme280", "--out", folder["mine"]);

        Assert.AreEqual((3, $"ipa: {folder["mine/dts/bme280-board.dts"]} is there already, and nothing was written; choose another folder with --out\n"), (run.ExitCode, run.Error));
        CollectionAssert.AreEqual(new[] { "dts/bme280-board.dts" }, FilesOf(folder["mine"]));
        Assert.AreEqual("mine", File.ReadAllText(folder["mine/dts/bme280-board.dts"]));
    }

    [TestMethod]
    public void A_tool_outside_the_checkout_makes_a_folder_of_the_projects_name_and_one_that_cannot_be_made_is_a_sentence()
    {
        using var tool = new CopiedTool();
        CommandRun run = tool.Run("new", "driver", "bosch,bme280");
        Assert.AreEqual((0, "bosch,bme280: 11 files, its README says what is where\nnext: cd Bosch-Bme280 && dotnet test\n"), (run.ExitCode, run.Out), run.ToString());
        Assert.IsTrue(File.Exists(Path.Combine(tool.Work, "Bosch-Bme280", ".gitignore")));

        File.WriteAllText(Path.Combine(tool.Work, "file"), "");
        CommandRun refused = tool.Run("new", "driver", "bosch,bme280", "-o", "file/below");
        Assert.AreEqual(3, refused.ExitCode, refused.ToString());
        StringAssert.StartsWith(refused.Error, "ipa: cannot make the folder file/below");
    }

    [TestMethod]
    [DataRow("bme280")]
    [DataRow("bosch,")]
    [DataRow(",bme280")]
    [DataRow("Bosch,bme280")]
    [DataRow("bosch,bme280,x")]
    [DataRow("bosch,../x")]
    [DataRow("bosch,a/b")]
    [DataRow("3com,x")]
    [DataRow("bosch,\u001b[2J")]
    public void What_is_no_compatible_is_a_wrong_command_line(string name)
    {
        CommandRun run = CommandRun.Of("new", "driver", name);

        Assert.AreEqual(2, run.ExitCode);
        StringAssert.EndsWith(run.Error.Split('\n')[0], " is no name for \"compatible\"; write VENDOR,THING, such as bosch,bme280");
        Assert.DoesNotContain("\u001b", run.Error);
    }

    private static string[] FilesOf(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];

    /// <summary>What the compiler says of the sources of a folder, with the runtime's room as the only reference.</summary>
    private static string Errors(string folder)
    {
        string platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        MetadataReference[] references = [.. ((string[])[Path.Combine(platform, "System.Private.CoreLib.dll"), Path.Combine(platform, "System.Runtime.dll"), typeof(IpaEmbedded.Runtime.Devices.Driver).Assembly.Location])
            .Select(path => MetadataReference.CreateFromFile(path))];
        SyntaxTree[] sources = [.. Directory.GetFiles(folder, "*.cs").Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.CSharp10)))];
        CSharpCompilation compilation = CSharpCompilation.Create("driver", sources, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return string.Join('\n', compilation.GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error));
    }
}
