using System.Security.Cryptography;
using IpaEmbedded.Bindings;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Bindings;

/// <summary>Compiled bindings that are kept between runs say what the texts say, or are not used.</summary>
[TestClass]
public sealed class BindingCacheTests
{
    private const int SumAt = 8, SumLength = 32;

    private const string First = """
        $id: http://devicetree.org/schemas/first.yaml#
        title: é
        properties:
          compatible: { enum: [ 'v,a', 'v,b' ] }
          v,count: { enum: [ 1, 0xffffffffffffffffff, -3, 1.5 ] }
          x-ms: { minItems: 2, maxItems: 3 }
        patternProperties:
          '^v,a[0-9]': { $ref: second.yaml#/definitions/word }
          '(': true
        propertys: 3
        additionalProperties: false
        """;

    private const string Second = """
        $id: http://devicetree.org/schemas/second.yaml#
        definitions:
          word:
            $ref: types.yaml#/definitions/string
            const: one
        select: { required: [ y ] }
        required: [ z ]
        """;

    private const string Tree = "/dts-v1/; / { n { compatible = \"v,b\"; v,a1 = \"two\"; v,count = <7>; x-ms = <1>; q; y; }; m { y; z; }; };";

    [TestMethod]
    public void Compiled_bindings_say_the_same_as_their_texts()
    {
        using var folder = new Kept();

        BindingSet compiled = folder.Load(), kept = folder.Load();

        Assert.AreEqual(1, folder.Written);
        Assert.AreEqual(Everything(compiled), Everything(kept));
        StringAssert.Contains(Everything(kept), "DT3004", StringComparison.Ordinal);
        Assert.AreEqual(compiled.Sha256, kept.Sha256);
    }

    [TestMethod]
    public void Our_own_bindings_are_the_same_when_they_are_kept()
    {
        using var folder = new Kept();
        BindingSource[] sources = [new BindingSource(RepositoryRoot.PathOf("bindings/schemas"), "ipa")];

        BindingSet compiled = BindingSet.Load(sources, folder.Cache), kept = BindingSet.Load(sources, folder.Cache);

        Assert.AreEqual(1, folder.Written);
        Assert.AreEqual(string.Join('\n', compiled.Files.Select(Dump)), string.Join('\n', kept.Files.Select(Dump)));
        Assert.AreEqual(Everything(compiled), Everything(kept));
    }

    [TestMethod]
    public void A_text_that_was_changed_added_or_removed_is_compiled_again()
    {
        using var folder = new Kept();
        folder.Load();

        File.WriteAllText(folder.Bindings + "/second.yaml", Second.Replace("const: one", "const: two", StringComparison.Ordinal));
        Assert.DoesNotContain("DT3004: /n: entry 1 of 'v,a1'", Everything(folder.Load()));
        File.WriteAllText(folder.Bindings + "/third.yaml", "$id: http://devicetree.org/schemas/third.yaml#\n");
        Assert.HasCount(3, folder.Load().Files);
        File.Delete(folder.Bindings + "/third.yaml");
        Assert.HasCount(2, folder.Load().Files);
        Assert.AreEqual(4, folder.Written);
    }

    [TestMethod]
    public void A_list_of_sources_keeps_one_file_however_often_it_changes()
    {
        using var folder = new Kept();
        for (int i = 0; i < 3; i++)
        {
            File.WriteAllText(folder.Bindings + "/third.yaml", $"$id: http://devicetree.org/schemas/third.yaml#\ntitle: {i}\n");
            folder.Load();
        }

        Assert.HasCount(1, Directory.GetFiles(folder.Cache.Folder));
    }

    [TestMethod]
    public void What_is_damaged_or_cut_is_not_used_and_written_anew()
    {
        using var folder = new Kept();
        string right = Everything(folder.Load());
        byte[] program = folder.Program;
        int written = 1;
        for (int at = 0; at < program.Length; at += 97)
        {
            byte[] damaged = [.. program];
            damaged[at] ^= 0x55;
            foreach (byte[] wrong in (byte[][])[damaged, program[..at]])
            {
                folder.Program = wrong;
                Assert.AreEqual(right, Everything(folder.Load()));
                Assert.AreEqual(++written, folder.Written);
                CollectionAssert.AreEqual(program, folder.Program);
            }
        }
    }

    [TestMethod]
    public void What_somebody_made_with_a_right_sum_ends_in_order()
    {
        using var folder = new Kept();
        folder.Load();
        byte[] program = folder.Program;
        for (int at = SumAt + SumLength; at < program.Length; at += 2)
        {
            foreach (byte with in (byte[])[0, 0xff])
            {
                byte[] made = [.. program];
                made[at] = with;
                SHA256.HashData(made.AsSpan(SumAt + SumLength), made.AsSpan(SumAt));
                folder.Program = made;
                Everything(folder.Load());
            }
        }
    }

    [TestMethod]
    public void Many_may_use_one_set_at_a_time()
    {
        using var folder = new Kept();
        string right = Everything(folder.Load());
        BindingSet kept = folder.Load();

        Parallel.For(0, 16, _ => Assert.AreEqual(right, Everything(kept)));
    }

    [TestMethod]
    public void The_command_keeps_what_it_compiled_unless_told_otherwise()
    {
        using var folder = new TemporaryFolder();
        string board = folder.Write("a.dts", "/dts-v1/; / { };");
        var environment = new Dictionary<string, string> { ["IPA_CACHE"] = folder["cache"] };

        CommandRun without = CommandRun.OfProcess(folder[""], environment, "dt", "check", board, "--no-cache");
        Assert.IsFalse(Directory.Exists(folder["cache"]));
        CommandRun first = CommandRun.OfProcess(folder[""], environment, "dt", "check", board);
        Assert.EndsWith(".rules", Directory.GetFiles(folder["cache"]).Single());
        CommandRun second = CommandRun.OfProcess(folder[""], environment, "dt", "check", board);
        environment["IPA_CACHE"] = board + "/in-a-file";
        CommandRun nowhere = CommandRun.OfProcess(folder[""], environment, "dt", "check", board);

        Assert.AreEqual(without, first);
        Assert.AreEqual(without, second);
        Assert.AreEqual(without, nowhere);
    }

    [TestMethod]
    public void The_folder_holds_no_more_than_32_files_whatever_bindings_are_loaded()
    {
        using var folder = new TemporaryFolder();
        var written = new HashSet<string>();
        var cache = new BindingCache(folder["cache"], (path, _) => written.Add(path));

        // So many that each of the 32 has its turn, whatever the folder's name is.
        for (int i = 0; i < 1000; i++)
        {
            BindingSet.Load([new BindingSource(folder.Write($"{i}.yaml", First), "test")], cache);
        }

        Assert.HasCount(32, written);
    }

    private static string Everything(BindingSet set)
    {
        ValidationReport report = BindingValidator.Validate(Trial.Tree(Tree), set);
        return string.Join('\n', [.. set.Diagnostics, "", .. report.Diagnostics, "", .. report.Verdicts.Select(each => each.ToString()), report.Summary()]);
    }

    private static string Dump(BindingFile file) => file.Id + " " + Dump(file.Root);

    private static string Dump(SchemaValue value) => value.Kind switch
    {
        SchemaKind.List => $"{value.Span.Offset}+{value.Span.Length}[{string.Join(',', value.Items.Select(Dump))}]",
        SchemaKind.Map => $"{value.Span.Offset}+{value.Span.Length}{{{string.Join(',', value.Entries.Select(each => each.Key + each.KeySpan.Offset + "+" + each.KeySpan.Length + Dump(each.Value)))}}}",
        _ => $"{value.Span.Offset}+{value.Span.Length}{value.Kind}{value}",
    };

    private sealed class Kept : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Kept()
        {
            Directory.CreateDirectory(Bindings);
            File.WriteAllText(Bindings + "/first.yaml", First);
            File.WriteAllText(Bindings + "/second.yaml", Second);
            Cache = new BindingCache(_folder["cache"], (path, program) =>
            {
                Directory.CreateDirectory(_folder["cache"]);
                File.WriteAllBytes(path, program);
                Written++;
            });
        }

        public string Bindings => _folder["bindings"];

        public BindingCache Cache { get; }

        public int Written { get; private set; }

        public byte[] Program
        {
            get => File.ReadAllBytes(Directory.GetFiles(Cache.Folder).Single());
            set => File.WriteAllBytes(Directory.GetFiles(Cache.Folder).Single(), value);
        }

        public BindingSet Load() => BindingSet.Load([new BindingSource(Bindings, "test")], Cache);

        public void Dispose() => _folder.Dispose();
    }
}
